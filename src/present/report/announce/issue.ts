import type { Announcement, Ticket } from '../../../model/announcement.ts';
import { nameOfDeprecable } from '../../../model/deprecation.ts';
import { prose } from '../markdown-text.ts';
import { printable } from '../printable.ts';
import { printableReport } from '../printable-report.ts';
import { counted } from '../text/counts.ts';
import { newsMarkdown } from './digest.ts';
import { announcementGroups } from './groups.ts';
import { standingTable } from './standing.ts';
import { labelOf, sentenceOf } from './words.ts';

/** GitLab takes 255 characters. */
const TITLE = 200;

/** The title of the issue about what goes away on one day: `payments: GET /v1/payments has its sunset on 2027-01-31`. */
export function issueTitle({ api, sunset, things }: Ticket): string {
  const [first, ...others] = things;
  const who =
    first !== undefined && others.length === 0
      ? `${nameOfDeprecable(first.what)} has its sunset`
      : `${counted(things.length, 'thing')} have their sunset`;
  const title = printable(`${api}: ${who} on ${sunset}`);
  return title.length <= TITLE ? title : printable(`${api}: 1 thing has its sunset on ${sunset}`).slice(-TITLE);
}

/** What the issue says, in at most so many characters. Days that are left are not told: the text changes when something changes, not each day. */
export function issueText({ owner, sunset, things }: Ticket, room: number): string {
  const after = owner === null ? '' : ` Owner: ${prose(printable(owner))}.`;
  if (things.length === 0) return `Nothing has its sunset on ${sunset} any more.${after}`;
  const intro = `After ${sunset} this is no longer in the contract. The issue is closed when all of it is gone, was taken back or has another sunset.${after}`;
  const table = standingTable(printableReport(things), { today: null, apis: false });
  let text = `${intro}\n`;
  for (const [index, row] of table.entries()) {
    const left = table.length - index;
    const more = `\n\nand ${left} more; \`countersign deprecations\` lists them`;
    if (text.length + row.length + more.length > room) return text + more;
    text += `\n${row}`;
  }
  return text;
}

/** What is said in a comment, in at most so many characters as far as the things can be left unnamed. The issue is about one API. */
export function issueComment(
  announcements: readonly Announcement[],
  consumersOf: (thing: string) => readonly string[],
  room: number,
): string {
  const printed = printableReport(announcements);
  const text = newsMarkdown(printed, consumersOf, { apis: false }).join('\n\n');
  if (text.length <= room) return text;
  return announcementGroups(printed)
    .map((group) => `- **${labelOf(group)}** ${prose(sentenceOf(group))}.`)
    .join('\n');
}
