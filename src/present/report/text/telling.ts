import type { CheckInfo, Impact, JudgedChange } from '../../../model/change.ts';
import type { GateReport, Report } from '../../../model/report.ts';
import { joined } from './entries.ts';
import { type By, type Topic, topicsOf } from './topics.ts';

/** A gate's report as people are told of it: topics instead of the findings and changes that they were put together from. */
export type Telling = Omit<GateReport, 'findings' | 'changes' | 'checks'> & {
  readonly topics: readonly Topic[];
  /** How many changes there are, each counted for every operation that it reaches; null where nothing was compared. */
  readonly changed: number | null;
};

/** Any report, the gates' as they are told. */
export type ToldReport = Exclude<Report, GateReport> | Telling;

/**
 * What a report comes down to. It is done before anything is made printable: a component that everything uses may be reported tens of
 * thousands of times, and is told once.
 */
export function toldReport(report: Report, by: By): ToldReport {
  return isGate(report) ? tellingOf(report, by) : report;
}

function isGate(report: Report): report is GateReport {
  return 'checks' in report;
}

function tellingOf({ findings, changes, checks, ...rest }: GateReport, by: By): Telling {
  const known = new Map(checks.map((check) => [check.id, check]));
  const bases = new Map(rest.apis.map(({ id, base }) => [id, base]));
  const topics = topicsOf(joined({ findings, changes }), by, ({ rule, api, change }) => ({
    why: change === null ? '' : whyOf(change, known.get(rule)),
    base: bases.get(api) ?? null,
  }));
  return { ...rest, topics, changed: changes?.length ?? null };
}

/** A check that is harmless as a rule gives no reason for the case in which it is not. */
function whyOf({ impact }: JudgedChange, check: CheckInfo | undefined): string {
  if (check === undefined) return '';
  return breaks(impact) && !breaks(check.impact) ? '' : check.why;
}

function breaks(impact: Impact): boolean {
  return impact === 'breaking' || impact === 'risky';
}
