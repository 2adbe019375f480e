import { ownArray, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { strings } from '../parts.ts';

export default defineLintFunction({
  name: 'declaredTags',
  summary: 'The tags of an operation are declared for the whole API.',
  options: null,
  namesOperation: true,
  check: (input, _options, { document, path }) => {
    const declared = (ownArray(document, 'tags') ?? []).map((tag) => ownString(tag, 'name'));
    return strings(input, 'tags')
      .map((tag, index) => ({ tag, index }))
      .filter(({ tag }) => !declared.includes(tag))
      .map(({ tag, index }) => ({
        message: `\`${tag}\` is not declared under \`tags\``,
        path: [...path, 'tags', index],
      }));
  },
});
