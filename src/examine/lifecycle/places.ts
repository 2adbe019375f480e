import type { Deprecable } from '../../model/deprecation.ts';
import { isArray, isObject, type Json, type JsonObject, ownString } from '../../model/json.ts';
import { pointerOf, valueAt } from '../../model/pointer.ts';
import { type Child, GRAMMAR, type Kind } from './grammar.ts';
import { withoutParameterNames } from './operation-key.ts';

/** One thing of a contract that may be deprecated, where it is declared. `key` and `name` as in `Subject`. */
export type Place = {
  readonly what: Deprecable;
  readonly value: JsonObject;
  readonly key: string;
  readonly name: string;
};

/** Where the walk is: a value, its kind, the key that led to it, and the operation around it. */
type At = {
  readonly value: Json;
  readonly kind: Kind;
  readonly pointer: string;
  readonly label: string;
  readonly method: string | null;
  readonly path: string | null;
};

/**
 * Everything in a contract that may be deprecated, in the order of the document. References are not followed, since what they lead to is declared
 * elsewhere; a path item behind one is met where it is used, because that is where it is called.
 */
export function placesOf(document: JsonObject): readonly Place[] {
  const places: Place[] = [];
  // An alias of YAML makes one object stand in many places; operations alone are told apart by where they stand.
  const seen = new Set<JsonObject>();
  const visit = (at: At): void => {
    const { value } = at;
    if (!isObject(value)) return;
    const shared = at.kind !== 'operation' && at.kind !== 'pathItem';
    if (shared && seen.has(value)) return;
    if (shared) seen.add(value);
    const place = placeOf(at, value);
    if (place !== null) places.push(place);
    for (const child of childrenOf(document, at, value)) visit(child);
  };
  visit({ value: document, kind: 'document', pointer: '', label: '', method: null, path: null });
  return places;
}

function* childrenOf(document: JsonObject, at: At, value: JsonObject): Generator<At> {
  const grammar = GRAMMAR[at.kind];
  for (const [key, below] of Object.entries(value)) {
    const child = grammar.get(key) ?? grammar.get('*');
    if (child === undefined) continue;
    for (const next of expanded(at, key, below, child))
      yield next.kind === 'pathItem' ? referenced(document, next) : next;
  }
}

function expanded(at: At, key: string, value: Json, { of: kind, how }: Child): At[] {
  const pointer = at.pointer + pointerOf(key);
  // What a callback describes is called at the caller's: the operation around it is not its own.
  const around = kind === 'hook' ? { ...at, method: null, path: null } : at;
  const method = kind === 'operation' && how === 'one' ? key.toUpperCase() : around.method;
  const single: At = { ...around, value, kind, pointer, label: key, method };
  if (isArray(value)) {
    return value.map((item, index) => ({
      ...single,
      value: item,
      pointer: pointer + pointerOf(index),
      label: `${key}/${index}`,
    }));
  }
  if (how === 'one') return [single];
  const items = Object.entries(isObject(value) ? value : {});
  return items
    .filter(([name]) => kind !== 'pathItem' || name.startsWith('/'))
    .map(([name, item]) => ({
      ...single,
      value: item,
      pointer: pointer + pointerOf(name),
      label: name,
      path: kind === 'pathItem' ? name : around.path,
      method: kind === 'operation' ? name : around.method,
    }));
}

/** A path item behind `$ref`s, at its own place; a chain that leads nowhere stays as it is. */
function referenced(document: JsonObject, at: At): At {
  const visited = new Set<string>();
  let found = at;
  for (let reference = ownString(at.value, '$ref'); reference?.startsWith('#/') === true;) {
    if (visited.has(reference)) return at;
    visited.add(reference);
    const pointer = reference.slice(1);
    const value = valueAt(document, pointer);
    if (value === undefined) return at;
    found = { ...at, value, pointer };
    reference = ownString(value, '$ref');
  }
  return found;
}

const DEPRECABLE: ReadonlyMap<Kind, Deprecable['kind']> = new Map([
  ['operation', 'operation'],
  ['hookOperation', 'operation'],
  ['parameter', 'parameter'],
  ['header', 'header'],
  ['property', 'property'],
  ['schema', 'schema'],
]);

function placeOf(at: At, value: JsonObject): Place | null {
  const kind = DEPRECABLE.get(at.kind);
  if (kind === undefined) return null;
  const { method, pointer } = at;
  const inOperation = method !== null && at.path !== null;
  const path = inOperation ? at.path : null;
  const operation = inOperation ? `${method} ${path ?? ''}` : null;
  const what: Deprecable = { kind, method: inOperation ? method : null, path, pointer };
  if (at.kind === 'operation' && operation !== null) {
    return { what, value, key: withoutParameterNames(operation), name: operation };
  }
  const label = kind === 'parameter' ? (ownString(value, 'name') ?? at.label) : at.label;
  // The place of a parameter in its list may change; its name and where it is sent do not.
  const stable =
    kind === 'parameter' ? pointer.replace(/\/\d+$/, `/${ownString(value, 'in') ?? ''} ${label}`) : pointer;
  return {
    what,
    value,
    key: `${kind} ${withoutParameterNames(stable)}`,
    name: `${kind} \`${label}\` ${operation === null ? `(#${pointer})` : `of ${operation}`}`,
  };
}
