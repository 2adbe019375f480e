import type { Invocation, OptionSpec } from '../../../model/command.ts';
import { CountersignError } from '../../../model/errors.ts';
import { didYouMean } from '../../../model/nearest.ts';
import { COMPATIBILITIES, type Compatibility } from '../../../model/workspace.ts';
import type { Gathered } from '../subjects.ts';

export const COMPATIBILITY_OPTION: OptionSpec = {
  flags: '--compatibility <profile>',
  description: `judge changes by this instead of policy.compatibility: ${COMPATIBILITIES.join(', ')}; may be repeated`,
  repeatable: true,
};

/** What was gathered, judged by the profiles of `--compatibility` where there are any. Throws USAGE for one that nobody knows. */
export function withCompatibility(invocation: Invocation, gathered: Gathered): Gathered {
  const asked = invocation.list('compatibility');
  if (asked.length === 0) return gathered;
  const { workspace } = gathered;
  const compatibility = asked.map(profileNamed);
  return { ...gathered, workspace: { ...workspace, policy: { ...workspace.policy, compatibility } } };
}

function profileNamed(name: string): Compatibility {
  const found = COMPATIBILITIES.find((each) => each === name);
  if (found !== undefined) return found;
  throw new CountersignError('USAGE', `there is no compatibility \`${name}\`${didYouMean(name, COMPATIBILITIES)}`, {
    hint: `one of: ${COMPATIBILITIES.join(', ')}`,
  });
}
