import type { Location } from '../../model/location.ts';

/** What findings and changes are sorted by: place, then rule, then fingerprint. Texts are compared by code unit, the same on every machine. */
export type Placed = { readonly at: Location | null; readonly rule: string; readonly fingerprint: string };

/** A sorted copy: by file, line, column, rule and fingerprint; what has no place comes first. */
export function inOrder<T>(list: readonly T[], placeOf: (each: T) => Placed): readonly T[] {
  return list
    .map((each) => ({ each, place: placeOf(each) }))
    .sort((left, right) => byPlace(left.place, right.place))
    .map(({ each }) => each);
}

/** Compares two things as `inOrder` does. */
export function byPlace(left: Placed, right: Placed): number {
  const [at, other] = [left.at, right.at];
  return (
    // Changes of one shared schema stand at one and the same place.
    (at === other ? 0 : comparePlaces(at, other)) ||
    order(left.rule, right.rule) ||
    order(left.fingerprint, right.fingerprint)
  );
}

function comparePlaces(left: Location | null, right: Location | null): number {
  return (
    order(left?.file ?? '', right?.file ?? '') ||
    (left?.line ?? 0) - (right?.line ?? 0) ||
    (left?.column ?? 0) - (right?.column ?? 0)
  );
}

function order(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
