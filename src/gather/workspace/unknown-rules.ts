import type { Location } from '../../model/location.ts';
import type { Policy } from '../../model/workspace.ts';
import { nearest } from '../../model/nearest.ts';

/** A rule id that nobody knows. `at` is the waiver that names it; null for a key of `policy.severities`. */
export type UnknownRule = { readonly id: string; readonly nearest: string | null; readonly at: Location | null };

/** Ids in `policy.severities` and in waivers that no rule, check or stage has: a typing error there would go unnoticed for ever. */
export function unknownRuleIds(policy: Policy, knownIds: Iterable<string>): readonly UnknownRule[] {
  const known = new Set(knownIds);
  return [
    ...[...policy.severities.keys()].map((id) => ({ id, at: null })),
    ...policy.waivers.map(({ rule, at }) => ({ id: rule, at })),
  ]
    .filter(({ id }) => !known.has(id))
    .map(({ id, at }) => ({ id, nearest: nearest(id, known), at }));
}
