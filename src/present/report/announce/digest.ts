import type { Announcement } from '../../../model/announcement.ts';
import type { Day } from '../../../model/day.ts';
import type { Deprecation } from '../../../model/deprecation.ts';
import { code, prose } from '../markdown-text.ts';
import { printableReport } from '../printable-report.ts';
import { type AnnouncementGroup, announcementGroups } from './groups.ts';
import { standingTable, usedBy } from './standing.ts';
import { labelOf, sentenceOf } from './words.ts';

/** What one owner is told on one day. */
export type Digest = {
  /** Null for APIs that nobody owns. */
  readonly owner: string | null;
  readonly today: Day;
  readonly announcements: readonly Announcement[];
  /** Everything of the owner's that is deprecated. */
  readonly deprecations: readonly Deprecation[];
  /** Names of the consumers that still use a thing. */
  readonly consumersOf: (thing: string) => readonly string[];
};

/** A digest as Markdown: what is new, then everything of the owner's that has a sunset. */
export function digestMarkdown({ consumersOf, ...digest }: Digest): string {
  const { owner, today, announcements, deprecations } = printableReport(digest);
  const standing = standingTable(deprecations, { today, apis: true });
  const parts = [
    `# Deprecations of ${owner === null ? 'APIs without an owner' : prose(owner)}, ${today}`,
    ...newsMarkdown(announcements, consumersOf, { apis: true }),
    ...(standing.length > 2 ? ['## On its way out', standing.join('\n')] : ['Nothing else has a sunset.']),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** An item for each group, with the things below it where there are several. The announcements must be printable copies. */
export function newsMarkdown(
  announcements: readonly Announcement[],
  consumersOf: Digest['consumersOf'],
  { apis }: { readonly apis: boolean },
): readonly string[] {
  const items = announcementGroups(announcements).map((group) => itemOf(group, consumersOf, apis));
  return items.length === 0 ? [] : [items.join('\n')];
}

function itemOf(group: AnnouncementGroup, consumersOf: Digest['consumersOf'], apis: boolean): string {
  const [first, ...others] = group.all;
  const head = `- **${labelOf(group)}** ${apis ? `${prose(group.api)}: ` : ''}${prose(sentenceOf(group))}`;
  if (others.length === 0) return `${head}${detailOf(first, consumersOf)}.`;
  return [`${head}:`, ...group.all.map((one) => `  - ${code(one.what)}${detailOf(one, consumersOf)}`)].join('\n');
}

function detailOf({ thing, successor, end }: Announcement, consumersOf: Digest['consumersOf']): string {
  const used = end ? '' : usedBy(printableReport(consumersOf(thing)));
  return `${successor === null ? '' : `; instead: ${code(successor)}`}${used === '' ? '' : `; still used by ${used}`}`;
}
