import type { InitReport } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';

/** Which files were written, and what to do with them. */
export function init({ files, notes, verdict }: InitReport, page: Page): string[] {
  const label = verdict === 'pass' ? page.ink.pass('PASS') : page.ink.fail('FAIL');
  const head = `${label}  ${files.length === 0 ? 'nothing had to be written' : `wrote ${counted(files.length, 'file')}`}`;
  if (page.quiet) return [head];
  return [
    head,
    ...files.map((file) => `  ${file}`),
    '',
    ...noteLines(notes, page),
    `${page.ink.strong('next')}  countersign check`,
  ];
}
