import type { Contract, Dialect } from '../../../model/contract.ts';
import { type Json, type JsonObject, isObject, own, ownString } from '../../../model/json.ts';
import { pointerOfReference, valueAt } from '../../../model/pointer.ts';

/** A value together with where it stands, after references were followed. `name` is that of the component it was found in, if any. */
export type Place<T extends Json = Json> = {
  readonly pointer: string;
  readonly value: T;
  readonly name: string | null;
};

/** One of the two contracts, with the only function of this room that follows a `$ref`. */
export type Source = {
  readonly contract: Contract;
  readonly dialect: Dialect;
  readonly resolve: (value: Json | undefined, pointer: string) => Place | null;
};

export function sourceOf(contract: Contract): Source {
  const targets = new Map<string, Place | null>();
  const resolve = (value: Json | undefined, pointer: string): Place | null => {
    const reference = ownString(value, '$ref');
    if (value === undefined) return null;
    if (reference === undefined) return { pointer, value, name: null };
    const known = targets.get(reference);
    if (known !== undefined) return known;
    const target = follow(contract.document, reference);
    targets.set(reference, target);
    return target;
  };
  return { contract, dialect: contract.dialect, resolve };
}

/** The object at a place, or null where something else stands. */
export function objectAt(source: Source, value: Json | undefined, pointer: string): Place<JsonObject> | null {
  const place = source.resolve(value, pointer);
  return place !== null && isObject(place.value) ? { ...place, value: place.value } : null;
}

function follow(document: JsonObject, reference: string): Place | null {
  const seen = new Set<string>();
  let pointer = pointerOfReference(reference);
  for (;;) {
    if (pointer === null || seen.has(pointer)) return null;
    seen.add(pointer);
    const value = valueAt(document, pointer);
    if (value === undefined) return null;
    const next = own(value, '$ref');
    if (typeof next !== 'string') return { pointer, value, name: componentName(pointer) };
    pointer = pointerOfReference(next);
  }
}

const COMPONENT = /^\/(?:components\/[^/]+|definitions|parameters|responses)\/([^/]+)$/;

function componentName(pointer: string): string | null {
  return COMPONENT.exec(pointer)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~') ?? null;
}
