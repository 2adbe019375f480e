import type { Severity } from '../../../model/finding.ts';
import type { ApiSummary, Verdict } from '../../../model/report.ts';
import { operationBlocks } from './by-operation.ts';
import { closing } from './closing.ts';
import { counted, listed } from './counts.ts';
import { type Manner, readable } from './detail.ts';
import { isHarmless } from './entries.ts';
import { findingLines } from './findings.ts';
import { fixLines } from './fixes.ts';
import { harmlessChanges } from './harmless.ts';
import { headingOf, nameOf } from './heading.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { register, registerSummary } from './register.ts';
import { ruleTable } from './rule-table.ts';
import { table } from './table.ts';
import { gravest, talliedWords, tallyOf } from './tally.ts';
import type { Telling } from './telling.ts';
import type { Topic } from './topics.ts';
import { usageLines } from './usage.ts';

/** So many APIs without findings are named; of more, only the number is told. */
const CLEAN_NAMED = 5;

/** What a gate saw: the findings of each API, changes that cost nothing, the register of deprecations, notes, the verdict. */
export function gate(report: Telling, page: Page): string[] {
  const { topics } = report;
  const told = topics.filter((topic) => !isHarmless(topic));
  const decides = decidingSeverity(report.verdict, topics);
  // Where conditions of the command line decide, the verdict names what met them.
  const decided = report.failOn === undefined ? decidingLines(told, decides, page) : [];
  if (page.quiet) return [...decided, ...closing(report, told, page)];
  return [
    ...readable((detail) => apiBlocks(report, { decides, detail }, page), page.verbose),
    ...deprecationLines(report, page),
    ...usageLines(report.usage ?? [], page),
    ...fixLines(report.fixes, page),
    ...noteLines(report.notes, page),
    ...closing(report, told, page),
  ];
}

/** What the verdict turns on: errors, or the gravest there is where it is no all the same. */
export function decidingSeverity(verdict: Verdict, topics: readonly Topic[]): Severity {
  return (verdict === 'fail' ? gravest(tallyOf(topics)) : null) ?? 'error';
}

/** Only the findings that the verdict turns on. */
export function decidingLines(topics: readonly Topic[], decides: Severity, page: Page): string[] {
  const deciding = topics.filter(({ waiver, severity }) => waiver === null && severity === decides);
  return readable((detail) => findingLines(deciding, decides, detail, page), page.verbose);
}

function apiBlocks(report: Telling, manner: Manner, page: Page): string[] {
  // What the baseline has is counted, and shown to who asks for everything.
  const topics = page.verbose ? report.topics : report.topics.filter(({ waiver }) => waiver?.word !== 'known');
  const busy = report.apis.filter((api) => topics.some((topic) => topic.api === api.id));
  const clean = report.apis.filter((api) => !busy.includes(api));
  const known = new Set(report.apis.map(({ id }) => id));
  const strays = topics.filter(({ api }) => !known.has(api));
  if (!manner.detail.eachApi && busy.length > 1)
    return [...overview(busy, topics, manner, page), ...cleanApis(report, clean, false, page)];
  const block = (own: readonly Topic[], file: string | null): string[] => [
    ...findingBlock(
      own.filter((topic) => !isHarmless(topic)),
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
        topics.filter((topic) => topic.api === api.id),
        api.file,
      ),
    ]),
    ...(strays.length === 0 ? [] : [page.ink.strong('other files'), '', ...block(strays, null)]),
    ...cleanApis(report, clean, busy.length === 0, page),
  ];
}

/** A line for each API with what was found there, and one table of all rules. */
function overview(apis: readonly ApiSummary[], topics: readonly Topic[], manner: Manner, page: Page): string[] {
  const told = topics.filter((topic) => !isHarmless(topic));
  const rows = apis.map((api) => {
    const words = talliedWords(tallyOf(told.filter((topic) => topic.api === api.id)));
    return [
      { text: nameOf(api), paint: page.ink.strong },
      { text: words.length === 0 ? 'no findings' : listed(words) },
    ];
  });
  return [...table(rows), '', ...findingBlock(told, null, manner, page)];
}

/** What is told in full, and the table of the rest. */
export function findingBlock(
  topics: readonly Topic[],
  file: string | null,
  { decides, detail }: Manner,
  page: Page,
): string[] {
  const unrolled = page.by === 'operation' ? topics.filter(({ change }) => change !== null) : [];
  const others = unrolled.length === 0 ? topics : topics.filter(({ change }) => change === null);
  return [
    ...(unrolled.length === 0 ? [] : operationBlocks(unrolled, { decides, detail }, page)),
    ...findingLines(others, decides, detail, page),
    ...ruleTable(others, file, decides, detail, page),
  ];
}

/** APIs without findings take a line each, or one line together; where every API is clean, the closing lines say it all. */
function cleanApis(report: Telling, apis: readonly ApiSummary[], everyOne: boolean, page: Page): string[] {
  if (apis.length === 0 || (everyOne && !page.verbose)) return [];
  if (apis.length > CLEAN_NAMED && !page.verbose)
    return [`${counted(apis.length, 'API')} without findings (-v names them)`, ''];
  return [...apis.map((api) => cleanLine(report, api, page)), ''];
}

function cleanLine({ topics }: Telling, api: ApiSummary, { ink }: Page): string {
  const { known } = tallyOf(topics.filter((topic) => topic.api === api.id));
  const what = known === 0 ? 'no findings' : `${known} in the baseline, nothing else`;
  return `${ink.strong(nameOf(api))}  ${ink.pass(`${what} in ${counted(api.operations, 'operation')}`)}`;
}

function deprecationLines(report: Telling, page: Page): string[] {
  if (report.deprecations === null) return [];
  if (report.report === 'deprecations' || page.verbose) return register(report.deprecations, page);
  return registerSummary(report.deprecations, page);
}
