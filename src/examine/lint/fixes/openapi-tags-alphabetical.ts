import { isArray, ownString } from '../../../model/json.ts';
import { valueAt } from '../../../model/pointer.ts';
import { defineFix } from '../define.ts';
import { inOrder } from '../undeclared-tags.ts';

export default defineFix({
  rule: 'openapi-tags-alphabetical',
  does: 'sorts the tags; comments directly above a tag go with it',
  edits: ({ document, at }) => {
    const tags = valueAt(document, '/tags');
    if (!isArray(tags)) return null;
    const names = tags.map((tag) => ownString(tag, 'name') ?? '');
    const order = [...names.keys()].sort((left, right) => inOrder(names[left] ?? '', names[right] ?? ''));
    return [{ file: at.file, kind: 'reorder', pointer: '/tags', order }];
  },
});
