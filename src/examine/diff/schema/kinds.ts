import { type Json, isArray, isObject, own, ownArray } from '../../../model/json.ts';
import { type Flat, saysNullable } from './flatten.ts';
import { type Typed, isText } from './keywords.ts';
import { typeSets } from './values.ts';

/** The types a node names, null left out; null where it names none. `file` is how Swagger 2.0 writes a binary string. */
export function typesOf(node: Typed): ReadonlySet<string> | null {
  const type = own(node.value, 'type');
  const list = isArray(type) ? type.filter(isText) : isText(type) ? [type] : null;
  if (list === null) return null;
  const types = new Set(list.filter((each) => each !== 'null').map((each) => (each === 'file' ? 'string' : each)));
  if (types.has('number')) types.delete('integer');
  return types;
}

/** A choice among bare types says no more than a list of types does. */
export function scalarUnion(flat: Flat): ReadonlySet<string> | null {
  const [choice] = flat.choices;
  if (choice === undefined || flat.choices.length > 1) return null;
  const bare = choice.branches.map((branch) => {
    const [node] = branch.nodes;
    if (node === undefined || branch.nodes.length > 1 || node.name !== null || !isObject(node.value)) return null;
    const plain = Object.keys(node.value).every((key) => key === 'type' || key === 'description');
    return plain ? typesOf({ ...node, value: node.value }) : null;
  });
  if (bare.includes(null)) return null;
  const union = typeSets.union(bare.flatMap((types) => [...(types ?? [])]));
  return union.size > 1 ? union : null;
}

/**
 * Types that nobody wrote down but everybody reads: those of the listed values, and an object where properties are named. By the letter
 * a schema without a type accepts every other type as well; no contract means that, and writing the type down later is no change.
 */
export function impliedTypes(nodes: readonly Typed[], values: readonly Json[] | null): ReadonlySet<string> | null {
  if (values !== null && values.length > 0)
    return typeSets.union(values.filter((value) => value !== null).map(typeOfValue));
  const has = (keyword: string): boolean => nodes.some(({ value }) => own(value, keyword) !== undefined);
  if (has('properties')) return new Set(['object']);
  return has('items') ? new Set(['array']) : null;
}

function typeOfValue(value: Json): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (isArray(value)) return 'array';
  return typeof value;
}

export function intersect(sets: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
  return sets.reduce((left, right) => typeSets.intersection(left, right), null);
}

/**
 * Whether null is accepted, in its three spellings: `nullable`, a type list with null, and a choice with null. A wrapper that says
 * `nullable: true` around an allOf means it, though OpenAPI 3.0.3 read by the letter would let the member overrule it.
 */
export function nullableOf(flat: Flat, nodes: readonly Typed[]): boolean | null {
  if (flat.nullable) return true;
  const verdicts = nodes.map(nullableNode).filter((verdict) => verdict !== null);
  if (verdicts.length === 0) return null;
  return verdicts.every(Boolean);
}

function nullableNode({ value }: Typed): boolean | null {
  if (saysNullable(value)) return true;
  const type = own(value, 'type');
  if (isArray(type)) return type.includes('null');
  if (isText(type)) return type === 'null';
  const values = ownArray(value, 'enum');
  if (values !== undefined) return values.includes(null);
  const pinned = own(value, 'const');
  return pinned === undefined ? null : pinned === null;
}
