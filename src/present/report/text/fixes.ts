import type { Fixes } from '../../../model/report.ts';
import { counted, listed } from './counts.ts';
import { diffLines, fileDiffs } from './diff-lines.ts';
import type { Page } from './page.ts';
import { hanging } from './wrap.ts';

/** What was mended, by rule; as a plan, with the whole diff. */
export function fixLines(fixes: Fixes | undefined, page: Page): string[] {
  if (fixes === undefined) return [];
  const rules = fixes.rules.map(({ rule, fixed }) => (fixed === 1 ? rule : `${rule} (${fixed})`));
  const plan = fixes.written ? [] : diffLines(fileDiffs(fixes.diff), { ...page, verbose: true });
  return [
    ...plan,
    ...hanging({ indent: 0, text: told(fixes), columns: page.width, paint: page.ink.strong }),
    ...(rules.length === 0 ? [] : hanging({ indent: 2, text: listed(rules), columns: page.width })),
    '',
  ];
}

function told({ fixed, before, files, written }: Fixes): string {
  if (files.length === 0)
    return before === 0 ? 'nothing to fix' : 'nothing that --fix can mend: each of it needs somebody who decides';
  const where = files.length <= 3 ? listed(files) : counted(files.length, 'file');
  const what = `${fixed} of ${counted(before, 'finding')} in ${where}`;
  return written ? `fixed ${what}` : `would fix ${what}; nothing was written`;
}
