import type { EndNotice } from '../../../model/end-notice.ts';
import type { NoticeReport } from '../../../model/report.ts';
import { gapOf, headlineOf } from '../notice/words.ts';
import { counted } from './counts.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { verdictLine } from './verdict.ts';
import { hanging } from './wrap.ts';

/** The announcements, whom to send them to, and what is left to be filled in. */
export function notice(report: NoticeReport, page: Page): string[] {
  const head = verdictLine(report.verdict, summary(report), page);
  if (page.quiet) return head;
  return [...report.notices.flatMap((each) => noticeLines(each, page)), ...noteLines(report.notes, page), ...head];
}

function noticeLines(told: EndNotice, page: Page): string[] {
  const say = (text: string, paint?: (line: string) => string): string[] =>
    hanging({ indent: 2, text: text.replaceAll('`', ''), columns: page.width, ...(paint && { paint }) });
  return [
    page.ink.strong(headlineOf(told)),
    '',
    ...told.fields.flatMap(({ title, lines, missing }) => [
      page.ink.faint(title),
      ...lines.flatMap((line) => say(line)),
      ...(missing === null ? [] : say(`[${gapOf(missing)}]`, page.ink.severity.error)),
    ]),
    '',
    ...(told.recipients.length === 0
      ? []
      : [
          page.ink.faint('send it to'),
          ...told.recipients.flatMap(({ name, contact }) => say(`${name} <${contact}>`)),
          '',
        ]),
  ];
}

function summary({ notices, today }: NoticeReport): string {
  if (notices.length === 0) return `nothing is deprecated, so there is nothing to announce (as of ${today})`;
  const gaps = notices.flatMap(({ fields }) => fields.filter(({ missing }) => missing !== null)).length;
  const written = counted(notices.length, 'notice');
  return gaps === 0
    ? `${written}, each with all that it must say (as of ${today})`
    : `${written}, and ${counted(gaps, 'field')} to be filled in before it may be sent (as of ${today})`;
}
