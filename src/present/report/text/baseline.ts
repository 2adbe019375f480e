import type { BaselineChange, BaselineReport } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { nextLines } from './next.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import { verdictLine } from './verdict.ts';

/** What each baseline has now, and what came and went. */
export function baseline({ baselines, written, notes, verdict }: BaselineReport, page: Page): string[] {
  const head = verdictLine(verdict, summary(baselines, written), page);
  if (page.quiet) return head;
  const rows = baselines.map((one) => [
    { text: `  ${one.api}`, paint: page.ink.strong },
    { text: counted(one.entries, 'finding'), right: true },
    { text: movement(one) },
    { text: one.file, paint: page.ink.place },
  ]);
  const changed = baselines.some(hasChanged);
  return [
    ...table(rows),
    ...(rows.length === 0 ? [] : ['']),
    ...noteLines(notes, page),
    ...head,
    ...(written && changed ? nextLines('have it reviewed', page, 'git add .countersign/baseline && git commit') : []),
  ];
}

function summary(baselines: readonly BaselineChange[], written: boolean): string {
  const changed = baselines.filter(hasChanged).length;
  if (changed === 0) return 'the baseline is as it should be';
  return `${written ? 'wrote' : 'would write'} ${counted(changed, 'baseline')}`;
}

function hasChanged({ added, removed }: BaselineChange): boolean {
  return added + removed > 0;
}

function movement({ added, removed }: BaselineChange): string {
  const words = [...(added === 0 ? [] : [`${added} new`]), ...(removed === 0 ? [] : [`${removed} gone`])];
  return words.length === 0 ? 'unchanged' : words.join(', ');
}
