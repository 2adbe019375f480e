import { defineLintFunction } from '../define.ts';
import { bodiesOf, grouped, strings } from '../parts.ts';

export default defineLintFunction({
  name: 'errorMedia',
  summary: 'Error responses that have a body have it in one of the given media types.',
  options: {
    type: 'object',
    properties: {
      anyOf: { type: 'array', items: { type: 'string' }, minItems: 1, description: 'parts of media types' },
    },
    required: ['anyOf'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    const wanted = strings(options, 'anyOf');
    const bodies = bodiesOf(context, { value: input, path: context.path }).filter(({ status }) => /^[45]/.test(status));
    const byStatus = grouped(bodies, ({ status }) => status);
    const wrong = [...byStatus]
      .filter(([, group]) => !group.some(({ media }) => wanted.some((one) => media.includes(one))))
      .map(([status]) => status);
    return wrong.length === 0
      ? []
      : [{ message: `${wrong.join(', ')} ${wrong.length === 1 ? 'is' : 'are'} not ${wanted[0] ?? ''}` }];
  },
});
