import { own } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { INFO_OPTION, infoThatFits, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'hasFields',
  summary: 'An object has all of some fields, and one at least of others.',
  options: {
    type: 'object',
    properties: {
      all: { type: 'array', items: { type: 'string' } },
      any: { type: 'array', items: { type: 'string' } },
      info: INFO_OPTION,
    },
    minProperties: 1,
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, { document }) => {
    if (infoThatFits(document, options) === null) return [];
    const has = (field: string): boolean => !['', null, undefined].some((nothing) => own(input, field) === nothing);
    const any = strings(options, 'any');
    const missing = [
      ...strings(options, 'all').filter((field) => !has(field)),
      ...(any.length > 0 && !any.some(has) ? [any.join(' or ')] : []),
    ];
    return missing.length === 0 ? [] : [{ message: `no ${missing.join(', no ')}` }];
  },
});
