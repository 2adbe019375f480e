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
      body: {
        type: 'boolean',
        description:
          'an operation has `requestBody` as well, unless its method sends no body: GET, HEAD, DELETE, OPTIONS, TRACE and CONNECT',
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
    const method = String(path.at(-1)).toUpperCase();
    const body = own(options, 'body') === true && !BODILESS.has(method) ? ['requestBody'] : [];
    const missing = [
      ...[...body, ...strings(options, 'all')].filter((field) => !has(field)),
      ...(any.length > 0 && !any.some(has) ? [any.join(' or ')] : []),
    ];
    return missing.length === 0 ? [] : [{ message: `no ${missing.join(', no ')}` }];
  },
});

/** The methods of RFC 9110, §9.3, of whose bodies nobody knows what they mean. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
