import type { EndNotice } from '../../../model/end-notice.ts';
import type { NoticeReport } from '../../../model/report.ts';
import { prose } from '../markdown-text.ts';
import { gapOf, headlineOf } from './words.ts';

/** The announcements for a portal, a noticeboard or a mail. The report must be a printable copy. */
export function noticeMarkdown({ notices }: NoticeReport): string {
  if (notices.length === 0) return 'Nothing is deprecated.\n';
  return `${notices.flatMap(partsOf).join('\n\n')}\n`;
}

function partsOf(notice: EndNotice): readonly string[] {
  return [
    `# ${prose(headlineOf(notice))}`,
    ...notice.fields.flatMap(({ title, lines, missing }) => {
      const known = lines.map(prose);
      const all = missing === null ? known : [...known, `**[${prose(gapOf(missing))}]**`];
      return [`## ${title}`, all.length === 1 ? all.join('') : all.map((line) => `- ${line}`).join('\n')];
    }),
  ];
}
