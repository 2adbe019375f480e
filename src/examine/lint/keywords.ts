import { isArray, isObject, type Json, type JsonObject, own, ownArray, ownString } from '../../model/json.ts';
import { strings } from './parts.ts';

/** What a function that asks a schema for keywords may be told. */
export const KEYWORD_OPTIONS = {
  types: { type: 'array', items: { type: 'string' }, description: 'other types are let through' },
  only: {
    type: 'array',
    items: { type: 'object' },
    description: 'keywords and values; schemas that fit none are let through',
  },
  anyOf: {
    type: 'array',
    items: { type: 'array', items: { type: 'string' }, minItems: 1 },
    minItems: 1,
    description: 'groups of keywords: all of one group must be there',
  },
  formats: { type: 'array', items: { type: 'string' }, description: 'formats that do as well' },
  lacks: { type: 'string', description: 'what to say of a schema that has none' },
} satisfies JsonObject;

/** What to say of a schema that has none of the keywords that the options ask for; null where it has, or is not asked. */
export function lacking(schema: JsonObject, options: Json | null): string | null {
  const types = strings(options, 'types');
  if (types.length > 0 && !isOfType(own(schema, 'type'), types)) return null;
  const only = (ownArray(options, 'only') ?? []).filter(isObject);
  if (only.length > 0 && !only.some((keywords) => fits(schema, keywords))) return null;
  if (strings(options, 'formats').includes(ownString(schema, 'format') ?? '')) return null;
  const groups = (ownArray(options, 'anyOf') ?? []).filter(isArray);
  const has = groups.some((group) =>
    group.every((keyword) => typeof keyword === 'string' && own(schema, keyword) !== undefined),
  );
  return has ? null : (ownString(options, 'lacks') ?? '');
}

function isOfType(written: Json | undefined, types: readonly string[]): boolean {
  const own = isArray(written) ? written : [written];
  return own.some((type) => typeof type === 'string' && types.includes(type));
}

function fits(schema: JsonObject, keywords: JsonObject): boolean {
  return Object.entries(keywords).every(([key, value]) => own(schema, key) === value);
}
