import { isObject, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { operationsOf } from '../../../model/path-item.ts';

export default defineLintFunction({
  name: 'uniqueOperationIds',
  summary: 'No two operations have the same operationId.',
  options: null,
  check: (input, _options, { path }) => {
    if (!isObject(input)) return [];
    const first = new Map<string, string>();
    return Object.entries(input).flatMap(([template, item]) =>
      operationsOf(item).flatMap(({ method, steps, value }) => {
        const id = ownString(value, 'operationId');
        if (id === undefined) return [];
        const name = `${method} ${template}`;
        const before = first.get(id);
        if (before === undefined) first.set(id, name);
        return before === undefined
          ? []
          : [
              {
                message: `\`${id}\` is that of ${before} and of ${name}`,
                path: [...path, template, ...steps, 'operationId'],
              },
            ];
      }),
    );
  },
});
