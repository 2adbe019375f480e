import type { Deprecable } from '../../model/deprecation.ts';
import type { Kind } from '../../model/contract-grammar.ts';
import { METHODS } from '../../model/contract.ts';
import { type At, childrenOf, documentAt, pointerTo, traceTo } from '../../model/contract-walk.ts';
import { elementKey, lifeOf } from '../../model/history.ts';
import { isObject, type JsonObject, ownString } from '../../model/json.ts';
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
    for (const next of childrenOf(document, at)) visit(next);
  };
  visit(documentAt(document));
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
    return { what, value, key: withoutParameterNames(operation), name: operation, lives: livesOf(kind, at) };
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
    lives: livesOf(kind, at),
  };
}

function livesOf(kind: Deprecable['kind'], at: At): readonly string[] {
  const holder = 'kind' in at.above ? at.above.kind : null;
  // Schemas without a name of their own are not followed.
  if (kind === 'schema' && holder !== 'components' && holder !== 'document') return [];
  const trace = traceTo(at);
  const followed = at.kind === 'hookOperation' || (kind === 'operation' && at.path === null) ? 'webhook' : kind;
  const traces =
    kind === 'parameter' && holder === 'pathItem'
      ? METHODS.map((method) => trace.replace('/parameters/', `/${method}/parameters/`))
      : [trace];
  return traces.map((each) => lifeOf(elementKey(followed, each)));
}
