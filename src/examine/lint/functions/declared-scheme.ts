import { own, ownObject, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { securitySchemes, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'declaredScheme',
  summary: 'An API has a security scheme of a certain kind, or a field that says the same.',
  options: {
    type: 'object',
    properties: {
      types: { type: 'array', items: { type: 'string' }, minItems: 1 },
      field: { type: 'string', description: 'a field of a scheme or of `info` that does as well' },
    },
    required: ['types'],
    additionalProperties: false,
  },
  check: (input, options, context) => {
    const schemes = [...securitySchemes(context).values()].map(({ value }) => value);
    // Where nothing is said of security at all, that is for sec-declared to tell.
    if (schemes.length === 0) return [];
    const types = strings(options, 'types');
    const field = ownString(options, 'field');
    const holders = [...schemes, ownObject(input, 'info')];
    const has =
      schemes.some((scheme) => types.includes(ownString(scheme, 'type') ?? '')) ||
      (field !== undefined && holders.some((holder) => own(holder, field) !== undefined));
    return has ? [] : [{ message: `no security scheme of type ${types.join(' or ')}` }];
  },
});
