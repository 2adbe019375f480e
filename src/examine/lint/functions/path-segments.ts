import { own, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction } from '../define.ts';
import { nameStyle } from '../name-styles.ts';
import { strings, words } from '../parts.ts';

export default defineLintFunction({
  name: 'pathSegments',
  summary: 'The segments of a path are named as wished.',
  options: {
    type: 'object',
    properties: {
      style: { enum: ['kebab', 'camel', 'snake', 'pascal'] },
      forbidden: {
        type: 'array',
        items: { type: 'string' },
        description: 'first words that a segment may not begin with',
      },
      allowed: { type: 'array', items: { type: 'string' }, description: 'segments that are right as they are' },
      first: { type: 'array', items: { type: 'string' }, description: 'segments that a path may not begin with' },
      plural: { type: 'boolean', description: 'a segment before a `{parameter}` is a plural' },
      extension: { type: 'boolean', description: 'false: no file extension' },
      deepest: { type: 'integer', description: 'how many resources may nest' },
    },
    minProperties: 1,
    additionalProperties: false,
  },
  check: (input, options) => {
    if (typeof input !== 'string') return [];
    const segments = input.split('/').filter((segment) => segment !== '');
    const fixed = segments.filter((segment) => !segment.includes('{'));
    const allowed = strings(options, 'allowed');
    const checked = fixed.filter((segment) => !allowed.includes(words(segment)));
    return [
      ...styled(checked, ownString(options, 'style')),
      ...beginning(checked, strings(options, 'forbidden')),
      ...first(segments, strings(options, 'first')),
      ...(own(options, 'plural') === true ? singular(segments, allowed) : []),
      ...(own(options, 'extension') === false ? extended(segments) : []),
      ...deep(segments, own(options, 'deepest')),
    ];
  },
});

function complaint(segment: string, message: string): Complaint {
  return { message: `\`${segment}\` ${message}`, about: segment };
}

function styled(segments: readonly string[], style: string | undefined): Complaint[] {
  const known = nameStyle(style);
  if (known === undefined) return [];
  // A version such as v1.2 and a custom method such as orders:cancel are their authors' decision.
  return segments
    .filter((segment) => !/^v\d+([.-]\d+)*$/.test(segment))
    .filter((segment) => !known.pattern.test(segment.replace(/:[a-zA-Z]+$/, '')))
    .map((segment) => complaint(segment, `is not in ${known.label}`));
}

function beginning(segments: readonly string[], forbidden: readonly string[]): Complaint[] {
  return segments
    .filter((segment) => forbidden.includes(words(segment).split(' ')[0] ?? ''))
    .map((segment) => complaint(segment, 'begins with a verb'));
}

function first(segments: readonly string[], forbidden: readonly string[]): Complaint[] {
  const [one = ''] = segments;
  return forbidden.includes(one) ? [complaint(one, 'is the first segment')] : [];
}

const NOT_COUNTED = /(s|data|info|people|media|feedback|compliance|me|self|by-[a-z-]+|v\d+)$|^(apis?|[a-z]{1,3})$/;

function singular(segments: readonly string[], allowed: readonly string[]): Complaint[] {
  return segments
    .filter((segment, index) => segments[index + 1]?.startsWith('{') === true && !segment.includes('{'))
    .filter((segment) => !NOT_COUNTED.test(segment.toLowerCase()) && !allowed.includes(segment))
    .map((segment) => complaint(segment, 'is a collection with a singular name'));
}

function extended(segments: readonly string[]): Complaint[] {
  // Addresses below /.well-known are given by others (RFC 8615).
  return (segments[0] === '.well-known' ? [] : segments)
    .filter((segment) => /\.(json|xml|pdf|csv|html?|txt|xlsx?|do|aspx?|php|jsp)$/i.test(segment))
    .map((segment) => complaint(segment, 'ends in a file extension'));
}

function deep(segments: readonly string[], deepest: unknown): Complaint[] {
  if (typeof deepest !== 'number') return [];
  const resources = segments.filter((segment) => segment.startsWith('{')).length;
  return resources > deepest
    ? [{ message: `nests ${resources} resources; ${deepest} is the most that reads well` }]
    : [];
}
