import type { Deprecable } from '../../model/deprecation.ts';
import { isArray, isObject, type Json, type JsonObject, ownString } from '../../model/json.ts';
import { pointerOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import { type Child, GRAMMAR, type Kind } from './grammar.ts';
import { withoutParameterNames } from './operation-key.ts';

/** One thing of a contract that may be deprecated, where it is declared. `key` and `name` as in `Subject`. */
export type Place = {
  readonly what: Deprecable;
  readonly value: JsonObject;
  readonly key: string;
  readonly name: string;
};

/** A thing that may be deprecated, as the walk meets it. Of the many in a document few count, so `placeOf` alone spells out where one stands. */
export type Met = { readonly kind: Deprecable['kind']; readonly at: At; readonly value: JsonObject };

/** Where the walk is: a value, its kind, the last name that led to it, and the operation around it. */
type At = {
  readonly value: Json;
  readonly kind: Kind;
  /** The segments that lead here from `above`; from the root where there is nothing above. */
  readonly steps: readonly string[];
  readonly above: At | null;
  readonly label: string;
  readonly method: string | null;
  readonly path: string | null;
};

/**
 * Everything in a contract that may be deprecated, in the order of the document. References are not followed, since what they lead to is declared
 * elsewhere; a path item behind one is met where it is used, because that is where it is called.
 */
export function metIn(document: JsonObject): readonly Met[] {
  const met: Met[] = [];
  // An alias of YAML makes one object stand in many places; operations alone are told apart by where they stand.
  const seen = new Set<JsonObject>();
  const visit = (at: At): void => {
    const { value } = at;
    if (!isObject(value)) return;
    const shared = at.kind !== 'operation' && at.kind !== 'pathItem';
    if (shared && seen.has(value)) return;
    if (shared) seen.add(value);
    const kind = DEPRECABLE.get(at.kind);
    if (kind !== undefined) met.push({ kind, at, value });
    const grammar = GRAMMAR[at.kind];
    for (const key of Object.keys(value)) {
      const child = grammar.get(key) ?? grammar.get('*');
      if (child === undefined) continue;
      for (const next of expanded(at, key, value[key] ?? null, child))
        visit(next.kind === 'pathItem' ? referenced(document, next) : next);
    }
  };
  visit({ value: document, kind: 'document', steps: [], above: null, label: '', method: null, path: null });
  return met;
}

/** An operation under a path, and no webhook or callback. */
export function isCalled({ kind, at }: Met): boolean {
  return kind === 'operation' && at.method !== null && at.path !== null;
}

/** The same for any two things whose places have the same key, and cheaper. */
export function likeness({ kind, at }: Met): string {
  return kind === 'parameter' ? kind : `${kind} ${withoutParameterNames(at.label)}`;
}

function expanded(at: At, key: string, value: Json, { of: kind, how }: Child): readonly At[] {
  // What a callback describes is called at the caller's: the operation around it is not its own.
  const around = kind === 'hook' ? { method: null, path: null } : at;
  const method = kind === 'operation' && how === 'one' ? key.toUpperCase() : around.method;
  const single: At = { value, kind, steps: [key], above: at, label: key, method, path: around.path };
  if (isArray(value)) {
    return value.map((item, index) => ({
      ...single,
      value: item,
      steps: [key, String(index)],
      label: `${key}/${index}`,
    }));
  }
  if (how === 'one') return [single];
  if (!isObject(value)) return [];
  const names = kind === 'pathItem' ? Object.keys(value).filter((name) => name.startsWith('/')) : Object.keys(value);
  return names.map((name) => ({
    value: value[name] ?? null,
    kind,
    steps: [key, name],
    above: at,
    label: name,
    path: kind === 'pathItem' ? name : around.path,
    method: kind === 'operation' ? name : around.method,
  }));
}

function pointerTo({ above, steps }: At): string {
  return (above === null ? '' : pointerTo(above)) + pointerOf(...steps);
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
    found = { ...at, value, above: null, steps: segmentsOf(pointer) };
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

/** Where a thing stands, and what it is called. */
export function placeOf({ kind, at, value }: Met): Place {
  const { method } = at;
  const pointer = pointerTo(at);
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
