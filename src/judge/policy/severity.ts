import { type Change, UNSTABLE_LEVELS } from '../../model/change.ts';
import { type Fact, type Finding, isOpen, SEVERITIES, type Severity } from '../../model/finding.ts';
import type { Verdict } from '../../model/report.ts';
import type { Policy } from '../../model/workspace.ts';
import { compatibilitySeverity } from './compatibility.ts';

/** Four eyes and the conditions of publishing: settings that a change itself may carry can neither soften nor waive them. */
const FIRM = /^(?:approval-|publish-|acceptance-(?:uncommitted|by-author)$)/;

/** Rules about exceptions: an exception from one of them would be an exception without end. */
const ABOUT_EXCEPTIONS = /^(?:waiver|acceptance|baseline)-/;

/** Rules that, where policy says nothing of them, cost what another one costs. */
const LIKE: ReadonlyMap<string, string> = new Map([['errata-not-breaking', 'breaking-needs-major']]);

/** What a fact costs: policy by its rule, else its compatibility, else what the rule's author proposed. Null when policy turned the rule off. */
export function severityOfFact(fact: Fact, policy: Policy): Severity | null {
  if (FIRM.test(fact.rule)) return fact.proposed;
  const own = policy.severities.get(fact.rule) ?? policy.severities.get(LIKE.get(fact.rule) ?? '');
  return orNull(own ?? compatibilitySeverity(fact.rule, null, policy.compatibility) ?? fact.proposed);
}

/**
 * What a change costs: policy by its check, else its compatibility, else by its impact; and never more than its operation's stability
 * lets it. Null when policy turned the check off.
 */
export function severityOfChange(change: Change, policy: Policy): Severity | null {
  const own = policy.severities.get(change.check);
  const severity =
    own ?? compatibilitySeverity(change.check, change, policy.compatibility) ?? policy.impacts[change.impact];
  const limit = limitOf(change, policy);
  if (severity === 'off') return null;
  return limit !== null && isGraver(severity, limit) ? limit : severity;
}

/** The most that a change may cost because little was promised; what becomes of the promise itself costs what it costs. */
function limitOf({ stability, check }: Change, policy: Policy): Severity | null {
  const level = UNSTABLE_LEVELS.find((each) => each === stability);
  return level === undefined || check.includes('stability') ? null : (policy.stability[level] ?? null);
}

export function isGraver(severity: Severity, than: Severity): boolean {
  return SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(than);
}

/** Rules that no waiver covers: the firm ones, and those about exceptions themselves. */
export function isWaivable(rule: string): boolean {
  return !FIRM.test(rule) && !ABOUT_EXCEPTIONS.test(rule);
}

/** Whether a finding alone makes the verdict no: it counts, and is at least as grave as `failOn`. */
export function isTooGrave(finding: Finding, { failOn }: Pick<Policy, 'failOn'>): boolean {
  return isOpen(finding) && !isGraver(failOn, finding.severity);
}

/** The one place where a verdict is made: it is no when a finding is too grave, or when too many are warnings. */
export function verdictOf(findings: readonly Finding[], policy: Pick<Policy, 'failOn' | 'maxWarnings'>): Verdict {
  const tooGrave = findings.some((finding) => isTooGrave(finding, policy));
  return tooGrave || hasTooManyWarnings(findings, policy) ? 'fail' : 'pass';
}

function hasTooManyWarnings(findings: readonly Finding[], { maxWarnings }: Pick<Policy, 'maxWarnings'>): boolean {
  return maxWarnings !== null && warningsIn(findings) > maxWarnings;
}

/** How many warnings count: not waived, accepted or in the baseline. */
export function warningsIn(findings: readonly Finding[]): number {
  return findings.filter((finding) => isOpen(finding) && finding.severity === 'warn').length;
}

function orNull(severity: Severity | 'off'): Severity | null {
  return severity === 'off' ? null : severity;
}
