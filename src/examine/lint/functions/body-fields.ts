import { isArray, own, ownArray, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction } from '../define.ts';
import { type Body, bodiesOf, endsIn, propertiesOf, strings, typesOf, words } from '../parts.ts';

export default defineLintFunction({
  name: 'bodyFields',
  summary: 'The bodies of an operation have certain properties at their top.',
  options: {
    type: 'object',
    properties: {
      in: { enum: ['request', 'response'] },
      statuses: { type: 'array', items: { type: 'string' }, description: 'beginnings of the codes that it is about' },
      groups: {
        type: 'array',
        items: { type: 'array', items: { type: 'string' }, minItems: 1 },
        minItems: 1,
        description: 'of each group one must be there; `tppMessages` stands for tpp_messages as well',
      },
      media: { type: 'array', items: { type: 'string' }, description: 'parts of the media types that it is about' },
      exceptMedia: { type: 'array', items: { type: 'string' }, description: 'parts of media types that are right' },
      lists: { type: 'boolean', description: 'only bodies that hold a list at their top' },
    },
    required: ['in', 'groups'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    const { document } = context;
    const [statuses, media, except] = [
      strings(options, 'statuses'),
      strings(options, 'media'),
      strings(options, 'exceptMedia'),
    ];
    const groups = (ownArray(options, 'groups') ?? [])
      .filter(isArray)
      .map((group) => group.filter((name) => typeof name === 'string'));
    return bodiesOf(context, { value: input, path: context.path })
      .filter(({ role }) => role === ownString(options, 'in'))
      .filter(({ status }) => statuses.length === 0 || statuses.some((one) => status.startsWith(one)))
      .filter((body) => media.length === 0 || media.some((part) => body.media.includes(part)))
      .filter((body) => !except.some((part) => body.media.includes(part)))
      .flatMap(({ role, status, schema }): Complaint[] => {
        const properties = propertiesOf(document, schema);
        // A body that says nothing of its properties (a choice, a list, no schema at all) is for other rules.
        if (properties.length === 0) return [];
        const holdsList = properties.some(
          (property) => !endsIn(property.key, ASIDE) && typesOf(document, property).includes('array'),
        );
        if (own(options, 'lists') === true && !holdsList) return [];
        const names = new Set(properties.map(({ key }) => words(key)));
        const missing = groups.filter((group) => !group.some((name) => names.has(words(name))));
        if (missing.length === 0) return [];
        const where = nameOf(role, status, schema.path[0] !== 'paths');
        return [
          {
            message: `${where} has no ${missing.map((group) => listed(group)).join(', and no ')}`,
            path: schema.path,
            about: where,
          },
        ];
      });
  },
});

/** Lists that come along with what was asked for, and have no pages. */
const ASIDE = ['errors', 'warnings', 'messages', 'links'];

/** A definition may be the body of many answers, and is told of once. */
function nameOf(role: Body['role'], status: string, shared: boolean): string {
  if (role === 'request') return 'the request body';
  if (!shared) return `response ${status}`;
  return /^[45]/.test(status) ? 'an error body' : 'a response body';
}

function listed(group: readonly string[]): string {
  return group.length > 3 ? `${group.slice(0, 2).join(', ')} or the like` : group.join(' or ');
}
