import type { ApiSummary, GateReport } from '../../../model/report.ts';
import { closing } from './closing.ts';
import { counted } from './counts.ts';
import { type Entry, entriesOf, isHarmless } from './entries.ts';
import { findingLines } from './findings.ts';
import { headingOf } from './heading.ts';
import { noteLines } from './notes.ts';
import type { Page } from './page.ts';
import { register, registerSummary } from './register.ts';
import { gravest, tallyOf } from './tally.ts';
import { hanging } from './wrap.ts';

/** So many APIs without findings are named; of more, only the number is told. */
const CLEAN_NAMED = 5;

/** What a gate saw: the findings of each API, changes that cost nothing, the register of deprecations, notes, the verdict. */
export function gate(report: GateReport, page: Page): string[] {
  const entries = entriesOf(report);
  const told = entries.filter((entry) => !isHarmless(entry));
  if (page.quiet) return [...findingLines(decisive(told, report), page), ...closing(report, told, page)];
  return [
    ...apiBlocks(report, entries, page),
    ...deprecationLines(report, page),
    ...noteLines(report.notes, page),
    ...closing(report, told, page),
  ];
}

/** What the verdict turns on: errors, or the gravest there is where it is no all the same. */
function decisive(entries: readonly Entry[], report: GateReport): readonly Entry[] {
  const decides = report.verdict === 'fail' ? gravest(tallyOf(entries)) : 'error';
  return entries.filter(({ waiver, severity }) => waiver === null && severity === decides);
}

function apiBlocks(report: GateReport, entries: readonly Entry[], page: Page): string[] {
  const busy = report.apis.filter((api) => entries.some((entry) => entry.api === api.id));
  const clean = report.apis.filter((api) => !busy.includes(api));
  const known = new Set(report.apis.map(({ id }) => id));
  const strays = entries.filter(({ api }) => api === null || !known.has(api));
  return [
    ...busy.flatMap((api) => apiBlock(api, report, entries, page)),
    ...(strays.length === 0 ? [] : [page.ink.strong('other files'), '', ...block(strays, report, page)]),
    ...cleanApis(clean, busy.length === 0, page),
  ];
}

function apiBlock(api: ApiSummary, report: GateReport, entries: readonly Entry[], page: Page): string[] {
  const own = entries.filter((entry) => entry.api === api.id);
  return [...headingOf(api, page), '', ...block(own, report, page)];
}

function block(entries: readonly Entry[], report: GateReport, page: Page): string[] {
  return [
    ...findingLines(
      entries.filter((entry) => !isHarmless(entry)),
      page,
    ),
    ...harmlessChanges(entries.filter(isHarmless), report, page),
  ];
}

/** `diff` is asked for every change; `check` only for what matters. */
function harmlessChanges(entries: readonly Entry[], report: GateReport, page: Page): string[] {
  if (entries.length === 0) return [];
  const title = `${counted(entries.length, 'change')} that ${entries.length === 1 ? 'breaks' : 'break'} nobody`;
  if (report.report !== 'diff' && !page.verbose)
    return [`  ${page.ink.faint(`${title} (countersign diff lists ${entries.length === 1 ? 'it' : 'them'})`)}`, ''];
  return [`  ${page.ink.strong(title)}`, ...entries.flatMap((entry) => harmlessChange(entry, page)), ''];
}

function harmlessChange({ message, change, at }: Entry, page: Page): string[] {
  const operation = change?.operation;
  const where = operation ? `${operation.method} ${operation.path}: ` : '';
  const place = page.verbose && at !== null ? ` (${at.file}:${at.line})` : '';
  const sign = change?.impact === 'compatible' ? '+ ' : '~ ';
  return hanging({
    indent: 4,
    label: sign,
    text: where + message + place,
    columns: page.width,
    paintLabel: page.ink.added,
  });
}

/** APIs without findings take a line each, or one line together; where every API is clean, the closing lines say it all. */
function cleanApis(apis: readonly ApiSummary[], everyOne: boolean, page: Page): string[] {
  if (apis.length === 0 || (everyOne && !page.verbose)) return [];
  if (apis.length > CLEAN_NAMED && !page.verbose)
    return [`${counted(apis.length, 'API')} without findings (-v names them)`, ''];
  return [...apis.map((api) => cleanLine(api, page)), ''];
}

function cleanLine({ id, version, operations }: ApiSummary, { ink }: Page): string {
  return `${ink.strong(`${id} ${version}`)}  ${ink.pass(`no findings in ${counted(operations, 'operation')}`)}`;
}

function deprecationLines(report: GateReport, page: Page): string[] {
  if (report.deprecations === null) return [];
  if (report.report === 'deprecations' || page.verbose) return register(report.deprecations, page);
  return registerSummary(report.deprecations, page);
}
