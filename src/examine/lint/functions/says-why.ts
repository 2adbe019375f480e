import { own, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { strings, words } from '../parts.ts';

export default defineLintFunction({
  name: 'saysWhy',
  summary: 'A summary or description holds one of some words, or a field of its own says it.',
  options: {
    type: 'object',
    properties: {
      words: {
        type: 'array',
        items: { type: 'string' },
        minItems: 1,
        description: 'beginnings of words, in lower case',
      },
      fields: { type: 'array', items: { type: 'string' }, description: 'fields that say it as well' },
    },
    required: ['words'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options) => {
    if (strings(options, 'fields').some((field) => own(input, field) !== undefined)) return [];
    const text = words(`${ownString(input, 'summary') ?? ''} ${ownString(input, 'description') ?? ''}`);
    const said = strings(options, 'words').some((word) => text.startsWith(word) || text.includes(` ${word}`));
    return said ? [] : [{ message: 'it does not say' }];
  },
});
