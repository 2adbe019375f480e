import type { Location } from '../../model/location.ts';

/** What findings and changes are sorted by: place, then rule, then fingerprint. Texts are compared by code unit, the same on every machine. */
export type Placed = { readonly at: Location | null; readonly rule: string; readonly fingerprint: string };

/** Compares by file, line, column, rule and fingerprint; what has no place comes first. */
export function byPlace(left: Placed, right: Placed): number {
  const [mine, theirs] = [keys(left), keys(right)];
  for (const [index, key] of mine.entries()) {
    const other = theirs[index] ?? '';
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}

function keys({ at, rule, fingerprint }: Placed): readonly (string | number)[] {
  return [at?.file ?? '', at?.line ?? 0, at?.column ?? 0, rule, fingerprint];
}
