import { grouped } from '../../../model/grouped.ts';
import type { AnnounceReport, Delivery } from '../../../model/report.ts';
import { type AnnouncementGroup, announcementGroups } from '../announce/groups.ts';
import { labelOf, sentenceOf } from '../announce/words.ts';
import { counted } from './counts.ts';
import { nextLines } from './next.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import { verdictLine } from './verdict.ts';
import { hanging, padded } from './wrap.ts';

/** What is new, API by API, and what was done about it where. */
export function announce(report: AnnounceReport, page: Page): string[] {
  const { announcements, deliveries, notes, applied, today, verdict } = report;
  const count = counted(announcements.length, 'announcement');
  const said =
    announcements.length === 0
      ? 'nothing new to announce'
      : applied
        ? count
        : `${count} to make; this was the plan, nothing was sent or written`;
  const head = verdictLine(verdict, `${said} (as of ${today})`, page);
  if (page.quiet) return head;
  const apis = grouped(announcementGroups(announcements), ({ api }) => api);
  return [
    ...[...apis].flatMap(([api, groups]) => [...apiLines(api, groups, page), '']),
    ...deliveryLines(deliveries, applied, page),
    ...noteLines(notes, page),
    ...head,
    ...next(report, page),
  ];
}

/** Wider than any of our own labels. */
const LABEL = 12;
/** So many things of a group are named. */
const NAMED = 8;

function apiLines(api: string, groups: readonly AnnouncementGroup[], page: Page): string[] {
  const owner = groups[0]?.owner ?? null;
  return [
    page.ink.strong(api) + (owner === null ? '' : `  ${owner}`),
    ...groups.flatMap((group) => [
      ...hanging({
        indent: 2,
        label: padded(labelOf(group), LABEL),
        text: sentenceOf(group),
        columns: page.width,
        paintLabel: group.end ? page.ink.pass : (group.offset ?? -1) > 0 ? page.ink.severity.error : page.ink.place,
      }),
      ...thingLines(group, page),
    ]),
  ];
}

function thingLines({ all }: AnnouncementGroup, page: Page): string[] {
  const shown = page.verbose || all.length <= NAMED ? all : all.slice(0, NAMED - 1);
  const more = all.length - shown.length;
  const indent = LABEL + 2;
  const lines = all.length === 1 ? [] : shown.map(({ what }) => what);
  const successors =
    all.length === 1 ? all.flatMap(({ successor }) => (successor === null ? [] : [`use ${successor} instead`])) : [];
  return [...lines, ...successors, ...(more === 0 ? [] : [`and ${more} more (-v)`])].flatMap((text) =>
    hanging({ indent, text, columns: page.width }),
  );
}

const WORDS: { readonly [action in Delivery['action']]: readonly [done: string, planned: string] } = {
  open: ['opened', 'would open'],
  update: ['updated', 'would update'],
  reopen: ['reopened', 'would reopen'],
  close: ['closed', 'would close'],
  duplicate: ['closed again', 'would close'],
  write: ['wrote', 'would write'],
  keep: ['unchanged', 'unchanged'],
};

/** First the issues, project by project, then the files. */
function deliveryLines(deliveries: readonly Delivery[], applied: boolean, page: Page): string[] {
  const word = ({ action }: Delivery): string => WORDS[action][applied ? 0 : 1];
  const paint = ({ action }: Delivery): ((text: string) => string) =>
    action === 'keep' ? page.ink.faint : page.ink.added;
  const isFile = ({ action }: Delivery): boolean => action === 'write' || action === 'keep';
  const issues = grouped(
    deliveries.filter((one) => !isFile(one)),
    ({ to }) => to,
  );
  const rows = deliveries.filter(isFile).map((one) => [
    { text: word(one), paint: paint(one) },
    // The path stands beside it.
    { text: one.to.split(':')[0] ?? '' },
    { text: one.what },
  ]);
  return [
    ...[...issues].flatMap(([project, own]) => [
      project,
      ...own.flatMap((one) => {
        const label = `${word(one)}  `;
        const text = one.number === null ? one.what : `#${one.number} ${one.what}`;
        return [
          ...hanging({ indent: 2, label, text, columns: page.width, paintLabel: paint(one) }),
          ...(one.url === null ? [] : [page.ink.faint(' '.repeat(2 + label.length) + one.url)]),
        ];
      }),
      '',
    ]),
    ...(rows.length === 0 ? [] : [...table(rows), '']),
  ];
}

function next({ applied, announcements, deliveries }: AnnounceReport, page: Page): string[] {
  if (!applied && announcements.length > 0) return nextLines('run the same command without --dry-run', page);
  const remembered = deliveries.some(({ to, action }) => to === 'announced' && action === 'write');
  return applied && remembered
    ? nextLines(
        'commit what was announced, so that the next run does not say it again',
        page,
        'git add .countersign/announced',
      )
    : [];
}
