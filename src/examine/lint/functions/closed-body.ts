import { own, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { bodiesOf, INFO_OPTION, infoThatFits, propertiesOf } from '../parts.ts';

export default defineLintFunction({
  name: 'closedBody',
  summary: 'The bodies of an operation say whether they take properties that they do not name.',
  options: {
    type: 'object',
    properties: { in: { enum: ['request', 'response'] }, info: INFO_OPTION },
    required: ['in'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    if (infoThatFits(context.document, options) === null) return [];
    return bodiesOf(context, { value: input, path: context.path })
      .filter(({ role, status }) => role === ownString(options, 'in') && !/^[45]/.test(status))
      .filter(({ schema }) => propertiesOf(context.document, schema).length > 0)
      .filter(({ schema: { value } }) =>
        ['additionalProperties', 'unevaluatedProperties', 'maxProperties'].every(
          (keyword) => own(value, keyword) === undefined || own(value, keyword) === true,
        ),
      )
      .map(({ role, schema: { path } }) => ({
        message:
          role === 'request'
            ? 'the request body takes any other property'
            : 'the response body may carry any other property',
        path,
        about: role,
      }));
  },
});
