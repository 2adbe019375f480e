import type { Deprecation } from '../../model/deprecation.ts';
import { nameOfDeprecable } from '../../model/deprecation.ts';
import { CountersignError } from '../../model/errors.ts';
import { type Finding, isOpen, SEVERITIES, type Severity } from '../../model/finding.ts';
import { anyOf, didYouMean } from '../../model/nearest.ts';
import type { MetCondition } from '../../model/report.ts';
import type { Policy } from '../../model/workspace.ts';
import { isGraver } from './severity.ts';

/** A condition of `--fail-on`, as written. */
export type Condition = { readonly text: string } & (
  | { readonly on: 'overdue' | 'no-sunset' | 'short-notice' }
  | { readonly on: 'due'; readonly days: number }
  | { readonly on: 'severity'; readonly severity: Severity }
  | { readonly on: 'rule'; readonly rule: string }
);

/** What `--fail-on` may name besides severities and rules, and what each means. */
export const CONDITIONS = {
  overdue: 'the sunset has passed, and it is still in the contract',
  'due:30d': 'the sunset is within so many days, today included',
  'no-sunset': 'it is deprecated and has no sunset',
  'short-notice': 'callers get less notice than they are owed, as far as that can be proven',
} as const;

const PLAIN = ['overdue', 'no-sunset', 'short-notice'] as const;

/** Reads `due:30d,overdue`. Throws USAGE for a word that is none, and for a rule that the policy turns off, which could never fail. */
export function parseFailOn(text: string, rules: readonly string[], policy: Policy): readonly Condition[] {
  const words = text.split(',').map((word) => word.trim());
  return [...new Set(words)].map((word) => conditionOf(word, rules, policy));
}

function conditionOf(text: string, rules: readonly string[], { severities }: Policy): Condition {
  const on = PLAIN.find((each) => each === text);
  if (on !== undefined) return { text, on };
  const due = /^due:(\d{1,4})d$/.exec(text);
  if (due !== null) return { text, on: 'due', days: Number(due[1]) };
  const severity = SEVERITIES.find((each) => each === text);
  if (severity !== undefined) return { text, on: 'severity', severity };
  if (severities.get(text) === 'off')
    throw new CountersignError('USAGE', `--fail-on names \`${text}\`, which policy.severities turns off`, {
      hint: `take it out of --fail-on, or out of policy.severities`,
    });
  if (rules.includes(text)) return { text, on: 'rule', rule: text };
  throw refused(text, rules);
}

function refused(text: string, rules: readonly string[]): CountersignError {
  const example = anyOf(Object.keys(CONDITIONS));
  const hint = `--fail-on takes ${example}, a severity (${anyOf(SEVERITIES)}) or the id of a lifecycle rule; several with commas`;
  if (/^due\b/.test(text))
    return new CountersignError('USAGE', `--fail-on has ${JSON.stringify(text)}, which is no number of days`, {
      hint: '`due` takes a number of days: due:30d',
    });
  const guess = didYouMean(text, [...PLAIN, ...SEVERITIES, ...rules]);
  return new CountersignError('USAGE', `--fail-on has ${JSON.stringify(text)}, which is no condition${guess}`, {
    hint,
  });
}

/** What meets each condition, in the order in which they were asked for. */
export function conditionsMet(
  conditions: readonly Condition[],
  deprecations: readonly Deprecation[],
  findings: readonly Finding[],
): readonly MetCondition[] {
  const open = findings.filter(isOpen);
  return conditions.map((condition) => ({
    condition: condition.text,
    met:
      condition.on === 'severity' || condition.on === 'rule'
        ? open.filter((finding) => isMeant(condition, finding)).map(({ api, message }) => ({ api, what: message }))
        : deprecations
            .filter((entry) => meets(condition, entry))
            .map(({ api, what }) => ({ api, what: nameOfDeprecable(what) })),
  }));
}

function isMeant(condition: Condition & { on: 'severity' | 'rule' }, { rule, severity }: Finding): boolean {
  return condition.on === 'rule' ? rule === condition.rule : !isGraver(condition.severity, severity);
}

/** A waiver of the rule that says the same counts here as well. */
function meets(condition: Condition, { status, daysLeft, notice, waivers }: Deprecation): boolean {
  const isWaived = (rule: string): boolean => waivers.some((waiver) => waiver.rule === rule);
  switch (condition.on) {
    case 'overdue':
      return status === 'overdue' && !isWaived('sunset-passed-still-present');
    case 'due':
      return daysLeft !== null && daysLeft >= 0 && daysLeft <= condition.days && !isWaived('sunset-due-soon');
    case 'no-sunset':
      return status === 'deprecated' && !isWaived('deprecated-has-sunset');
    case 'short-notice':
      return status !== 'retired' && notice.enough === false && !isWaived('sunset-min-notice');
    case 'severity':
    case 'rule':
      return false;
  }
}
