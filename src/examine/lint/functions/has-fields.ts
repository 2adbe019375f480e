import { own } from '../../../model/json.ts';
import { methodIn } from '../../../model/path-item.ts';
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
      body: {
        type: 'boolean',
        description: 'an operation whose method sends a body has `requestBody` as well: POST, PUT, PATCH and QUERY',
      },
      info: INFO_OPTION,
    },
    minProperties: 1,
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, { document, path }) => {
    if (infoThatFits(document, options) === null) return [];
    const has = (field: string): boolean => !['', null, undefined].some((nothing) => own(input, field) === nothing);
    const any = strings(options, 'any');
    const method = methodIn(path.slice(-1)) ?? '';
    const body = own(options, 'body') === true && SENDING.has(method) ? ['requestBody'] : [];
    const missing = [
      ...[...body, ...strings(options, 'all')].filter((field) => !has(field)),
      ...(any.length > 0 && !any.some(has) ? [any.join(' or ')] : []),
    ];
    return missing.length === 0 ? [] : [{ message: `no ${missing.join(', no ')}` }];
  },
});

/** Of a body of GET, HEAD or DELETE nobody knows what it means (RFC 9110 §9.3), and of other methods only who defines them. */
const SENDING: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'QUERY']);
