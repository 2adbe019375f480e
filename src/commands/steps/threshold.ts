import type { Invocation, OptionSpec } from '../../model/command.ts';
import { CountersignError } from '../../model/errors.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { Gathered } from './subjects.ts';

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

/** What was gathered, judged by the thresholds of the command line where there are any. Throws USAGE for a count that is none. */
export function withThreshold(invocation: Invocation, gathered: Gathered): Gathered {
  const severity = invocation.text('fail-severity');
  const warnings = invocation.text('max-warnings');
  const { workspace } = gathered;
  const policy = {
    ...workspace.policy,
    failOn: SEVERITIES.find((each) => each === severity) ?? workspace.policy.failOn,
    maxWarnings: warnings === null ? workspace.policy.maxWarnings : countOf(warnings),
  };
  return { ...gathered, workspace: { ...workspace, policy } };
}

function countOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CountersignError('USAGE', `--max-warnings is ${JSON.stringify(text)}, which is not a count`, {
    hint: '--max-warnings takes a whole number, such as 0 or 25',
  });
}
