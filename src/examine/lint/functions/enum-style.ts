import { isArray, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { fewOf, NAME_STYLES, nameStyle } from '../name-styles.ts';
import { isData } from '../parts.ts';

export default defineLintFunction({
  name: 'enumStyle',
  summary: 'The values of an enum that are words are written in one style.',
  options: {
    type: 'object',
    properties: { style: { enum: Object.keys(NAME_STYLES) } },
    required: ['style'],
    additionalProperties: false,
  },
  check: (input, options, { path }) => {
    const style = nameStyle(ownString(options, 'style'));
    if (!isArray(input) || style === undefined || isData(path.slice(0, -1))) return [];
    const odd = input.filter((value) => typeof value === 'string' && isWord(value) && !style.pattern.test(value));
    return odd.length === 0
      ? []
      : [{ message: `${fewOf(odd.map(String))} ${odd.length === 1 ? 'is' : 'are'} not in ${style.label}` }];
  },
});

/** Codes of others (`en-GB`, `EUR`, `1.0`, `application/json`, `-createdAt`) are written as they are. */
function isWord(value: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*$/.test(value) && !/^[a-z]{2}[-_][A-Z]{2}$|^[A-Z0-9]{1,4}$/.test(value)
  );
}
