import type { Location } from '../../model/location.ts';
import type { Policy } from '../../model/workspace.ts';
import { nearest } from '../../model/nearest.ts';

/** A rule id that nobody knows, and where it is named: `at` is the waiver or the line, null for a key of `policy.severities`. */
export type UnknownRule = {
  readonly id: string;
  readonly nearest: string | null;
  readonly in: 'settings' | 'severity-file' | 'waivers';
  readonly at: Location | null;
};

/** Ids in severities and in waivers that no rule, check or stage has: a typing error there would go unnoticed for ever. */
export function unknownRuleIds(policy: Policy, knownIds: Iterable<string>): readonly UnknownRule[] {
  const known = new Set(knownIds);
  const severities = [...policy.severities.keys()].map((id) => {
    const at = policy.severityPlaces.get(id) ?? null;
    return { id, in: at === null ? ('settings' as const) : ('severity-file' as const), at };
  });
  const waivers = policy.waivers.map(({ rule, at }) => ({ id: rule, in: 'waivers' as const, at }));
  return [...severities, ...waivers]
    .filter(({ id }) => !known.has(id))
    .map(({ id, in: where, at }) => ({ id, nearest: nearest(id, known), in: where, at }));
}
