import { ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction } from '../define.ts';
import { bodiesOf, grouped, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'bodyMedia',
  summary: 'The bodies of an operation are offered in one of the given media types.',
  options: {
    type: 'object',
    properties: {
      in: { enum: ['request', 'response'] },
      statuses: { type: 'array', items: { type: 'string' }, description: 'beginnings of the codes that it is about' },
      instead: {
        type: 'array',
        items: { type: 'string' },
        description: 'only bodies that are offered in one of these media types',
      },
      anyOf: { type: 'array', items: { type: 'string' }, minItems: 1, description: 'parts of media types' },
    },
    required: ['in', 'anyOf'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    const [wanted, statuses, instead] = [
      strings(options, 'anyOf'),
      strings(options, 'statuses'),
      strings(options, 'instead'),
    ];
    const bodies = bodiesOf(context, { value: input, path: context.path })
      .filter(({ role }) => role === ownString(options, 'in'))
      .filter(({ status }) => statuses.length === 0 || statuses.some((one) => status.startsWith(one)));
    const wrong = [...grouped(bodies, ({ status }) => status)]
      .filter(([, group]) => instead.length === 0 || group.some(({ media }) => isOneOf(media, instead)))
      .filter(([, group]) => !group.some(({ media }) => wanted.some((one) => media.includes(one))))
      .map(([status]) => (status === '' ? 'the request' : status))
      // Readers of YAML disagree on the order of keys that are numbers.
      .sort();
    return wrong.length === 0 ? [] : [complaint(wrong, wanted)];
  },
});

/** In Swagger 2.0 a body has a list of media types, joined by commas. */
function isOneOf(media: string, wanted: readonly string[]): boolean {
  return media.split(',').some((one) => wanted.includes(one.split(';')[0]?.trim() ?? ''));
}

function complaint(wrong: readonly string[], wanted: readonly string[]): Complaint {
  return { message: `${wrong.join(', ')} ${wrong.length === 1 ? 'is' : 'are'} not ${wanted.join(' or ')}` };
}
