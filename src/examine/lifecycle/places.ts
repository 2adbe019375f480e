import type { Deprecable } from '../../model/deprecation.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownString } from '../../model/json.ts';
import { deprecatedValues, LIFECYCLE_FIELDS, type LifecycleFields } from '../../model/lifecycle-fields.ts';
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
export function metIn(document: JsonObject, fields: LifecycleFields = LIFECYCLE_FIELDS): readonly Met[] {
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
    if (kind !== undefined) met.push(constantOf(at, value) ?? { kind, at, value });
    if (kind === 'schema' || kind === 'property') met.push(...valuesOf(at, value, fields));
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

/** A value of an enum that is written as one alternative of several: `oneOf: [{ const: closed, deprecated: true }]`. */
function constantOf(at: At, value: JsonObject): Met | null {
  const constant = own(value, 'const');
  const listed = at.kind === 'schema' && /^(?:oneOf|anyOf)$/.test(at.steps[0] ?? '') && at.steps.length > 1;
  if (!listed || constant === undefined || isObject(constant) || isArray(constant)) return null;
  return { kind: 'enum-value', at: { ...at, label: String(constant) }, value };
}

/** The deprecated values that a schema lists. */
function valuesOf(above: At, schema: JsonObject, fields: LifecycleFields): readonly Met[] {
  return deprecatedValues(schema, fields).map(({ value, thing, steps }) => {
    const label = typeof value === 'string' ? value : JSON.stringify(value);
    return { kind: 'enum-value', at: { ...above, value: thing, steps, above, label }, value: thing };
  });
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
  const label = kind === 'parameter' ? (ownString(value, 'name') ?? at.label) : at.label;
  // `allOf/0` is no name.
  const name = kind === 'operation' || at.steps.at(-1) === label.split('/').at(-1) && label.includes('/') ? '' : label;
  const what: Deprecable = { kind, name, method: inOperation ? method : null, path, pointer };
  if (at.kind === 'operation' && operation !== null) {
    return { what, value, key: withoutParameterNames(operation), name: operation };
  }
  const shown = kind === 'enum-value' ? 'value' : kind;
  return {
    what,
    value,
    key: `${kind} ${withoutParameterNames(stablePointer(kind, at, value, label))}`,
    name: `${shown} \`${label}\` ${operation === null ? `(#${pointer})` : `of ${operation}`}`,
  };
}

/** The place of a parameter or a value in its list may change; its name and where it is sent do not. */
function stablePointer(kind: Deprecable['kind'], at: At, value: JsonObject, label: string): string {
  switch (kind) {
    case 'parameter':
      return pointerTo(at).replace(/\/\d+$/, `/${ownString(value, 'in') ?? ''} ${label}`);
    case 'enum-value':
      return `${at.above === null ? '' : pointerTo(at.above)}/${label}`;
    default:
      return pointerTo(at);
  }
}
