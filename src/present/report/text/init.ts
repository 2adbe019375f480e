import type { InitReport, LockReport } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { nextLines } from './next.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { verdictLine } from './verdict.ts';

/** Which files were written, and what to do with them. */
export function init({ report, files, notes, verdict }: InitReport | LockReport, page: Page): string[] {
  const text = files.length === 0 ? 'nothing had to be written' : `wrote ${counted(files.length, 'file')}`;
  const head = verdictLine(verdict, text, page);
  if (page.quiet) return head;
  return [
    ...files.map((file) => `  ${page.ink.added('wrote')}  ${file}`),
    '',
    ...noteLines(notes, page),
    ...head,
    ...nextLines('', page, report === 'lock' ? 'countersign lint' : 'countersign check'),
  ];
}
