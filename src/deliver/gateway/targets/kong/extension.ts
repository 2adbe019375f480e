import { isArray, isObject, type Json, type JsonObject, own, ownString } from '../../../../model/json.ts';
import { pointerOf, pointerOfReference, valueAt } from '../../../../model/pointer.ts';
import { refuse } from '../../place.ts';
import type { Conversion } from './options.ts';

type Reader = Pick<Conversion, 'document' | 'where'>;

/** An `x-kong-…` object of a node, or null. It may be a `$ref` into `#/components/x-kong/`, followed once. */
export function kongObject(reader: Reader, node: JsonObject, key: string, pointer: string): JsonObject | null {
  const value = own(node, key);
  if (value === undefined || value === null) return null;
  const at = pointer + pointerOf(key);
  return isObject(value) ? dereferenced(reader, value, at) : notAnObject(reader, key, at);
}

/** The `x-kong-name` of a node; empty counts as absent. */
export function kongName(reader: Reader, node: JsonObject, pointer: string): string | null {
  const value = own(node, 'x-kong-name');
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  return refuse(reader.where, pointer + pointerOf('x-kong-name'), '`x-kong-name` must be a string', 'write a name');
}

/** The document's `x-kong-tags`. */
export function kongTags(reader: Reader): string[] {
  const value: Json = own(reader.document, 'x-kong-tags') ?? [];
  const tags = isArray(value) ? value.filter((tag) => typeof tag === 'string') : [];
  if (isArray(value) && tags.length === value.length) return tags;
  return refuse(reader.where, '/x-kong-tags', '`x-kong-tags` must be an array of strings', 'write a list of names');
}

function dereferenced(reader: Reader, value: JsonObject, at: string): JsonObject {
  const reference = ownString(value, '$ref');
  if (reference === undefined) return value;
  if (!reference.startsWith('#/components/x-kong/'))
    return refuse(
      reader.where,
      at,
      `all 'x-kong-...' references must be at '#/components/x-kong/...', and this is ${reference}`,
      'move the definition below components.x-kong',
    );
  const found = valueAt(reader.document, pointerOfReference(reference) ?? '');
  if (isObject(found)) return found;
  return refuse(reader.where, at, `no object stands at ${reference}`, 'check the spelling of the reference');
}

function notAnObject(reader: Reader, key: string, at: string): never {
  return refuse(reader.where, at, `\`${key}\` must be an object`, 'see docs/gateways/kong.md');
}
