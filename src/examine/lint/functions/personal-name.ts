import { defineLintFunction } from '../define.ts';
import { endsIn, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'personalName',
  summary: 'A name does not say that personal or secret data stands there.',
  options: {
    type: 'object',
    properties: {
      names: { type: 'array', items: { type: 'string' }, minItems: 1, description: 'in lower case, words apart' },
      masked: { type: 'array', items: { type: 'string' }, description: 'words that say the value is hidden' },
    },
    required: ['names'],
    additionalProperties: false,
  },
  check: (input, options) => {
    if (typeof input !== 'string' || !endsIn(input, strings(options, 'names'))) return [];
    const hidden = strings(options, 'masked').some((word) => input.toLowerCase().includes(word));
    return hidden ? [] : [{ message: `\`${input}\` names personal or secret data` }];
  },
});
