import type { LifecycleInput } from '../../src/examine/lifecycle/define.ts';
import { deprecationPolicyOf } from '../../src/gather/workspace/deprecation-policy.ts';
import type { Deprecation, NoticePeriod, RequiredNotice } from '../../src/model/deprecation.ts';
import type { DeprecationPolicy } from '../../src/model/workspace.ts';

/** The policy without settings. */
export const DEPRECATION_POLICY: DeprecationPolicy = deprecationPolicyOf({});

export function owed(days: number): RequiredNotice {
  return { days, because: 'setting', consumer: null };
}

/** What no test of the lifecycle that is not about it has to say. */
export const LIFECYCLE_DEFAULTS: Pick<
  LifecycleInput,
  'owner' | 'policy' | 'requiredNotice' | 'relatives' | 'consumersOf' | 'consumers' | 'zone'
> = {
  owner: null,
  policy: DEPRECATION_POLICY,
  requiredNotice: () => owed(90),
  relatives: [],
  consumersOf: () => [],
  consumers: [],
  zone: 'UTC',
};

const UNKNOWN: NoticePeriod = { given: null, atLeast: false, required: owed(90), enough: null };

/** An entry of the register of which nothing is known but what is said. */
export function entry(known: Pick<Deprecation, 'what' | 'at' | 'status'> & Partial<Deprecation>): Deprecation {
  return {
    api: 'payments',
    owner: null,
    since: null,
    sunset: null,
    daysLeft: null,
    removed: null,
    notice: UNKNOWN,
    milestone: null,
    nextMilestone: null,
    successor: null,
    reason: null,
    announcement: null,
    consumers: [],
    evidence: null,
    waivers: [],
    ...known,
  };
}
