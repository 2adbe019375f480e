import { own, ownString } from '../../../model/json.ts';
import { isDeprecated, OWN_FIELDS } from '../../../model/lifecycle-fields.ts';
import { type Complaint, defineLintFunction, type FunctionContext } from '../define.ts';
import {
  bodiesOf,
  FIELDS_OPTION,
  fieldsIn,
  INFO_OPTION,
  infoThatFits,
  parametersOf,
  propertiesOf,
  responsesOf,
  strings,
  words,
} from '../parts.ts';
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
      info: INFO_OPTION,
      deprecated: { type: 'boolean', description: 'only where the operation is deprecated, by whatever name' },
      [OWN_FIELDS]: FIELDS_OPTION,
      every: { type: 'boolean', description: 'all of the headers, not one of them' },
      when: {
        type: 'array',
        items: { type: 'string' },
        description: 'only where one of these request headers is declared',
      },
      orProperty: { type: 'array', items: { type: 'string' }, description: 'a property of the body does as well' },
    },
    required: ['anyOf', 'in'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    const operation = { value: input, path: context.path };
    const names = strings(options, 'anyOf');
    if (infoThatFits(context.document, options) === null) return [];
    if (own(options, 'deprecated') === true && !isDeprecated(input, fieldsIn(options))) return [];
    if (ownString(options, 'in') === 'response') {
      return inResponses(context, operation, names, ownString(options, 'statuses') ?? '');
    }
    if (bodyHas(context, operation, strings(options, 'orProperty'))) return [];
    const headers = parametersOf(context, operation).filter((parameter) => parameter.in === 'header');
    const when = strings(options, 'when');
    if (when.length > 0 && !headers.some(({ name }) => isOneOf(name, when))) return [];
    const alternatives = own(options, 'every') === true ? names.map((name) => [name]) : [names];
    const about = (group: readonly string[]) => (alternatives.length === 1 ? {} : { about: listed(group) });
    return alternatives.flatMap((group): Complaint[] => {
      const found = headers.find(({ name }) => isOneOf(name, group));
      if (found === undefined) return [{ message: `no request header ${listed(group)}`, ...about(group) }];
      const optional = own(options, 'required') === true && own(found.value, 'required') !== true;
      return optional ? [{ message: `the request header ${found.name} may be left out`, ...about(group) }] : [];
    });
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
