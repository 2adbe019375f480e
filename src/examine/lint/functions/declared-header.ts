import { own, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type FunctionContext } from '../define.ts';
import { bodiesOf, parametersOf, propertiesOf, responsesOf, strings, words } from '../parts.ts';
import { child, children, type Placed } from '../references.ts';

export default defineLintFunction({
  name: 'declaredHeader',
  summary: 'An operation declares one of the given headers, in its request or in its responses.',
  options: {
    type: 'object',
    properties: {
      anyOf: { type: 'array', items: { type: 'string' }, minItems: 1 },
      in: { enum: ['request', 'response'] },
      statuses: { type: 'string', description: 'the codes of the responses that it is about, by their beginning' },
      required: { type: 'boolean', description: 'a request header that may be left out does not count' },
      orProperty: { type: 'array', items: { type: 'string' }, description: 'a property of the body does as well' },
    },
    required: ['anyOf', 'in'],
    additionalProperties: false,
  },
  check: (input, options, context) => {
    const operation = { value: input, path: context.path };
    const names = strings(options, 'anyOf');
    if (ownString(options, 'in') === 'response') {
      return inResponses(context, operation, names, ownString(options, 'statuses') ?? '');
    }
    if (bodyHas(context, operation, strings(options, 'orProperty'))) return [];
    const found = parametersOf(context, operation).find(
      (parameter) => parameter.in === 'header' && isOneOf(parameter.name, names),
    );
    if (found === undefined) return [{ message: `no request header ${listed(names)}` }];
    const optional = own(options, 'required') === true && own(found.value, 'required') !== true;
    return optional ? [{ message: `the request header ${found.name} may be left out` }] : [];
  },
});

function inResponses(
  context: FunctionContext,
  operation: Placed,
  names: readonly string[],
  statuses: string,
): Complaint[] {
  return responsesOf(context, operation)
    .filter(({ key }) => key.startsWith(statuses))
    .filter((response) => {
      const headers = children(context.document, child(context.document, response, 'headers'));
      return !headers.some(({ key }) => isOneOf(key, names));
    })
    .map((response) => ({ message: `response ${response.key} has no header ${listed(names)}`, path: response.path }));
}

function bodyHas(context: FunctionContext, operation: Placed, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  return bodiesOf(context, operation)
    .filter(({ role }) => role === 'request')
    .some(({ schema }) => propertiesOf(context.document, schema).some(({ key }) => names.includes(words(key))));
}

/** Header names do not mind case (RFC 9110 §5.1). */
function isOneOf(name: string, names: readonly string[]): boolean {
  return names.some((one) => one.toLowerCase() === name.toLowerCase());
}

function listed(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} or the like` : names.join(' or ');
}
