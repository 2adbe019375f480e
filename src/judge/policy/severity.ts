import type { Change } from '../../model/change.ts';
import { type Fact, type Finding, SEVERITIES, type Severity } from '../../model/finding.ts';
import type { Verdict } from '../../model/report.ts';
import type { Policy } from '../../model/workspace.ts';

/** Four eyes and the conditions of publishing: settings that a change itself may carry can neither soften nor waive them. */
const FIRM = /^(?:approval|publish)-/;

/** What a fact costs: policy by its rule, else what the rule's author proposed. Null when policy turned the rule off. */
export function severityOfFact(fact: Fact, policy: Policy): Severity | null {
  if (FIRM.test(fact.rule)) return fact.proposed;
  return orNull(policy.severities.get(fact.rule) ?? fact.proposed);
}

/** What a change costs: policy by its check, else by its impact. Null when policy turned the check off. */
export function severityOfChange(change: Change, policy: Policy): Severity | null {
  return orNull(policy.severities.get(change.check) ?? policy.impacts[change.impact]);
}

/** Rules that no waiver covers: the firm ones, and those about waivers themselves. */
export function isWaivable(rule: string): boolean {
  return !FIRM.test(rule) && !rule.startsWith('waiver-');
}

/** The one place where a verdict is made: it is no when a finding that no waiver covers is at least as grave as `failOn`. */
export function verdictOf(findings: readonly Finding[], failOn: Severity): Verdict {
  const limit = SEVERITIES.indexOf(failOn);
  return findings.some(({ waiver, severity }) => waiver === null && SEVERITIES.indexOf(severity) <= limit)
    ? 'fail'
    : 'pass';
}

function orNull(severity: Severity | 'off'): Severity | null {
  return severity === 'off' ? null : severity;
}
