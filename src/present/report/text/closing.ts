import type { ApiSummary, GateReport } from '../../../model/report.ts';
import { counted, listed } from './counts.ts';
import type { Entry } from './entries.ts';
import { baseOf } from './heading.ts';
import type { Page } from './page.ts';
import { gravest, talliedWords, tallyOf } from './tally.ts';
import { hanging } from './wrap.ts';

const DONE = { check: 'checked', lint: 'linted', diff: 'compared', deprecations: 'read' } as const;

/** What was looked at, the verdict in plain words, and what to do next. `quiet` leaves the verdict alone. */
export function closing(report: GateReport, entries: readonly Entry[], page: Page): string[] {
  const scope = hanging({ indent: 0, text: scopeOf(report), columns: page.width, paint: page.ink.faint });
  return [
    ...(page.quiet ? [] : scope),
    ...verdictLines(report, entries, page),
    ...(page.quiet ? [] : next(report, entries, page)),
  ];
}

/** `checked 2 APIs with 57 operations against origin/main (1a2b3c4); today is 2026-11-20`. */
function scopeOf({ report, apis, today, changes }: GateReport): string {
  const operations = apis.reduce((sum, api) => sum + api.operations, 0);
  const base = commonBase(apis);
  const found = changes === null ? '' : `, ${counted(changes.length, 'change')}`;
  const looked = `${DONE[report]} ${counted(apis.length, 'API')} with ${counted(operations, 'operation')}`;
  return `${looked}${base === null ? '' : ` against ${base}`}${found}; today is ${today}`;
}

/** The revisions that the APIs were compared with; null where none was. */
function commonBase(apis: readonly ApiSummary[]): string | null {
  const bases = new Set(apis.flatMap((api) => (api.base === null ? [] : [baseOf(api.base)])));
  return bases.size === 0 ? null : listed([...bases]);
}

function verdictLines(report: GateReport, entries: readonly Entry[], page: Page): string[] {
  const failed = report.verdict === 'fail';
  return hanging({
    indent: 0,
    label: failed ? 'FAIL  ' : 'PASS  ',
    text: failed ? refusal(entries) : agreement(report, entries),
    columns: page.width,
    paintLabel: failed ? page.ink.fail : page.ink.pass,
  });
}

/** The gravest findings are certainly what it was refused for; of the milder ones only the number is said. */
function refusal(entries: readonly Entry[]): string {
  const [first, ...others] = talliedWords(tallyOf(entries));
  if (first === undefined || gravest(tallyOf(entries)) === null) return 'refused; the notes above say why';
  return `refused: ${first}${others.length === 0 ? '' : `; also ${listed(others)}`}`;
}

function agreement({ report, apis }: GateReport, entries: readonly Entry[]): string {
  if (apis.length === 0) return 'nothing to check was found';
  const words = talliedWords(tallyOf(entries));
  if (words.length > 0) return `passed with ${listed(words)}`;
  return report === 'diff' ? 'nothing breaks' : 'no findings';
}

/** What would have to change, and where to read how. */
function next(report: GateReport, entries: readonly Entry[], page: Page): string[] {
  const tally = tallyOf(entries);
  const worst = gravest(tally);
  if (report.verdict === 'pass' || worst === null) return [];
  const what = (tally.open.get(worst) ?? 0) === 1 ? `the ${worst} above` : `each ${worst} above`;
  const docs = entries.find(({ severity, waiver }) => severity === worst && waiver === null)?.docs ?? '';
  const how = docs.startsWith('countersign ') ? `; ${docs} says how` : '';
  const text = `mend ${what}, or have it waived until a day${how}`;
  return hanging({ indent: 0, label: 'next  ', text, columns: page.width, paintLabel: page.ink.strong });
}
