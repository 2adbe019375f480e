import { type ApiChanges, judge } from '../../../judge/policy/judge.ts';
import { withWaivers } from '../../../judge/policy/waived-entries.ts';
import { warningsIn } from '../../../judge/policy/severity.ts';
import type { Change, CheckInfo } from '../../../model/change.ts';
import type { Day } from '../../../model/day.ts';
import type { Fact, Finding } from '../../../model/finding.ts';
import { type GateReport, type Note, SCHEMA_VERSION, type Tool, type UsageEntry } from '../../../model/report.ts';
import type { Policy } from '../../../model/workspace.ts';

/** What a command found, before anybody has judged it. */
export type Found = Pick<GateReport, 'report' | 'apis' | 'deprecations' | 'notes'> & {
  readonly facts: readonly Fact[];
  readonly changes: readonly ApiChanges[] | null;
  readonly usage?: readonly UsageEntry[];
};

/** What it is judged by. */
export type Terms = {
  readonly policy: Policy;
  readonly today: Day;
  readonly everyApi: boolean;
  readonly ran: (rule: string) => boolean;
  readonly checks: ReadonlyMap<string, CheckInfo>;
};

/** The report of what was found, with its verdict. It needs nothing that is slow to load. */
export function gateReport(found: Found, terms: Terms, tool: Tool): GateReport {
  const { facts, report, apis, deprecations, notes } = found;
  const { findings, changes, verdict } = judge({ ...terms, facts, changes: found.changes, apis });
  return {
    schemaVersion: SCHEMA_VERSION,
    tool,
    today: terms.today,
    verdict,
    report,
    apis,
    findings,
    changes,
    checks: checksOf(changes ?? [], terms.checks),
    deprecations: deprecations === null ? null : withWaivers(deprecations, findings),
    ...(found.usage === undefined ? {} : { usage: found.usage }),
    notes: [...notes, ...warningNotes(findings, terms.policy)],
  };
}

/** What is known of the checks that found something, by id. */
function checksOf(changes: readonly Change[], checks: Terms['checks']): readonly CheckInfo[] {
  const found = new Set(changes.map(({ check }) => check));
  return [...checks.values()]
    .filter(({ id }) => found.has(id))
    .map(({ id, impact, summary, why, fix }) => ({ id, impact, summary, why, fix }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** Where the number of warnings is what counts, no single one says so. */
function warningNotes(findings: readonly Finding[], { maxWarnings }: Policy): readonly Note[] {
  const count = warningsIn(findings);
  if (maxWarnings === null || count <= maxWarnings) return [];
  const may = maxWarnings === 0 ? 'none may pass' : `only ${maxWarnings} may pass`;
  return [{ api: null, message: `${count === 1 ? '1 warning counts' : `${count} warnings count`}, and ${may}` }];
}
