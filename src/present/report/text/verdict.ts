import type { Verdict } from '../../../model/report.ts';
import type { Page } from './page.ts';
import { hanging } from './wrap.ts';

/** `PASS` or `FAIL` with its reason: the one line that every report of a command ends with, -q or not. */
export function verdictLine(verdict: Verdict, text: string, page: Page): string[] {
  return hanging({
    indent: 0,
    label: verdict === 'pass' ? 'PASS  ' : 'FAIL  ',
    text,
    columns: page.width,
    paintLabel: verdict === 'pass' ? page.ink.pass : page.ink.fail,
  });
}
