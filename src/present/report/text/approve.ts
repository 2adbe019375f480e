import type { ApproveReport } from '../../../model/report.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { hanging } from './wrap.ts';

/** Who approved exactly what, and where the statement stands. */
export function approve({ approval, file, notes, verdict }: ApproveReport, page: Page): string[] {
  const { api, version, approver, day, digest, comment, committedBy } = approval;
  const say = (label: string, text: string): string[] =>
    hanging({ indent: 2, label: label.padEnd(10), text, columns: page.width, paintLabel: page.ink.faint });
  const passed = verdict === 'pass';
  const label = passed ? page.ink.pass('PASS') : page.ink.fail('FAIL');
  const head = [`${label}  ${api} ${version} ${passed ? 'is approved' : 'is not approved'}`];
  if (page.quiet) return head;
  return [
    ...head,
    ...say('by', `${approver.name} <${approver.email}>`),
    ...say('on', day),
    ...say('contract', `sha256 ${digest}; any change to it voids the approval`),
    ...say('comment', comment),
    ...say('file', file),
    '',
    ...noteLines(notes, page),
    ...(committedBy === null && passed ? next(file, page) : []),
  ];
}

function next(file: string, page: Page): string[] {
  const text = `commit it, since only a committed approval counts: git add ${file}`;
  return hanging({ indent: 0, label: 'next  ', text, columns: page.width, paintLabel: page.ink.strong });
}
