import { defineLintFunction, type FunctionContext } from '../define.ts';
import { type Body, bodiesOf, endsIn, parametersOf, propertiesOf, strings, typesOf } from '../parts.ts';

export default defineLintFunction({
  name: 'pagedList',
  summary: 'An operation that returns a list lets the caller limit it.',
  options: {
    type: 'object',
    properties: {
      parameters: {
        type: 'array',
        items: { type: 'string' },
        minItems: 1,
        description: 'endings of names, in lower case',
      },
      lists: { type: 'array', items: { type: 'string' }, description: 'properties that hold the list of an envelope' },
    },
    required: ['parameters', 'lists'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    const operation = { value: input, path: context.path };
    const names = strings(options, 'parameters');
    if (parametersOf(context, operation).some((parameter) => endsIn(parameter.name, names))) return [];
    const bodies = bodiesOf(context, operation);
    // A QUERY says in its body what it wants.
    const asked = bodies.filter(({ role }) => role === 'request');
    if (asked.flatMap(({ schema }) => propertiesOf(context.document, schema)).some(({ key }) => endsIn(key, names)))
      return [];
    const lists = strings(options, 'lists');
    const unbounded = bodies
      .filter(({ role, status }) => role === 'response' && status.startsWith('2'))
      .some((body) => isList(context, body, lists));
    return unbounded ? [{ message: 'it returns a list, and no parameter limits it' }] : [];
  },
});

function isList(context: FunctionContext, { schema }: Body, lists: readonly string[]): boolean {
  if (typesOf(context.document, schema).includes('array')) return true;
  return propertiesOf(context.document, schema).some(
    (property) => lists.includes(property.key.toLowerCase()) && typesOf(context.document, property).includes('array'),
  );
}
