import canonicalize from 'canonicalize';
import { isArray, type Json, type JsonObject } from '../../model/json.ts';

/**
 * Canonical JSON (RFC 8785). `JSON.stringify` writes scalars just so, and the whole in one go: only the keys must be in order. Where an object cannot hold
 * its keys in that order, the library writes them.
 */
export function canonical(value: Json): string {
  try {
    return JSON.stringify(inOrder(value));
  } catch (cause) {
    if (cause instanceof Unsortable) return canonicalize(value) ?? '';
    throw cause;
  }
}

/** An object puts keys that are numbers first, and `__proto__` is no key to set. */
class Unsortable extends Error {}

/** The value with all keys in order. What is in order already is not copied. */
function inOrder(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) {
    const items = value.map(inOrder);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const keys = Object.keys(value);
  return isSorted(keys) ? withMembers(value, keys) : sortedObject(value, keys);
}

function withMembers(value: JsonObject, keys: readonly string[]): JsonObject {
  let copy: Record<string, Json> | null = null;
  for (const key of keys) {
    const before = value[key] ?? null;
    const after = inOrder(before);
    if (after === before) continue;
    if (key === '__proto__') throw new Unsortable();
    copy ??= { ...value };
    copy[key] = after;
  }
  return copy ?? value;
}

function sortedObject(value: JsonObject, keys: string[]): JsonObject {
  const sorted: Record<string, Json> = {};
  for (const key of keys.sort()) {
    if (key === '__proto__') throw new Unsortable();
    sorted[key] = inOrder(value[key] ?? null);
  }
  if (!isSorted(Object.keys(sorted))) throw new Unsortable();
  return sorted;
}

/** By UTF-16 code units, as RFC 8785 §3.2.3 has it and as JavaScript compares. */
function isSorted(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index += 1) if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return false;
  return true;
}
