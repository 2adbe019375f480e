import { defineLintFunction } from '../define.ts';
import { bodiesOf, typesOf } from '../parts.ts';

export default defineLintFunction({
  name: 'topLevelObject',
  summary: 'JSON bodies of successful responses are objects.',
  options: null,
  namesOperation: true,
  check: (input, _options, context) =>
    bodiesOf(context, { value: input, path: context.path })
      .filter(
        ({ role, status, media }) => role === 'response' && status.startsWith('2') && /json|\*\/\*|^$/.test(media),
      )
      .filter(({ schema }) => typesOf(context.document, schema).includes('array'))
      .map(({ status, schema }) => ({ message: `response ${status} is a list at its top`, path: schema.path })),
});
