import type { JsonObject } from '../../model/json.ts';

/** A copy of an object that lacks some keys. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
