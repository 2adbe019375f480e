import type { Location } from '../../model/location.ts';

/** What findings and changes are sorted by: place, then rule, then fingerprint. Texts are compared by code unit, the same on every machine. */
export type Placed = { readonly at: Location | null; readonly rule: string; readonly fingerprint: string };

/** Compares by file, line, column, rule and fingerprint; what has no place comes first. */
export function byPlace(left: Placed, right: Placed): number {
  return comparePlaces(left.at, right.at) || order(left.rule, right.rule) || order(left.fingerprint, right.fingerprint);
}

/** A sorted copy. Thousands of changes of one shared schema stand at one place, so places are compared once for all of them. */
export function inOrder<T extends { readonly fingerprint: string }>(
  list: readonly T[],
  atOf: (each: T) => Location | null,
  ruleOf: (each: T) => string,
): readonly T[] {
  const names = new Map<Location | null, string>();
  const places = new Map<string, { readonly at: Location | null; readonly all: T[] }>();
  for (const each of list) {
    const at = atOf(each);
    const name = names.get(at) ?? (at === null ? '' : JSON.stringify([at.file, at.line, at.column]));
    names.set(at, name);
    const place = places.get(name);
    if (place === undefined) places.set(name, { at, all: [each] });
    else place.all.push(each);
  }
  const compare = (left: T, right: T): number =>
    order(ruleOf(left), ruleOf(right)) || order(left.fingerprint, right.fingerprint);
  return [...places.values()]
    .sort((left, right) => comparePlaces(left.at, right.at))
    .flatMap(({ all }) => all.sort(compare));
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
