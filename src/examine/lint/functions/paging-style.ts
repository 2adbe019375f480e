import { ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { words } from '../parts.ts';

/** What parameters of each way of paging are called. */
const NAMES: { readonly [style: string]: readonly string[] } = {
  cursor: ['cursor', 'after', 'before', 'page token', 'next token', 'starting after', 'ending before', 'page cursor'],
  offset: ['offset', 'skip', 'start index', 'page offset'],
  page: ['page', 'page number', 'page index', 'page no', 'current page'],
};

export default defineLintFunction({
  name: 'pagingStyle',
  summary: 'The name of a query parameter is not that of another way of paging.',
  options: {
    type: 'object',
    properties: { style: { enum: Object.keys(NAMES) } },
    required: ['style'],
    additionalProperties: false,
  },
  check: (input, options) => {
    const wanted = ownString(options, 'style') ?? '';
    if (typeof input !== 'string' || NAMES[wanted]?.includes(words(input)) === true) return [];
    const other = Object.keys(NAMES).find((style) => NAMES[style]?.includes(words(input)) === true);
    return other === undefined ? [] : [{ message: `\`${input}\` pages by ${other}, not by ${wanted}` }];
  },
});
