import type { ApiSummary } from '../../../model/report.ts';
import { conditionWords, metWords } from '../register/words.ts';
import { counted, listed } from './counts.ts';
import { baseOf, nameOf } from './heading.ts';
import { nextLines } from './next.ts';
import type { Page } from './page.ts';
import { gravest, SEVERITY_NOUNS, talliedWords, tallyOf } from './tally.ts';
import type { Telling } from './telling.ts';
import type { Topic } from './topics.ts';
import { verdictLine } from './verdict.ts';
import { phrases } from './wrap.ts';

const DONE = { check: 'checked', lint: 'linted', diff: 'compared', deprecations: 'read', impact: 'read' } as const;

/** So many APIs are named in the closing lines; of more, only the number is told. */
const NAMED = 3;

/** What was looked at, the verdict in plain words, and what to do next. `quiet` leaves the verdict alone. */
export function closing(report: Telling, topics: readonly Topic[], page: Page): string[] {
  const failed = report.verdict === 'fail';
  const verdict = verdictLine(report.verdict, reasonOf(report, topics), page);
  if (page.quiet) return verdict;
  const scope = phrases(scopeOf(report, page), page.width).map((line) => page.ink.faint(line));
  return [...scope, ...verdict, ...(failed && report.failOn === undefined ? next(topics, page) : [])];
}

function reasonOf(report: Telling, topics: readonly Topic[]): string {
  const { verdict, failOn } = report;
  if (failOn === undefined) return verdict === 'fail' ? refusal(topics) : agreement(report, topics);
  return verdict === 'fail'
    ? `failed by --fail-on: ${metWords(failOn)}`
    : `nothing meets --fail-on ${conditionWords(failOn)}`;
}

/** `checked payments 2.3.0 and accounts 1.4.2, 16 operations, against origin/main (1a2b3c4) as of 2026-11-20`. */
function scopeOf({ report, apis, today, topics, changed }: Telling, { by }: Page): readonly string[] {
  const operations = apis.reduce((sum, api) => sum + api.operations, 0);
  const names = apis.length > NAMED || apis.length === 0 ? counted(apis.length, 'API') : listed(apis.map(nameOf));
  const causes = topics.filter(({ change }) => change !== null).length;
  // As JSON counts them, for who compares the two.
  const apart = changed === null || changed === causes ? '' : ` (${changed} counted operation by operation)`;
  const count =
    by === 'operation' || changed === null ? counted(changed ?? 0, 'change') : counted(causes, 'change') + apart;
  const changes = changed === null || changed === 0 ? [] : [`${count},`];
  return [
    `${DONE[report]} ${names},`,
    `${counted(operations, 'operation')},`,
    ...changes,
    ...against(apis, new Set(topics.map(({ api }) => api))),
    `as of ${today}`,
  ];
}

/** The revisions that the APIs were compared with; nothing where none was. Why, the heading of an API says; here, where none has one. */
function against(apis: readonly ApiSummary[], headed: ReadonlySet<string>): readonly string[] {
  const compared = apis.flatMap(({ id, base }) => (base === null ? [] : [{ id, base, name: baseOf(base) }]));
  const bases = [...new Set(compared.map(({ name }) => name))].map((name) => {
    const own = compared.filter((each) => each.name === name);
    const how = own.some(({ id }) => headed.has(id)) ? undefined : own[0]?.base.how;
    return how === undefined ? name : `${name}, ${how},`;
  });
  return bases.length === 0 ? [] : [`against ${listed(bases)}`];
}

/** The gravest findings are certainly what it was refused for; of the milder ones only the number is said. */
function refusal(topics: readonly Topic[]): string {
  const [first, ...others] = talliedWords(tallyOf(topics));
  const worst = gravest(tallyOf(topics));
  if (first === undefined || worst === null) return 'refused; the notes above say why';
  return `refused: ${first}${broken(topics, worst)}${others.length === 0 ? '' : `; also ${listed(others)}`}`;
}

/** How many operations break, by what the verdict turns on. */
function broken(topics: readonly Topic[], worst: Topic['severity']): string {
  const operations = new Set(
    topics.flatMap(({ api, severity, waiver, change, reach }) =>
      severity === worst && waiver === null && change?.impact === 'breaking'
        ? reach.struck.map((name) => `${api} ${name}`)
        : [],
    ),
  );
  if (operations.size === 0) return '';
  return `, ${counted(operations.size, 'operation')} ${operations.size === 1 ? 'breaks' : 'break'}`;
}

function agreement({ report, apis, changed }: Telling, topics: readonly Topic[]): string {
  if (apis.length === 0) return 'no API was found, so nothing was checked';
  const words = talliedWords(tallyOf(topics));
  if (words.length > 0) return `nothing stands in the way; ${listed(words)}`;
  if (report !== 'diff') return 'no findings';
  if (apis.every(({ base }) => base === null)) return 'nothing to compare with, so nothing was compared';
  return changed === null || changed === 0 ? 'nothing changed' : 'nothing breaks';
}

/** What would have to change, and the command that says how. */
function next(topics: readonly Topic[], page: Page): string[] {
  const worst = gravest(tallyOf(topics));
  const deciding = topics.filter(({ severity, waiver }) => severity === worst && waiver === null);
  const [first] = deciding;
  if (worst === null || first === undefined) return [];
  const rules = new Set(deciding.map(({ rule }) => rule));
  const what = `${deciding.length === 1 ? 'the' : 'each'} ${SEVERITY_NOUNS[worst]} above`;
  const agree =
    first.change === null
      ? 'waive it until a day in .countersign/waivers.yaml'
      : `agree to ${deciding.length === 1 ? 'it' : 'them'} with countersign accept`;
  const text = `mend ${what}, or ${agree}`;
  if (!first.docs.startsWith('countersign ')) return nextLines(text, page);
  return nextLines(`${text}; more about ${rules.size === 1 ? 'it' : 'the first'}`, page, first.docs);
}
