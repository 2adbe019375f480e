import { type Child, GRAMMAR, type Kind } from './contract-grammar.ts';
import { isArray, isObject, type Json, type JsonObject, ownString } from './json.ts';
import { pointerOf, pointerOfReference, valueAt } from './pointer.ts';
import { traceBelow } from './trace.ts';

/** Where a walk through a contract is: a value, its kind, the last name that led to it, and the operation around it. */
export type At = {
  readonly value: Json;
  readonly kind: Kind;
  /** The segments that lead here from `above`. */
  readonly steps: readonly string[];
  /** What it stands in; or, where the walk began or a reference was followed, the place itself. */
  readonly above: At | Origin;
  readonly label: string;
  readonly method: string | null;
  readonly path: string | null;
};

/** A place by its pointer, and its trace (`trace.ts`). */
export type Origin = { readonly pointer: string; readonly trace: string };

export function documentAt(document: JsonObject): At {
  const above = { pointer: '', trace: '' };
  return { value: document, kind: 'document', steps: [], above, label: '', method: null, path: null };
}

/** What stands below a place, as far as it may have a life of its own, in the order of the document. Only path items behind references are followed. */
export function childrenOf(document: JsonObject, at: At): readonly At[] {
  const { value } = at;
  if (!isObject(value)) return [];
  const grammar = GRAMMAR[at.kind];
  return Object.keys(value).flatMap((key) => {
    const child = grammar.get(key) ?? grammar.get('*');
    return child === undefined
      ? []
      : expanded(at, key, value[key] ?? null, child).map((next) =>
          next.kind === 'pathItem' ? referenced(document, next) : next,
        );
  });
}

export function pointerTo({ above, steps }: At): string {
  return ('kind' in above ? pointerTo(above) : above.pointer) + pointerOf(...steps);
}

/** The same for the same thing in other words: `trace.ts`. */
export function traceTo(at: At): string {
  const { above } = at;
  return 'kind' in above ? traceBelow(traceTo(above), above.kind, at) : above.trace;
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
    method: kind === 'operation' ? name.toUpperCase() : around.method,
  }));
}

/** A path item behind `$ref`s, at its own place; a chain that leads nowhere stays as it is. */
function referenced(document: JsonObject, at: At): At {
  const target = followed(document, at.value);
  if (target === null || target.pointer === null) return at;
  return { ...at, value: target.value, steps: [], above: { pointer: target.pointer, trace: traceTo(at) } };
}

/** What a chain of `$ref`s within the document leads to, and where that stands: null for the value itself. Null for a chain that leads nowhere, or out. */
export function followed(
  document: JsonObject,
  value: Json,
): { readonly value: Json; readonly pointer: string | null } | null {
  const visited = new Set<string>();
  let found: { readonly value: Json; readonly pointer: string | null } = { value, pointer: null };
  for (let reference = ownString(value, '$ref'); reference !== undefined; reference = ownString(found.value, '$ref')) {
    const pointer = pointerOfReference(reference);
    const target = pointer === null || visited.has(pointer) ? undefined : valueAt(document, pointer);
    if (pointer === null || target === undefined) return null;
    visited.add(pointer);
    found = { value: target, pointer };
  }
  return found;
}
