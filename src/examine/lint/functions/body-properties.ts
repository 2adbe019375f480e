import { isArray, isObject, own, ownArray, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction } from '../define.ts';
import { bodiesOf, endsIn, itemsOf, reachableProperties, strings, words } from '../parts.ts';
import { child } from '../references.ts';

export default defineLintFunction({
  name: 'bodyProperties',
  summary: 'Properties with certain names are not in the bodies of an operation.',
  options: {
    type: 'object',
    properties: {
      in: { enum: ['request', 'response'] },
      statuses: { type: 'array', items: { type: 'string' }, description: 'beginnings of the codes that it is about' },
      names: {
        type: 'array',
        items: { type: 'string' },
        minItems: 1,
        description: 'in lower case, words apart; endings count',
      },
      except: { type: 'array', items: { type: 'string' }, description: 'endings of names that are right' },
      notDescribed: {
        type: 'array',
        items: { type: 'string' },
        description: 'words of a description that say that something else is meant',
      },
      unless: { type: 'array', items: { type: 'object' }, description: 'keywords that make it right' },
    },
    required: ['in', 'names'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    const { document } = context;
    const role = ownString(options, 'in');
    const statuses = strings(options, 'statuses');
    const [names, except] = [strings(options, 'names'), strings(options, 'except')];
    const unless = (ownArray(options, 'unless') ?? []).filter(isObject);
    return bodiesOf(context, { value: input, path: context.path })
      .filter((body) => body.role === role)
      .filter(({ status }) => statuses.length === 0 || statuses.some((one) => status.startsWith(one)))
      .flatMap(({ schema }) => reachableProperties(document, schema))
      .filter(({ key }) => endsIn(key, names) && !endsIn(key, except))
      .filter(({ value }) => {
        const text = words(ownString(value, 'description') ?? '').split(' ');
        return !strings(options, 'notDescribed').some((word) => text.includes(word));
      })
      .filter((property) => {
        const parts = [property, ...itemsOf(document, child(document, property, 'allOf'))];
        return !parts.some(({ value }) => unless.some((keywords) => fits(value, keywords)));
      })
      .map(({ key, path }): Complaint => ({ message: `\`${key}\``, path, about: key }));
  },
});

/** Whether a schema has the keywords. `true` as a value stands for any; types may be lists. */
function fits(schema: unknown, keywords: object): boolean {
  return Object.entries(keywords).every(([key, value]: [string, unknown]) => {
    const written = own(schema, key);
    if (value === true) return written !== undefined && written !== false;
    return written === value || (isArray(written) && written.some((one) => one === value));
  });
}
