import { isObject, own } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { KEYWORD_OPTIONS, lacking } from '../keywords.ts';
import { isData } from '../parts.ts';

export default defineLintFunction({
  name: 'schemaKeywords',
  summary: 'A schema, of certain types or of any, has one at least of several keywords.',
  options: {
    type: 'object',
    properties: KEYWORD_OPTIONS,
    required: ['anyOf', 'lacks'],
    additionalProperties: false,
  },
  check: (input, options, { path }) => {
    if (!isObject(input) || isData(path) || own(input, '$ref') !== undefined) return [];
    const message = lacking(input, options);
    return message === null ? [] : [{ message }];
  },
});
