import type { Announcement } from '../../../model/announcement.ts';
import type { Day } from '../../../model/day.ts';
import type { Tool } from '../../../model/report.ts';
import { type Markup, markup } from '../../page/markup.ts';
import { atomText, type FeedEntry, urn } from '../feed.ts';
import { printableReport } from '../printable-report.ts';
import { type AnnouncementGroup, announcementGroups } from './groups.ts';
import { sentenceOf, withoutBackticks } from './words.ts';

/** Older ones stay known to whoever has read them; a feed is no archive. */
const ENTRIES = 200;

/**
 * An Atom feed of everything that was announced, the newest first: an entry for what was said alike of several things on one day. Ids are made of what was said,
 * and times are the days of the announcements, so that a reader shows an entry once. Consumers are not named: they may subscribe.
 */
export function announcementFeed(announcements: readonly Announcement[], today: Day, tool: Tool): string {
  const apis = [...new Set(announcements.map(({ api }) => api))].sort();
  const groups = [...announcementGroups(printableReport(announcements))].sort(newestFirst).slice(0, ENTRIES);
  return atomText({
    id: urn('announcements', 'feed', ...apis),
    title: apis.length === 1 ? `Deprecations of ${apis.join('')}` : 'Deprecations',
    updated: midnight(groups[0]?.on ?? today),
    author: tool.name,
    tool,
    entries: groups.map(entryOf),
  });
}

function entryOf(group: AnnouncementGroup): FeedEntry {
  const { api, owner, kind, sunset, offset, from, on, all } = group;
  const sentence = withoutBackticks(sentenceOf(group));
  const [only, ...others] = all;
  return {
    id: urn('announcements', 'entry', api, kind, sunset, String(offset), String(from), on),
    title: `${api}: ${sentence}`,
    updated: midnight(on),
    categories: [kind, api],
    summary: `${sentence}.`,
    content: markup`<p>${sentence}.</p>
${others.length === 0 ? successorOf(only) : markup`<ul>${all.map((one) => markup`<li><code>${one.what}</code>${successorOf(one)}</li>`)}</ul>`}
${owner === null ? markup`` : markup`<p>Owner: ${owner}</p>`}`.safe,
  };
}

function successorOf({ successor }: Announcement): Markup {
  return successor === null ? markup`` : markup`<p>Instead: <code>${successor}</code></p>`;
}

function newestFirst(left: AnnouncementGroup, right: AnnouncementGroup): number {
  if (left.on !== right.on) return left.on > right.on ? -1 : 1;
  const [first, second] = [left, right].map(({ api, sunset, kind, offset }) =>
    JSON.stringify([api, sunset, kind, offset]),
  );
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function midnight(day: Day): string {
  return `${day}T00:00:00Z`;
}
