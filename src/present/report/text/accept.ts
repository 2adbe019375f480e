import type { AcceptReport } from '../../../model/report.ts';
import { counted } from './counts.ts';
import { nextLines, shellWord } from './next.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { verdictLine } from './verdict.ts';
import { hanging } from './wrap.ts';

/** What was agreed on, by whom, and where it stands. */
export function accept({ acceptance, file, changes, notes, verdict }: AcceptReport, page: Page): string[] {
  const { api, fingerprint, cause, category, reason, owner, approver, expires } = acceptance;
  const say = (label: string, text: string): string[] =>
    hanging({ indent: 2, label: label.padEnd(13), text, columns: page.width, paintLabel: page.ink.faint });
  const [first] = changes;
  const what = fingerprint === null ? `all of ${counted(changes.length, 'change')} of one cause` : 'one change';
  const head = verdictLine(verdict, `${api}: ${what} accepted until ${expires}`, page);
  if (page.quiet) return head;
  return [
    ...say('change', acceptance.change),
    ...say('check', first?.check ?? ''),
    ...(fingerprint === null ? say('cause', cause ?? '') : say('fingerprint', fingerprint)),
    ...say('category', category),
    ...say('reason', reason),
    ...say('owner', owner),
    ...say('approver', approver),
    ...say('expires', expires),
    ...say('file', file),
    '',
    ...noteLines(notes, page),
    ...head,
    ...nextLines('commit it with the change', page, `git add ${shellWord(file)} && git commit`),
  ];
}
