import { type Json, own, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { bodiesOf, INFO_OPTION, infoThatFits, propertiesOf } from '../parts.ts';

export default defineLintFunction({
  name: 'closedBody',
  summary: 'The bodies of an operation say whether they take properties that they do not name.',
  options: {
    type: 'object',
    properties: {
      in: { enum: ['request', 'response'] },
      demand: { enum: ['closed', 'open'], description: '`open`: what is not named is let through, and must be' },
      info: INFO_OPTION,
    },
    required: ['in'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    if (infoThatFits(context.document, options) === null) return [];
    return bodiesOf(context, { value: input, path: context.path })
      .filter(({ role, status }) => role === ownString(options, 'in') && !/^[45]/.test(status))
      .filter(({ schema }) => propertiesOf(context.document, schema).length > 0)
      .filter(({ schema: { value } }) => (ownString(options, 'demand') === 'open' ? isClosed(value) : isOpen(value)))
      .map(({ role, schema: { path } }) => ({ message: messageOf(role, options), path, about: role }));
  },
});

function isClosed(schema: Json | undefined): boolean {
  return own(schema, 'additionalProperties') === false || own(schema, 'unevaluatedProperties') === false;
}

function isOpen(schema: Json | undefined): boolean {
  return ['additionalProperties', 'unevaluatedProperties', 'maxProperties'].every(
    (keyword) => own(schema, keyword) === undefined || own(schema, keyword) === true,
  );
}

function messageOf(role: string, options: Json | null): string {
  const body = `the ${role} body`;
  if (ownString(options, 'demand') === 'open') return `${body} takes no property that is not named`;
  return role === 'request' ? `${body} takes any other property` : `${body} may carry any other property`;
}
