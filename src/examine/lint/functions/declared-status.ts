import { ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { parametersOf, requirementsOf, responsesOf, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'declaredStatus',
  summary: 'An operation declares a response with one of the given status codes.',
  options: {
    type: 'object',
    properties: {
      anyOf: { type: 'array', items: { type: 'string' }, minItems: 1, description: 'codes; `4XX` is a code of its own' },
      when: { enum: ['always', 'secured', 'has-path-parameter', 'has-input'] },
    },
    required: ['anyOf'],
    additionalProperties: false,
  },
  check: (input, options, context) => {
    const operation = { value: input, path: context.path };
    const parameters = parametersOf(context, operation);
    const applies: { readonly [when: string]: () => boolean } = {
      secured: () => (requirementsOf(context, operation) ?? []).length > 0,
      'has-path-parameter': () => parameters.some((parameter) => parameter.in === 'path'),
      'has-input': () => parameters.some((parameter) => parameter.in !== 'header') || hasBody(input),
    };
    if (applies[ownString(options, 'when') ?? 'always']?.() === false) return [];
    const declared = responsesOf(context, operation).map(({ key }) => key.toUpperCase());
    const wanted = strings(options, 'anyOf');
    if (wanted.some((status) => declared.includes(status.toUpperCase()))) return [];
    return [{ message: `no response ${wanted.join(' or ')}` }];
  },
});

function hasBody(operation: unknown): boolean {
  return typeof operation === 'object' && operation !== null && Object.hasOwn(operation, 'requestBody');
}
