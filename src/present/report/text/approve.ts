import type { ApproveReport } from '../../../model/report.ts';
import { nextLines, shellWord } from './next.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { verdictLine } from './verdict.ts';
import { hanging } from './wrap.ts';

/** Who approved exactly what, and where the statement stands. */
export function approve({ approval, file, notes, verdict }: ApproveReport, page: Page): string[] {
  const { api, version, approver, day, digest, comment, committedBy } = approval;
  const say = (label: string, text: string): string[] =>
    hanging({ indent: 2, label: label.padEnd(10), text, columns: page.width, paintLabel: page.ink.faint });
  const passed = verdict === 'pass';
  const outcome = passed ? 'is approved, exactly as it is now' : 'is not approved';
  const head = verdictLine(verdict, `${api} ${version} ${outcome}`, page);
  if (page.quiet) return head;
  return [
    ...say('by', `${approver.name} <${approver.email}>`),
    ...say('on', day),
    ...say('contract', digest),
    ...say('comment', comment),
    ...say('file', file),
    '',
    ...noteLines(notes, page),
    ...head,
    ...(committedBy === null && passed ? next(file, page) : []),
  ];
}

function next(file: string, page: Page): string[] {
  return nextLines('commit the statement', page, `git add ${shellWord(file)} && git commit`);
}
