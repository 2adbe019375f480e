import width from 'fast-string-width';
import {
  DEPRECATION_STATUSES,
  type Deprecation,
  type DeprecationStatus,
  nameOfDeprecable,
} from '../../../model/deprecation.ts';
import { counted, listed } from './counts.ts';
import { grouped } from './grouped.ts';
import type { Page } from './page.ts';
import { placeOf } from './place.ts';
import { aligned, type Cell, columnWidths, offsetOf, table, tableWidth } from './table.ts';
import { hanging } from './wrap.ts';

/** A last column narrower than this would be a ribbon. */
const LEAST = 30;

const STATUS_WORDS: { readonly [status in DeprecationStatus]: string } = {
  overdue: 'overdue',
  'due-soon': 'due soon',
  'sunset-scheduled': 'scheduled',
  deprecated: 'no sunset',
};

/** The register of what is deprecated, the most urgent first: one wide table where it fits, otherwise a table with the rest of each row below it. */
export function register(deprecations: readonly Deprecation[], page: Page): string[] {
  if (deprecations.length === 0) return ['nothing is deprecated', ''];
  const ordered = [...deprecations].sort(byUrgency);
  const wide = [HEAD, ...ordered.map((each) => wideRow(each, page))];
  if (tableWidth(wide) <= page.width) return [...table(wide), ''];
  return narrow(ordered, page);
}

/** One line for a gate that looks at more than deprecations. */
export function registerSummary(deprecations: readonly Deprecation[], page: Page): string[] {
  if (deprecations.length === 0) return [];
  const urgent = [...DEPRECATION_STATUSES]
    .reverse()
    .map((status) => ({
      word: STATUS_WORDS[status],
      count: deprecations.filter((each) => each.status === status).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word === 'no sunset' ? 'without a sunset' : word}`);
  const text = `${counted(deprecations.length, 'thing')} deprecated: ${listed(urgent)} (countersign deprecations lists them)`;
  return [...hanging({ indent: 0, text, columns: page.width, paint: page.ink.faint }), ''];
}

const HEAD: readonly Cell[] = [
  'status',
  'sunset',
  'days left',
  'since',
  'api',
  'what',
  'successor',
  'still used by',
].map((text) => ({ text }));

function wideRow(one: Deprecation, page: Page): readonly Cell[] {
  return [
    ...urgencyCells(one, page),
    { text: sinceOf(one) },
    { text: one.api },
    { text: nameOfDeprecable(one.what) },
    { text: one.successor ?? '-' },
    { text: one.consumers.length === 0 ? '-' : one.consumers.join(', ') },
  ];
}

/** Status, sunset and days; what it is, and all the rest about it, in a wrapped last column. */
function narrow(deprecations: readonly Deprecation[], page: Page): string[] {
  const head = HEAD.slice(0, 3);
  const widths = columnWidths([head, ...deprecations.map((one) => urgencyCells(one, page))]);
  const apis = grouped(deprecations, ({ api }) => api);
  return [...apis].flatMap(([api, own]) => [
    page.ink.strong(api),
    aligned([...head, { text: 'what' }], widths, 2),
    ...own.flatMap((one) => narrowRow(one, widths, page)),
    '',
  ]);
}

/** What is too long for the last column stands below its row, with all the rest about it; a path is never broken. */
function narrowRow(one: Deprecation, widths: readonly number[], page: Page): string[] {
  const column = 2 + offsetOf(widths);
  const thing = nameOfDeprecable(one.what);
  const room = page.width - column;
  const beside = room >= LEAST && width(thing) <= room;
  const indent = beside ? column : 4;
  const first = aligned([...urgencyCells(one, page), { text: beside ? thing : '' }], widths, 2);
  return [
    first,
    ...(beside ? [] : [' '.repeat(indent) + thing]),
    ...detailsOf(one).flatMap((text) => hanging({ indent, text, columns: page.width })),
  ];
}

function detailsOf(one: Deprecation): readonly string[] {
  return [
    `at ${placeOf(one.at)}`,
    `since ${sinceOf(one)}`,
    one.successor === null ? '' : `use ${one.successor} instead`,
    one.consumers.length === 0 ? '' : `still used by ${one.consumers.join(', ')}`,
  ];
}

function urgencyCells(one: Deprecation, page: Page): readonly Cell[] {
  const paint = {
    overdue: page.ink.severity.error,
    'due-soon': page.ink.severity.warn,
    'sunset-scheduled': page.ink.severity.info,
    deprecated: page.ink.faint,
  }[one.status];
  return [
    { text: STATUS_WORDS[one.status], paint },
    { text: one.sunset ?? '-' },
    { text: String(one.daysLeft ?? '-'), right: true },
  ];
}

function sinceOf({ since }: Deprecation): string {
  if (since === null) return 'unknown';
  return since.from === 'no later than' ? `no later than ${since.day}` : `${since.day} (${since.from})`;
}

function byUrgency(left: Deprecation, right: Deprecation): number {
  const keys = (one: Deprecation): readonly string[] => [
    String(DEPRECATION_STATUSES.length - DEPRECATION_STATUSES.indexOf(one.status)),
    one.sunset ?? '9999-99-99',
    one.api,
    one.what.path ?? '',
    one.what.method ?? '',
    one.what.pointer,
  ];
  const [first, second] = [keys(left), keys(right)];
  const index = first.findIndex((key, position) => key !== second[position]);
  if (index === -1) return 0;
  return (first[index] ?? '') < (second[index] ?? '') ? -1 : 1;
}
