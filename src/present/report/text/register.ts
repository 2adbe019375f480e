import width from 'fast-string-width';
import {
  DEPRECATION_STATUSES,
  type Deprecation,
  type DeprecationStatus,
  nameOfDeprecable,
} from '../../../model/deprecation.ts';
import { inOrderOfUrgency } from '../register/order.ts';
import { counted, listed } from './counts.ts';
import { grouped } from '../../../model/grouped.ts';
import type { Page } from './page.ts';
import { placeOf } from './place.ts';
import { type DeprecatedGroup, groupsOf } from './register-groups.ts';
import { aligned, type Cell, columnWidths, offsetOf, table, tableWidth } from './table.ts';
import { hanging, phrases } from './wrap.ts';

const STATUS_WORDS: { readonly [status in DeprecationStatus]: string } = {
  retired: 'retired',
  active: 'active again',
  resurrected: 'resurrected',
  overdue: 'overdue',
  'due-soon': 'due soon',
  'sunset-scheduled': 'scheduled',
  deprecated: 'no sunset',
};

/**
 * The register of what is deprecated, the most urgent first, operations before what stands in them: one wide table where it fits,
 * otherwise by API a row for each operation, and one for all that is deprecated alike in one schema. What is over is counted, and shown to who asks.
 */
export function register(deprecations: readonly Deprecation[], page: Page): string[] {
  const shown = page.verbose ? deprecations : deprecations.filter(({ status }) => !OVER.has(status));
  const over = overLine(deprecations, page);
  if (shown.length === 0) return ['nothing is deprecated', ...over.slice(1), ''];
  return [...rowsOf(inOrderOfUrgency(shown), page), ...over, ''];
}

/** What needs nobody's care any more. */
const OVER: ReadonlySet<DeprecationStatus> = new Set(['retired', 'active']);

function overLine(deprecations: readonly Deprecation[], page: Page): string[] {
  if (page.verbose) return [];
  const words = [...OVER].flatMap((status) => {
    const count = deprecations.filter((each) => each.status === status).length;
    return count === 0 ? [] : [`${count} ${STATUS_WORDS[status]}`];
  });
  return words.length === 0 ? [] : ['', page.ink.faint(`${listed(words)} (-v shows them)`)];
}

function rowsOf(ordered: readonly Deprecation[], page: Page): string[] {
  const wide = [HEAD, ...ordered.map((each) => wideRow(each, page))];
  return tableWidth(wide) <= page.width ? table(wide) : narrow(ordered, page);
}

