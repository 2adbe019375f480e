import type { Severity } from '../../../model/finding.ts';
import type { ApiSummary, GateReport, Verdict } from '../../../model/report.ts';
import { closing } from './closing.ts';
import { counted, listed } from './counts.ts';
import { type Detail, readable } from './detail.ts';
import { type Entry, entriesOf, isHarmless } from './entries.ts';
import { findingLines } from './findings.ts';
import { harmlessChanges } from './harmless.ts';
import { headingOf, nameOf } from './heading.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { register, registerSummary } from './register.ts';
import { ruleTable } from './rule-table.ts';
import { table } from './table.ts';
import { gravest, talliedWords, tallyOf } from './tally.ts';
import { topicsOf } from './topics.ts';

/** So many APIs without findings are named; of more, only the number is told. */
const CLEAN_NAMED = 5;

/** What a gate saw: the findings of each API, changes that cost nothing, the register of deprecations, notes, the verdict. */
export function gate(report: GateReport, page: Page): string[] {
  const entries = entriesOf(report);
  const told = entries.filter((entry) => !isHarmless(entry));
  // What the baseline has is counted, and shown to who asks for everything.
  const shown = page.verbose ? entries : entries.filter(({ waiver }) => waiver?.word !== 'known');
  const decides = decidingSeverity(report.verdict, entries);
  if (page.quiet) return [...decidingLines(told, decides, page), ...closing(report, told, page)];
  return [
    ...readable((detail) => apiBlocks(report, shown, { decides, detail }, page), page.verbose),
    ...deprecationLines(report, page),
    ...noteLines(report.notes, page),
    ...closing(report, told, page),
  ];
}

/** What the verdict turns on: errors, or the gravest there is where it is no all the same. */
export function decidingSeverity(verdict: Verdict, entries: readonly Entry[]): Severity {
  return (verdict === 'fail' ? gravest(tallyOf(entries)) : null) ?? 'error';
}

/** Only the findings that the verdict turns on. */
export function decidingLines(entries: readonly Entry[], decides: Severity, page: Page): string[] {
  const deciding = topicsOf(entries.filter(({ waiver, severity }) => waiver === null && severity === decides));
  return readable((detail) => findingLines(deciding, decides, detail, page), page.verbose);
}

/** Which severity decides, and how much is told. */
export type Manner = { readonly decides: Severity; readonly detail: Detail };

function apiBlocks(report: GateReport, entries: readonly Entry[], manner: Manner, page: Page): string[] {
  const busy = report.apis.filter((api) => entries.some((entry) => entry.api === api.id));
  const clean = report.apis.filter((api) => !busy.includes(api));
  const known = new Set(report.apis.map(({ id }) => id));
  const strays = entries.filter(({ api }) => !known.has(api));
  if (!manner.detail.eachApi && busy.length > 1)
    return [...overview(busy, entries, manner, page), ...cleanApis(report, clean, false, page)];
  const block = (own: readonly Entry[], file: string | null): string[] => [
    ...findingBlock(
      own.filter((entry) => !isHarmless(entry)),
      file,
      manner,
      page,
    ),
    ...harmlessChanges(own.filter(isHarmless), report.report === 'diff', manner.detail, page),
  ];
  return [
    ...busy.flatMap((api) => [
      ...headingOf(api, page),
      '',
      ...block(
        entries.filter((entry) => entry.api === api.id),
        api.file,
      ),
    ]),
    ...(strays.length === 0 ? [] : [page.ink.strong('other files'), '', ...block(strays, null)]),
    ...cleanApis(report, clean, busy.length === 0, page),
  ];
}

/** A line for each API with what was found there, and one table of all rules. */
function overview(apis: readonly ApiSummary[], entries: readonly Entry[], manner: Manner, page: Page): string[] {
  const told = entries.filter((entry) => !isHarmless(entry));
  const rows = apis.map((api) => {
    const words = talliedWords(tallyOf(told.filter((entry) => entry.api === api.id)));
    return [
      { text: nameOf(api), paint: page.ink.strong },
      { text: words.length === 0 ? 'no findings' : listed(words) },
    ];
  });
  return [...table(rows), '', ...findingBlock(told, null, manner, page)];
}

/** What is told in full, and the table of the rest. */
export function findingBlock(
  entries: readonly Entry[],
  file: string | null,
  { decides, detail }: Manner,
  page: Page,
): string[] {
  return [
    ...findingLines(topicsOf(entries), decides, detail, page),
    ...ruleTable(entries, file, decides, detail, page),
  ];
}

/** APIs without findings take a line each, or one line together; where every API is clean, the closing lines say it all. */
function cleanApis(report: GateReport, apis: readonly ApiSummary[], everyOne: boolean, page: Page): string[] {
  if (apis.length === 0 || (everyOne && !page.verbose)) return [];
  if (apis.length > CLEAN_NAMED && !page.verbose)
    return [`${counted(apis.length, 'API')} without findings (-v names them)`, ''];
  return [...apis.map((api) => cleanLine(report, api, page)), ''];
}

function cleanLine({ findings }: GateReport, api: ApiSummary, { ink }: Page): string {
  const known = findings.filter((each) => each.api === api.id && each.baseline === true).length;
  const what = known === 0 ? 'no findings' : `${known} in the baseline, nothing else`;
  return `${ink.strong(nameOf(api))}  ${ink.pass(`${what} in ${counted(api.operations, 'operation')}`)}`;
}

function deprecationLines(report: GateReport, page: Page): string[] {
  if (report.deprecations === null) return [];
  if (report.report === 'deprecations' || page.verbose) return register(report.deprecations, page);
  return registerSummary(report.deprecations, page);
}
