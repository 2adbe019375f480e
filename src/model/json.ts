/** A JSON value as read from a contract or a settings file. Parsed input stays `unknown` until a schema or a guard has made it one of these. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. Keys come from other people's documents: read them with `own()`, never with a bare index that could reach the prototype. */
export type JsonObject = { readonly [key: string]: Json };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of an own key, or undefined: `__proto__` and `constructor` are keys like any other. */
export function own(value: unknown, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function ownObject(value: unknown, key: string): JsonObject | undefined {
  const found = own(value, key);
  return isObject(found) ? found : undefined;
}

export function ownArray(value: unknown, key: string): readonly Json[] | undefined {
  const found = own(value, key);
  return isArray(found) ? found : undefined;
}

export function ownString(value: unknown, key: string): string | undefined {
  const found = own(value, key);
  return typeof found === 'string' ? found : undefined;
}