/** One line for a gate that looks at more than deprecations. */
export function registerSummary(deprecations: readonly Deprecation[], page: Page): string[] {
  if (deprecations.length === 0) return [];
  const urgent = DEPRECATION_STATUSES.toReversed()
    .map((status) => ({
      word: STATUS_WORDS[status],
      count: deprecations.filter((each) => each.status === status).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => {
      const many = count > 1 && count === deprecations.length ? 'all' : String(count);
      return `${many} ${word === 'no sunset' ? 'without a sunset' : word}`;
    });
  const text = `${counted(deprecations.length, 'thing')} deprecated: ${listed(urgent)} (countersign deprecations lists them)`;
  return [...hanging({ indent: 0, text, columns: page.width, paint: page.ink.faint }), ''];
}

const HEAD: readonly Cell[] = [
  'status',
  'sunset',
  'days left',
  'since',
  'notice',
  'api',
  'what',
  'successor',
  'still used by',
  'waived',
].map((text) => ({ text }));

function wideRow(one: Deprecation, page: Page): readonly Cell[] {
  return [
    ...urgencyCells(one, page),
    { text: one.since === null ? '-' : sinceOf(one.since) },
    noticeCell(one, page),
    { text: one.api },
    { text: nameOfDeprecable(one.what) },
    { text: one.successor ?? '-' },
    { text: one.consumers.length === 0 ? '-' : one.consumers.join(', ') },
    { text: one.waivers.length === 0 ? '-' : one.waivers.map(({ expires }) => `until ${expires}`).join(', ') },
  ];
}

/** Status, sunset and days stand in columns; what it is in the last, and all the rest about it below that. */
function narrow(deprecations: readonly Deprecation[], page: Page): string[] {
  const head = HEAD.slice(0, 3);
  const widths = columnWidths([head, ...deprecations.map((one) => urgencyCells(one, page))]);
  return [...grouped(deprecations, ({ api }) => api)].flatMap(([api, own], index) => [
    ...(index === 0 ? [] : ['']),
    page.ink.strong(api),
    aligned([...head, { text: 'what' }], widths, 2),
    ...groupsOf(own).flatMap((group) => groupRow(group, widths, page)),
  ]);
}

/** A last column narrower than this would be a ribbon. */
const LEAST = 36;

/** What is too wide for the last column stands below its row; a path is never broken. */
function groupRow(group: DeprecatedGroup, widths: readonly number[], page: Page): string[] {
  const column = 2 + offsetOf(widths);
  const room = page.width - column;
  const what = whatOf(group);
  const details = detailsOf(group, page);
  const longest = Math.max(...[...what, ...details].flatMap((text) => text.split(' ')).map((word) => width(word)));
  const beside = room >= LEAST && longest <= room && what.every((phrase) => width(phrase) <= room);
  const indent = beside ? column : 4;
  const lines = [what, ...details.map((text) => [text])].flatMap((parts) => phrases(parts, page.width - indent));
  const [head = '', ...below] = lines;
  return [
    aligned([...urgencyCells(group.first, page), { text: beside ? head : '' }], widths, 2),
    ...(beside ? below : lines).map((line) => ' '.repeat(indent) + line),
  ];
}

/** What may not be parted stays in one phrase: the name of the schema, of a property. */
function whatOf({ first, owner, names }: DeprecatedGroup): readonly string[] {
  if (names.length === 0) return [nameOfDeprecable(first.what)];
  return [`${owner}:`, ...names.map((name, index) => (index === names.length - 1 ? name : `${name},`))];
}

function detailsOf({ first, all }: DeprecatedGroup, page: Page): readonly string[] {
  const { since, successor, consumers } = first;
  const places = page.verbose ? all.map(({ at }) => placeOf(at)) : [placesOf(all)];
  return [
    ...(since === null ? [] : [`since ${sinceOf(since)}`]),
    ...(first.removed === null ? [] : [`gone on ${first.removed}`]),
    ...(first.status === 'resurrected' ? ['it went, and is back without the mark'] : []),
    ...(first.notice.enough === false ? [`notice of ${noticeWords(first)} days`] : []),
    ...first.waivers.map(({ rule, expires, owner }) => `${rule} is waived until ${expires} (${owner})`),
    ...(successor === null ? [] : [`use ${successor} instead`]),
    ...(consumers.length === 0 ? [] : [`still used by ${consumers.join(', ')}`]),
    ...places.map((place) => `at ${place}`),
    ...(page.verbose && first.evidence !== null ? [`shown by ${first.evidence.slice(0, 12)}`] : []),
  ];
}

/** The first place, and how far the others reach. */
function placesOf(all: readonly Deprecation[]): string {
  const [first] = all;
  if (first === undefined) return '';
  const last = Math.max(...all.map(({ at }) => at.line));
  return placeOf(first.at) + (last > first.at.line ? ` to line ${last}` : '');
}

function urgencyCells(one: Deprecation, page: Page): readonly Cell[] {
  const paint = {
    retired: page.ink.faint,
    active: page.ink.faint,
    resurrected: page.ink.severity.warn,
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

function noticeCell(one: Deprecation, page: Page): Cell {
  if (one.notice.given === null) return { text: '-' };
  return one.notice.enough === false
    ? { text: noticeWords(one), paint: page.ink.severity.error }
    : { text: noticeWords(one) };
}

/** `42 of 90`: given, and owed. */
function noticeWords({ notice: { given, atLeast, required } }: Deprecation): string {
  return `${given ?? 0}${atLeast ? '+' : ''} of ${required.days}`;
}

function sinceOf({ day, from }: NonNullable<Deprecation['since']>): string {
  return from === 'no later than' ? `no later than ${day}` : `${day} (${from})`;
}
