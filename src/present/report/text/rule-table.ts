import width from 'fast-string-width';
import type { Severity } from '../../../model/finding.ts';
import { counted, listed } from './counts.ts';
import { type Detail, weightOf } from './detail.ts';
import { grouped } from '../../../model/grouped.ts';
import { gravity } from './order.ts';
import type { Page } from './page.ts';
import { placeOf } from './place.ts';
import { aligned, type Cell, columnWidths, offsetOf, type Row } from './table.ts';
import { talliedWords, tallyOf } from './tally.ts';
import type { Topic } from './topics.ts';
import { shortened, wrap } from './wrap.ts';

/** With more findings than this the table holds every rule, so that the shape is seen. */
const FEW = 24;

type Group = { readonly first: Topic; readonly topics: readonly Topic[] };

/**
 * Rule by rule: severity, count, first place. Of few findings only the rules that were not told in full, with their first
 * message; of many all rules, and only warnings that were not told have it. `file` is the API's own, which the heading has named.
 */
export function ruleTable(
  topics: readonly Topic[],
  file: string | null,
  decides: Severity,
  detail: Detail,
  page: Page,
): string[] {
  const untold = (topic: Topic): boolean => {
    const weight = weightOf(topic, decides);
    return topic.change !== null && weight === 'deciding' ? detail.full === 0 : detail[weight] === 0;
  };
  const whole = topics.length > FEW;
  const inTable = whole ? topics : topics.filter(untold);
  if (inTable.length === 0) return [];
  const groups = groupsOf(inTable);
  const short = rowsOf(groups, page, (topic) => placeIn(topic, file));
  const long = rowsOf(groups, page, ({ at }) => (at === null ? '' : placeOf(at)));
  const fits = offsetOf(columnWidths(long)) <= page.width;
  const rows = fits ? long : short;
  const widths = columnWidths(rows);
  const indent = 2 + offsetOf(widths.slice(0, 2));
  return [
    `  ${title(inTable, groups.length, whole, page)}`,
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

function message({ message: text }: Topic, indent: number, page: Page): string[] {
  const columns = Math.max(20, page.width - indent);
  const lines = wrap(text, columns);
  const shown = lines.slice(0, MESSAGE_LINES);
  const last = shown.length - 1;
  if (lines.length > shown.length) shown[last] = shortened(`${shown[last] ?? ''} …`, columns);
  return shown.map((line) => ' '.repeat(indent) + page.ink.faint(line));
}

function title(topics: readonly Topic[], rules: number, whole: boolean, page: Page): string {
  const { strong, faint } = page.ink;
  const what = whole
    ? `${counted(topics.length, nounOf(topics))} of ${counted(rules, 'rule')}`
    : `also ${listed(talliedWords(tallyOf(topics)))}`;
  if (page.verbose) return strong(what);
  const hint = ['(-v shows each; countersign explain RULE says why)', '(-v shows each)'].find(
    (one) => width(what) + width(one) + 4 <= page.width,
  );
  return `${strong(what)}  ${faint(hint ?? '')}`.trimEnd();
}

/** What changed is no finding until the policy counts it. */
function nounOf(topics: readonly Topic[]): string {
  return topics.every(({ change }) => change !== null) ? 'change' : 'finding';
}

/** The gravest first, of these the most frequent. */
function groupsOf(topics: readonly Topic[]): readonly Group[] {
  return [...grouped(topics, (topic) => JSON.stringify([gravity(topic), topic.waiver?.word, topic.rule])).values()]
    .flatMap((own) => own.slice(0, 1).map((first) => ({ first, topics: own })))
    .sort(
      (left, right) =>
        gravity(left.first) - gravity(right.first) ||
        right.topics.length - left.topics.length ||
        (left.first.rule < right.first.rule ? -1 : 1),
    );
}

function rowsOf(groups: readonly Group[], page: Page, place: (topic: Topic) => string): readonly Row[] {
  return groups.map(({ first, topics }): readonly Cell[] => [
    first.waiver === null
      ? { text: first.severity, paint: page.ink.severity[first.severity] }
      : { text: first.waiver.word, paint: page.ink.faint },
    { text: String(topics.length), right: true },
    { text: first.rule, paint: page.ink.strong },
    { text: place(first) + reachIn(topics) + until(topics), paint: page.ink.place },
  ]);
}

/** In how many operations the changes of one check show. */
function reachIn(topics: readonly Topic[]): string {
  const lists = new Set(topics.map(({ reach }) => reach.struck));
  const operations = new Set([...lists].flat());
  return operations.size < 2 ? '' : `, ${operations.size} operations`;
}

/** Until when the first waiver holds, and who answers for it. */
function until(topics: readonly Topic[]): string {
  const waivers = topics.flatMap(({ waiver }) => (waiver === null || waiver.word === 'known' ? [] : [waiver]));
  const [soonest] = waivers.sort((left, right) => (left.expires < right.expires ? -1 : 1));
  return soonest === undefined ? '' : ` until ${soonest.expires} by ${soonest.owner}`;
}

function placeIn({ at }: Topic, file: string | null): string {
  if (at === null) return '';
  const line = `line ${at.line}`;
  if (at.file === file) return line;
  const full = placeOf(at);
  return width(full) <= 30 ? full : `${at.file.split('/').at(-1) ?? ''}, ${line}`;
}
