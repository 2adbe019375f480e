import { isArray, type Json, ownArray, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { parametersOf, requirementsOf, responsesOf } from '../parts.ts';

export default defineLintFunction({
  name: 'declaredStatus',
  summary: 'Of each group of status codes, an operation declares one at least.',
  options: {
    type: 'object',
    properties: {
      groups: {
        type: 'array',
        items: { type: 'array', items: { type: 'string' }, minItems: 1 },
        minItems: 1,
        description: 'the first of each group is the code that messages name; `4XX` is a code of its own',
      },
      when: { enum: ['always', 'secured', 'has-path-parameter', 'has-input'] },
    },
    required: ['groups'],
    additionalProperties: false,
  },
  namesOperation: true,
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
    const missing = groupsOf(options).filter(
      (group) => !group.some((status) => declared.includes(status.toUpperCase())),
    );
    return missing.length === 0 ? [] : [{ message: `no response ${missing.map(([first]) => first).join(' and no ')}` }];
  },
});

function groupsOf(options: Json | null): readonly (readonly string[])[] {
  return (ownArray(options, 'groups') ?? [])
    .filter(isArray)
    .map((group) => group.filter((code) => typeof code === 'string'));
}

function hasBody(operation: unknown): boolean {
  return typeof operation === 'object' && operation !== null && Object.hasOwn(operation, 'requestBody');
}
