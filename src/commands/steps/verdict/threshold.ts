import type { Invocation, OptionSpec } from '../../../model/command.ts';
import { CountersignError } from '../../../model/errors.ts';
import { SEVERITIES } from '../../../model/finding.ts';
import type { Policy } from '../../../model/workspace.ts';
import type { Gathered } from '../subjects.ts';

export const THRESHOLD_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--fail-severity <severity>',
    description: 'the mildest severity that makes the verdict no, instead of policy.failOn',
    choices: [...SEVERITIES],
  },
  {
    flags: '--max-warnings <count>',
    description: 'let so many warnings pass and no more, instead of policy.maxWarnings',
  },
];

/** The policy with the thresholds of the command line, where there are any. Throws USAGE for a count that is none. */
export function withThreshold(invocation: Invocation, policy: Policy): Policy {
  const severity = invocation.text('fail-severity');
  const warnings = invocation.text('max-warnings');
  return {
    ...policy,
    failOn: SEVERITIES.find((each) => each === severity) ?? policy.failOn,
    maxWarnings: warnings === null ? policy.maxWarnings : countOf(warnings),
  };
}

/** What was gathered, with that policy. */
export function underThreshold(invocation: Invocation, gathered: Gathered): Gathered {
  const { workspace } = gathered;
  return { ...gathered, workspace: { ...workspace, policy: withThreshold(invocation, workspace.policy) } };
}

function countOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CountersignError('USAGE', `--max-warnings is ${JSON.stringify(text)}, which is not a count`, {
    hint: '--max-warnings takes a whole number, such as 0 or 25',
  });
}
