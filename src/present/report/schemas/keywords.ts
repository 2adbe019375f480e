import type { Json, JsonObject } from '../../../model/json.ts';

type Properties = { readonly [key: string]: JsonObject };

/** An object whose properties are all required, but for the optional ones. Unknown keys are allowed: output is additive within a major. */
export function object(properties: Properties, optional: Properties = {}): JsonObject {
  return { type: 'object', required: Object.keys(properties), properties: { ...properties, ...optional } };
}

export function list(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

export function nullable(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: 'null' }] };
}

/** A definition of `definitions.ts`, by name. */
export function ref(name: string): JsonObject {
  return { $ref: `#/$defs/${name}` };
}

export function oneOf(...values: readonly Json[]): JsonObject {
  return { enum: values };
}

export const TEXT: JsonObject = { type: 'string' };
/** An id or a name: never empty. */
export const NAME: JsonObject = { type: 'string', minLength: 1 };
export const COUNT: JsonObject = { type: 'integer', minimum: 0 };
/** Lines and columns count from 1. */
export const ORDINAL: JsonObject = { type: 'integer', minimum: 1 };
export const SHA256: JsonObject = { type: 'string', pattern: '^[0-9a-f]{64}$' };
/** A full commit id, SHA-1 or SHA-256. */
export const COMMIT: JsonObject = { type: 'string', pattern: '^([0-9a-f]{40}|[0-9a-f]{64})$' };
/** RFC 6901; the whole document is the empty string. */
export const POINTER: JsonObject = { type: 'string', pattern: '^(/|$)' };

export function described(description: string, schema: JsonObject): JsonObject {
  return { description, ...schema };
}
