import { ownObject, ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { bodiesOf } from '../parts.ts';
import { operationsOf } from '../../../model/path-item.ts';

export default defineLintFunction({
  name: 'oneErrorSchema',
  summary: 'The error responses of an API share one schema.',
  options: null,
  check: (input, _options, context) => {
    const schemas = new Map<string, string>();
    for (const [template, item] of Object.entries(ownObject(input, 'paths') ?? {}))
      for (const { steps, value } of operationsOf(item))
        for (const { role, status, media, schema } of bodiesOf(context, { value, path: ['paths', template, ...steps] }))
          if (role === 'response' && /^[45]/.test(status) && media.includes('json'))
            schemas.set(schema.path.join('/'), ownString(schema.value, 'title') ?? String(schema.path.at(-1)));
    if (schemas.size < 2) return [];
    const names = [...new Set(schemas.values())].slice(0, 3);
    return [{ message: `errors have ${schemas.size} different schemas (${names.join(', ')})`, path: ['paths'] }];
  },
});
