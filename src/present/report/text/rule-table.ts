import width from 'fast-string-width';
import { SEVERITIES, type Severity } from '../../../model/finding.ts';
import { counted, listed } from './counts.ts';
import { type Detail, weightOf } from './detail.ts';
import type { Entry } from './entries.ts';
import { grouped } from './grouped.ts';
import type { Page } from './page.ts';
import { placeOf } from './place.ts';
import { aligned, type Cell, columnWidths, offsetOf, type Row } from './table.ts';
import { talliedWords, tallyOf } from './tally.ts';
import { shortened, wrap } from './wrap.ts';

/** With more findings than this the table holds every rule, so that the shape is seen. */
const FEW = 24;

type Group = { readonly first: Entry; readonly entries: readonly Entry[] };

/**
 * Rule by rule: severity, count, first place. Of few findings only the rules that were not told in full, with their first
 * message; of many all rules, and only warnings that were not told have it. `file` is the API's own, which the heading has named.
 */
export function ruleTable(
  entries: readonly Entry[],
  file: string | null,
  decides: Severity,
  detail: Detail,
  page: Page,
): string[] {
  const untold = (entry: Entry): boolean => detail[weightOf(entry, decides)] === 0;
  const whole = entries.length > FEW;
  const listedEntries = whole ? entries : entries.filter(untold);
  if (listedEntries.length === 0) return [];
  const groups = groupsOf(listedEntries);
  const short = rowsOf(groups, page, (entry) => placeIn(entry, file));
  const long = rowsOf(groups, page, (entry) => (entry.at === null ? '' : placeOf(entry.at)));
  const fits = offsetOf(columnWidths(long)) <= page.width;
  const rows = fits ? long : short;
  const widths = columnWidths(rows);
  const indent = 2 + offsetOf(widths.slice(0, 2));
  return [
    `  ${title(listedEntries, groups.length, whole, page)}`,
    ...groups.flatMap(({ first }, index) => [
      aligned(rows[index] ?? [], widths, 2),
      ...(untold(first) && (weightOf(first, decides) !== 'counted' || (!whole && first.waiver === null))
        ? message(first, indent, page)
        : []),
    ]),
    '',
  ];
}

/** So many lines of a message stand in the table; the rest of a longer one is told with -v. */
const MESSAGE_LINES = 3;

function message({ message: text }: Entry, indent: number, page: Page): string[] {
  const columns = Math.max(20, page.width - indent);
  const lines = wrap(text, columns);
  const shown = lines.slice(0, MESSAGE_LINES);
  const last = shown.length - 1;
  if (lines.length > shown.length) shown[last] = shortened(`${shown[last] ?? ''} …`, columns);
  return shown.map((line) => ' '.repeat(indent) + page.ink.faint(line));
}

function title(entries: readonly Entry[], rules: number, whole: boolean, page: Page): string {
  const { strong, faint } = page.ink;
  const what = whole
    ? `${counted(entries.length, 'finding')} of ${counted(rules, 'rule')}`
    : `also ${listed(talliedWords(tallyOf(entries)))}`;
  if (page.verbose) return strong(what);
  const hint = ['(-v shows each; countersign explain RULE says why)', '(-v shows each)'].find(
    (one) => width(what) + width(one) + 4 <= page.width,
  );
  return `${strong(what)}  ${faint(hint ?? '')}`.trimEnd();
}

/** The gravest first, of these the most frequent. */
function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const gravity = ({ severity, waiver }: Entry): number =>
    waiver === null ? SEVERITIES.indexOf(severity) : SEVERITIES.length;
  return [...grouped(entries, (entry) => JSON.stringify([gravity(entry), entry.waiver?.word, entry.rule])).values()]
    .flatMap((own) => own.slice(0, 1).map((first) => ({ first, entries: own })))
    .sort(
      (left, right) =>
        gravity(left.first) - gravity(right.first) ||
        right.entries.length - left.entries.length ||
        (left.first.rule < right.first.rule ? -1 : 1),
    );
}

function rowsOf(groups: readonly Group[], page: Page, place: (entry: Entry) => string): readonly Row[] {
  return groups.map(({ first, entries }): readonly Cell[] => [
    first.waiver === null
      ? { text: first.severity, paint: page.ink.severity[first.severity] }
      : { text: first.waiver.word, paint: page.ink.faint },
    { text: String(entries.length), right: true },
    { text: first.rule, paint: page.ink.strong },
    { text: place(first) + until(entries), paint: page.ink.place },
  ]);
}

/** Until when the first waiver holds, and who answers for it. */
function until(entries: readonly Entry[]): string {
  const waivers = entries.flatMap(({ waiver }) => (waiver === null ? [] : [waiver]));
  const [soonest] = waivers.sort((left, right) => (left.expires < right.expires ? -1 : 1));
  return soonest === undefined ? '' : ` until ${soonest.expires} by ${soonest.owner}`;
}

function placeIn({ at }: Entry, file: string | null): string {
  if (at === null) return '';
  const line = `line ${at.line}`;
  if (at.file === file) return line;
  const full = placeOf(at);
  return width(full) <= 30 ? full : `${at.file.split('/').at(-1) ?? ''}, ${line}`;
}
