import { isObject, type Json, type JsonObject, ownString } from '../../model/json.ts';
import { decodedFragment, segmentsOf, valueAt } from '../../model/pointer.ts';
import type { Segment } from './define.ts';

/** A value and where it stands. */
export type Placed = { readonly value: Json | undefined; readonly path: readonly Segment[] };

/** RFC 6901 pointer of a `$ref` into the same document, or null for a value that is no such reference. */
export function targetOf(value: Json | undefined): string | null {
  const reference = ownString(value, '$ref');
  if (reference === undefined || !(reference === '#' || reference.startsWith('#/'))) return null;
  return decodedFragment(reference.slice(1));
}

/** What a chain of `$ref`s leads to, and where that stands; the reference itself where it leads in a circle or nowhere. */
export function follow(document: JsonObject, from: Placed): Placed {
  let here = from;
  const seen = new Set<string>();
  for (;;) {
    const pointer = targetOf(here.value);
    if (pointer === null || seen.has(pointer)) return here;
    seen.add(pointer);
    const value = valueAt(document, pointer);
    if (value === undefined) return here;
    here = { value, path: segmentsOf(pointer) };
  }
}

/** One step down, references followed before and after. */
export function child(document: JsonObject, parent: Placed, key: Segment): Placed {
  const { value, path } = follow(document, parent);
  const next = Array.isArray(value) ? (value as readonly Json[])[Number(key)] : stepInto(value, String(key));
  return follow(document, { value: next, path: [...path, key] });
}

/** The members of an object, references followed. */
export function children(document: JsonObject, parent: Placed): (Placed & { readonly key: string })[] {
  const { value, path } = follow(document, parent);
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, member]) => ({
    key,
    ...follow(document, { value: member, path: [...path, key] }),
  }));
}

function stepInto(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
