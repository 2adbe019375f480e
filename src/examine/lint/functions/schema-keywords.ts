import { isArray, isObject, type Json, own, ownArray, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { isData, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'schemaKeywords',
  summary: 'A schema, of certain types or of any, has one at least of several keywords.',
  options: {
    type: 'object',
    properties: {
      types: { type: 'array', items: { type: 'string' }, description: 'other types are let through' },
      anyOf: {
        type: 'array',
        items: { type: 'array', items: { type: 'string' }, minItems: 1 },
        minItems: 1,
        description: 'groups of keywords: all of one group must be there',
      },
      formats: { type: 'array', items: { type: 'string' }, description: 'formats that do as well' },
      lacks: { type: 'string', description: 'what to say of a schema that has none' },
    },
    required: ['anyOf', 'lacks'],
    additionalProperties: false,
  },
  check: (input, options, { path }) => {
    if (!isObject(input) || isData(path) || own(input, '$ref') !== undefined) return [];
    const types = strings(options, 'types');
    if (types.length > 0 && !isOfType(own(input, 'type'), types)) return [];
    if (strings(options, 'formats').includes(ownString(input, 'format') ?? '')) return [];
    const groups = (ownArray(options, 'anyOf') ?? []).filter(isArray);
    const has = groups.some((group) =>
      group.every((keyword) => typeof keyword === 'string' && own(input, keyword) !== undefined),
    );
    return has ? [] : [{ message: ownString(options, 'lacks') ?? '' }];
  },
});

function isOfType(written: Json | undefined, types: readonly string[]): boolean {
  const own = isArray(written) ? written : [written];
  return own.some((type) => typeof type === 'string' && types.includes(type));
}
