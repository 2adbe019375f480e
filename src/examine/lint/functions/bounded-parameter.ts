import { isObject, own, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { endsIn, strings } from '../parts.ts';
import { child } from '../references.ts';

export default defineLintFunction({
  name: 'boundedParameter',
  summary: 'A query parameter with a certain name has a maximum, or lists its values.',
  options: {
    type: 'object',
    properties: {
      names: { type: 'array', items: { type: 'string' }, minItems: 1, description: 'in lower case, words apart' },
    },
    required: ['names'],
    additionalProperties: false,
  },
  check: (input, options, { document, path }) => {
    const name = ownString(input, 'name');
    if (!isObject(input) || name === undefined || own(input, 'in') !== 'query') return [];
    if (!endsIn(name, strings(options, 'names'))) return [];
    const schema = child(document, { value: input, path }, 'schema').value;
    const bounds = ['maximum', 'exclusiveMaximum', 'enum', 'pattern', 'maxLength'];
    const bounded = bounds.some((keyword) => own(input, keyword) !== undefined || own(schema, keyword) !== undefined);
    return bounded ? [] : [{ message: `\`${name}\` has no maximum` }];
  },
});
