import { defineLifecycleRule } from '../define.ts';
import type { LiveMajor } from '../majors.ts';

export default defineLifecycleRule({
  id: 'max-supported-majors',
  severity: 'warn',
  summary: 'No more major versions of an API are alive at a time than the policy allows.',
  why: 'Each one that is alive is served, patched and tested; old ones that nobody looks after are where attackers look first.',
  fix: 'Deprecate the oldest major version with a sunset, and remove it after that; or raise policy.deprecation.maxSupportedMajors.',
  source: 'OWASP API Security Top 10 2023, API9 (improper inventory management)',
  on: 'contract',
  check({ majors }, { policy: { maxMajors }, relatives }) {
    if (maxMajors === null) return null;
    const all = [...majors, ...relatives].sort((left, right) => right.major - left.major);
    const alive = [...new Set(all.map(({ major }) => major))];
    const surplus = alive.slice(maxMajors).filter((major) => majors.some((own) => own.major === major));
    if (surplus.length === 0) return null;
    const listed = alive.map((major) => nameOf(major, all)).join(', ');
    return {
      message: `${surplus.map((major) => `v${major}`).join(' and ')} ${surplus.length === 1 ? 'is' : 'are'} more than the policy allows: ${alive.length} major versions are alive (${listed}), ${maxMajors} may be.`,
      fields: ['info', 'version'],
    };
  },
});

/** `v2 (payments-v2)`: where it is not the API at hand alone that has it, who has it. */
function nameOf(major: number, all: readonly LiveMajor[]): string {
  const apis = new Set(all.map(({ api }) => api));
  const owners = [...new Set(all.filter((each) => each.major === major).map(({ api }) => api))];
  return apis.size === 1 ? `v${major}` : `v${major} of ${owners.join(' and ')}`;
}
