import type { ShapeCache } from './cache.ts';
import type { View } from './node.ts';
import type { Shape } from './shape.ts';
import { textOf, typeSets } from './values.ts';

/** A schema among several, and what it may be recognised by. */
export type Candidate = {
  readonly view: View;
  readonly shape: Shape;
  readonly pointer: string;
  readonly index: number;
};

export type Matching = {
  readonly kept: readonly (readonly [Candidate, Candidate])[];
  readonly removed: readonly Candidate[];
  readonly added: readonly Candidate[];
};

/** Below this likeness two schemas are not the same one in two versions. */
const LIKENESS = 0.5;

export function candidatesOf(cache: ShapeCache, views: readonly View[], pointer: string): readonly Candidate[] {
  return views.map((view, index) => ({ view, shape: cache.shape(view), pointer: `${pointer}/${index}`, index }));
}

/** What a branch is called in messages. */
export function labelOf({ shape, index }: Candidate): string {
  return shape.name ?? shape.title ?? `#${index + 1}`;
}

/** Finds which schema of one list became which of the other: by name, then title, then equality, then likeness; never by index. */
export function match(
  old: { readonly cache: ShapeCache; readonly list: readonly Candidate[] },
  new_: { readonly cache: ShapeCache; readonly list: readonly Candidate[] },
): Matching {
  let [removed, added] = [[...old.list], [...new_.list]];
  const kept: (readonly [Candidate, Candidate])[] = [];
  const take = (before: Candidate, after: Candidate): void => {
    kept.push([before, after]);
    removed = removed.filter((each) => each !== before);
    added = added.filter((each) => each !== after);
  };
  const keys: readonly ((candidate: Candidate, cache: ShapeCache) => string | null)[] = [
    ({ shape }) => shape.name,
    ({ shape }) => shape.title || null,
    ({ view }, cache) => cache.signature(view),
  ];
  for (const key of keys) {
    for (const before of [...removed]) {
      const wanted = key(before, old.cache);
      const found = wanted === null ? undefined : added.find((after) => key(after, new_.cache) === wanted);
      if (found !== undefined) take(before, found);
    }
  }
  for (
    let best = closest(removed, added, old.cache, new_.cache);
    best !== null;
    best = closest(removed, added, old.cache, new_.cache)
  )
    take(...best);
  const [[lastOld, ...otherOld], [lastNew, ...otherNew]] = [removed.filter(isNameless), added.filter(isNameless)];
  // One nameless schema left on each side: it was rewritten.
  if (lastOld !== undefined && lastNew !== undefined && otherOld.length === 0 && otherNew.length === 0)
    take(lastOld, lastNew);
  return { kept, removed, added };
}

function isNameless({ shape }: Candidate): boolean {
  return shape.name === null && (shape.title ?? '') === '';
}

function closest(
  removed: readonly Candidate[],
  added: readonly Candidate[],
  old: ShapeCache,
  new_: ShapeCache,
): readonly [Candidate, Candidate] | null {
  let [best, most]: [readonly [Candidate, Candidate] | null, number] = [null, LIKENESS];
  for (const before of removed) {
    for (const after of added) {
      const found = likeness(before.shape, after.shape, old, new_);
      if (found > most) [best, most] = [[before, after], found];
    }
  }
  return best;
}

/** From 0 (nothing in common) to 1. Two objects that a listed value tells apart, such as a kind, are not alike. */
export function likeness(before: Shape, after: Shape, old: ShapeCache, new_: ShapeCache): number {
  if (!typeSets.contains(before.types, after.types) && !typeSets.contains(after.types, before.types)) return 0;
  if (before.enum !== null && after.enum !== null) return shared(before.enum.map(textOf), after.enum.map(textOf));
  const [names, others] = [[...before.properties.keys()], [...after.properties.keys()]];
  if (names.length === 0 && others.length === 0) return before.format === after.format ? 0.6 : 0.4;
  const toldApart = [...before.properties].some(([name, view]) => {
    const other = after.properties.get(name);
    if (other === undefined) return false;
    const [left, right] = [old.shape(view).enum, new_.shape(other).enum];
    return left !== null && right !== null && shared(left.map(textOf), right.map(textOf)) === 0;
  });
  return toldApart ? 0 : shared(names, others);
}

function shared(left: readonly string[], right: readonly string[]): number {
  const both = left.filter((each) => right.includes(each)).length;
  const all = new Set([...left, ...right]).size;
  return all === 0 ? 1 : both / all;
}
