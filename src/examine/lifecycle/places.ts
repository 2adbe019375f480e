import type { Deprecable } from '../../model/deprecation.ts';
import type { Kind } from '../../model/contract-grammar.ts';
import { METHODS } from '../../model/contract.ts';
import { type At, childrenOf, documentAt, pointerTo, traceTo } from '../../model/contract-walk.ts';
import { elementKey, lifeOf } from '../../model/history.ts';
import { isArray, isObject, type JsonObject, own, ownString } from '../../model/json.ts';
import { deprecatedValues, LIFECYCLE_FIELDS, type LifecycleFields } from '../../model/lifecycle-fields.ts';
import { operationsOf } from '../../model/path-item.ts';
import { pointerOf } from '../../model/pointer.ts';
import { withoutParameterNames } from '../../model/trace.ts';

/** One thing of a contract that may be deprecated, where it is declared. `key` and `name` as in `Subject`. */
export type Place = {
  readonly what: Deprecable;
  readonly value: JsonObject;
  readonly key: string;
  readonly name: string;
  /** What its life goes by in history, if it is followed there: several for a parameter of all operations of a path. */
  readonly lives: readonly string[];
};

/** A thing that may be deprecated, as the walk meets it. Of the many in a document few count, so `placeOf` alone spells out where one stands. */
export type Met = { readonly kind: Deprecable['kind']; readonly at: At; readonly value: JsonObject };

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
    for (const next of childrenOf(document, at)) visit(next);
  };
  visit(documentAt(document));
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
  const name = kind === 'operation' || isIndexed(at, label) ? '' : label;
  const what: Deprecable = { kind, name, method: inOperation ? method : null, path, pointer };
  if (at.kind === 'operation' && operation !== null) {
    return { what, value, key: withoutParameterNames(operation), name: operation, lives: livesOf(kind, at) };
  }
  const shown = kind === 'enum-value' ? 'value' : kind;
  return {
    what,
    value,
    key: `${kind} ${withoutParameterNames(stablePointer(kind, at, value, label))}`,
    name: `${shown} \`${label}\` ${operation === null ? `(#${pointer})` : `of ${operation}`}`,
    lives: livesOf(kind, at),
  };
}

/** `allOf/0` is no name. */
function isIndexed({ steps }: At, label: string): boolean {
  return steps.length > 1 && label === steps.join('/');
}

/** The place of a parameter or a value in its list may change; its name and where it is sent do not. */
function stablePointer(kind: Deprecable['kind'], at: At, value: JsonObject, label: string): string {
  const pointer = pointerTo(at);
  if (kind === 'enum-value') return `${pointer.slice(0, -pointerOf(...at.steps).length)}/${label}`;
  return kind === 'parameter' ? pointer.replace(/\/\d+$/, `/${ownString(value, 'in') ?? ''} ${label}`) : pointer;
}

function livesOf(kind: Deprecable['kind'], at: At): readonly string[] {
  const holder = 'kind' in at.above ? at.above.kind : null;
  // Schemas without a name of their own are not followed.
  if (kind === 'schema' && holder !== 'components' && holder !== 'document') return [];
  // A value is followed by what it is, not by where it stands in its list.
  if (kind === 'enum-value') {
    const schema = 'kind' in at.above ? traceTo(at.above) : at.above.trace;
    const values = [JSON.stringify(at.label), at.label].map((value) => schema + pointerOf('enum', value));
    return values.map((each) => lifeOf(elementKey('enum-value', each)));
  }
  const trace = traceTo(at);
  const followed = at.kind === 'hookOperation' || (kind === 'operation' && at.path === null) ? 'webhook' : kind;
  const traces =
    kind === 'parameter' && holder === 'pathItem'
      ? methodsBelow(at).map((method) => trace.replace('/parameters/', `${pointerOf(method)}/parameters/`))
      : [trace];
  return traces.map((each) => lifeOf(elementKey(followed, each)));
}

/** The last steps to the operations that a parameter of their path has been one of: any that OpenAPI names, and of the others those that are there. */
function methodsBelow({ above }: At): readonly string[] {
  const there = 'kind' in above ? operationsOf(above.value) : [];
  return [...new Set([...METHODS, ...there.flatMap(({ steps }) => steps.slice(-1))])];
}
