import canonicalize from 'canonicalize';
import type { Json } from '../../../model/json.ts';

/** A JSON value as text that two equal values share (RFC 8785). */
export function textOf(value: Json): string {
  return canonicalize(value) ?? 'null';
}

export function sameValue(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left === right || textOf(left) === textOf(right);
}

/** Values that every list allows; null when no list says anything. */
export function valuesIn(lists: readonly (readonly Json[] | null)[]): readonly Json[] | null {
  const given = lists.filter((list) => list !== null);
  const [first, ...others] = given;
  if (first === undefined) return null;
  const allowed = others.map((list) => new Set(list.map(textOf)));
  return first.filter((value) => allowed.every((set) => set.has(textOf(value))));
}

/** Type names as sets, where an integer is a number. */
export const typeSets = {
  union(types: readonly string[]): ReadonlySet<string> {
    const set = new Set(types);
    if (set.has('number')) set.delete('integer');
    return set;
  },
  intersection(left: ReadonlySet<string> | null, right: ReadonlySet<string> | null): ReadonlySet<string> | null {
    if (left === null) return right;
    if (right === null) return left;
    const both = [...left].filter((type) => holds(right, type));
    return new Set([...both, ...[...right].filter((type) => holds(left, type))]);
  },
  /** Whether every type of `inner` is allowed by `outer`; null allows them all. */
  contains(outer: ReadonlySet<string> | null, inner: ReadonlySet<string> | null): boolean {
    if (outer === null) return true;
    return inner !== null && [...inner].every((type) => holds(outer, type));
  },
};

function holds(set: ReadonlySet<string>, type: string): boolean {
  return set.has(type) || (type === 'integer' && set.has('number'));
}
