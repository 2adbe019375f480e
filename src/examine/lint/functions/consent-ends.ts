import { defineLintFunction } from '../define.ts';
import { endsIn, reachableProperties, strings, typesOf } from '../parts.ts';

export default defineLintFunction({
  name: 'consentEnds',
  summary: 'A schema of a consent has a property that says when it ends.',
  options: {
    type: 'object',
    properties: {
      names: { type: 'array', items: { type: 'string' }, minItems: 1, description: 'in lower case, words apart' },
    },
    required: ['names'],
    additionalProperties: false,
  },
  check: (input, options, { document, path }) => {
    const schema = { value: input, path };
    if (!typesOf(document, schema).includes('object')) return [];
    const names = strings(options, 'names');
    const ends = reachableProperties(document, schema).some(({ key }) => endsIn(key, names));
    return ends ? [] : [{ message: `\`${String(path.at(-1))}\` has no property that says when the consent ends` }];
  },
});
