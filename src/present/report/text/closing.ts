import type { ApiSummary, GateReport } from '../../../model/report.ts';
import { counted, listed } from './counts.ts';
import type { Entry } from './entries.ts';
import { baseOf, nameOf } from './heading.ts';
import { nextLines } from './next.ts';
import type { Page } from './page.ts';
import { gravest, SEVERITY_NOUNS, talliedWords, tallyOf } from './tally.ts';
import { verdictLine } from './verdict.ts';
import { phrases } from './wrap.ts';

const DONE = { check: 'checked', lint: 'linted', diff: 'compared', deprecations: 'read' } as const;

/** So many APIs are named in the closing lines; of more, only the number is told. */
const NAMED = 3;

/** What was looked at, the verdict in plain words, and what to do next. `quiet` leaves the verdict alone. */
export function closing(report: GateReport, entries: readonly Entry[], page: Page): string[] {
  const failed = report.verdict === 'fail';
  const verdict = verdictLine(report.verdict, failed ? refusal(entries) : agreement(report, entries), page);
  if (page.quiet) return verdict;
  const scope = phrases(scopeOf(report), page.width).map((line) => page.ink.faint(line));
  return [...scope, ...verdict, ...(failed ? next(entries, page) : [])];
}

/** `checked payments 2.3.0 and accounts 1.4.2, 16 operations, against origin/main (1a2b3c4) as of 2026-11-20`. */
function scopeOf({ report, apis, today }: GateReport): readonly string[] {
  const operations = apis.reduce((sum, api) => sum + api.operations, 0);
  const names = apis.length > NAMED || apis.length === 0 ? counted(apis.length, 'API') : listed(apis.map(nameOf));
  return [`${DONE[report]} ${names},`, `${counted(operations, 'operation')},`, ...against(apis), `as of ${today}`];
}

/** The revisions that the APIs were compared with; nothing where none was. */
function against(apis: readonly ApiSummary[]): readonly string[] {
  const bases = new Set(apis.flatMap((api) => (api.base === null ? [] : [baseOf(api.base)])));
  return bases.size === 0 ? [] : [`against ${listed([...bases])}`];
}

/** The gravest findings are certainly what it was refused for; of the milder ones only the number is said. */
function refusal(entries: readonly Entry[]): string {
  const [first, ...others] = talliedWords(tallyOf(entries));
  if (first === undefined || gravest(tallyOf(entries)) === null) return 'refused; the notes above say why';
  return `refused: ${first}${others.length === 0 ? '' : `; also ${listed(others)}`}`;
}

function agreement({ report, apis, changes }: GateReport, entries: readonly Entry[]): string {
  if (apis.length === 0) return 'no API was found, so nothing was checked';
  const words = talliedWords(tallyOf(entries));
  if (words.length > 0) return `nothing stands in the way; ${listed(words)}`;
  if (report !== 'diff') return 'no findings';
  if (apis.every(({ base }) => base === null)) return 'nothing to compare with, so nothing was compared';
  return changes === null || changes.length === 0 ? 'nothing changed' : 'nothing breaks';
}

/** What would have to change, and the command that says how. */
function next(entries: readonly Entry[], page: Page): string[] {
  const worst = gravest(tallyOf(entries));
  const deciding = entries.filter(({ severity, waiver }) => severity === worst && waiver === null);
  const [first] = deciding;
  if (worst === null || first === undefined) return [];
  const rules = new Set(deciding.map(({ rule }) => rule));
  const what = `${deciding.length === 1 ? 'the' : 'each'} ${SEVERITY_NOUNS[worst]} above`;
  const text = `mend ${what}, or waive it until a day in .countersign/waivers.yaml`;
  if (!first.docs.startsWith('countersign ')) return nextLines(text, page);
  return nextLines(`${text}; more about ${rules.size === 1 ? 'it' : 'the first'}`, page, first.docs);
}
