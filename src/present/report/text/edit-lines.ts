import type { ContractEdit } from '../../../model/report.ts';
import { diffLines, fileDiffs } from './diff-lines.ts';
import type { Page } from './page.ts';

/** The files of a contract that are edited: with the whole diff while that is a plan, or where everything was asked for; git shows it later. */
export function editLines({ diff }: ContractEdit, isPlan: boolean, page: Page): string[] {
  const diffs = fileDiffs(diff).filter(({ path }) => path !== '');
  if (diffs.length === 0) return [];
  if (isPlan || page.verbose) return diffLines(diffs, { ...page, verbose: true });
  return [
    ...diffs.map(({ path, added, removed }) => {
      const sizes = [...(added === 0 ? [] : [`+${added}`]), ...(removed === 0 ? [] : [`-${removed}`])].join(' ');
      return `  ${page.ink.added('wrote')}  ${path}  ${page.ink.faint(sizes)}`;
    }),
    '',
  ];
}
