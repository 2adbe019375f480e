import { isObject, type Json, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { endsIn, isData, strings, typesOf, words } from '../parts.ts';
import { children } from '../references.ts';

export default defineLintFunction({
  name: 'amountCurrency',
  summary: 'An object with one amount says its currency beside it.',
  options: {
    type: 'object',
    properties: { names: { type: 'array', items: { type: 'string' }, minItems: 1 } },
    required: ['names'],
    additionalProperties: false,
  },
  check: (input, options, { document, path }) => {
    if (!isObject(input) || isData(path)) return [];
    const names = strings(options, 'names');
    const members = children(document, { value: input, path });

    /** Points and miles have no currency. */
    function isOfPoints(schema: Json | undefined): boolean {
      return /\b(points?|miles|rewards?)\b/i.test(ownString(schema, 'description') ?? '');
    }
    // A currency may be said anywhere beside the amount, also in an object of its own.
    if (members.some(({ key }) => /curren|ccy|amount type|denominat/.test(words(key)))) return [];
    return members
      .filter((member) => endsIn(member.key, names) && !isOfPoints(member.value))
      .filter((member) =>
        typesOf(document, member).some((type) => type !== 'object' && type !== 'array' && type !== 'boolean'),
      )
      .slice(0, 1)
      .map(({ key }) => ({ message: `\`${key}\` has no currency beside it`, path: [...path, key] }));
  },
});
