import { isObject, ownObject, ownString } from '../../../model/json.ts';
import { isDeprecated } from '../../../model/lifecycle-fields.ts';
import { defineLintFunction } from '../define.ts';
import { operationsOf } from '../path-item.ts';

export default defineLintFunction({
  name: 'allDeprecated',
  summary: 'An API of which every operation is deprecated says so as a whole.',
  options: null,
  check: (input) => {
    if (!isObject(input)) return [];
    const operations = Object.values(ownObject(input, 'paths') ?? {}).flatMap((item) => operationsOf(item));
    const all = operations.length > 0 && operations.every(({ value }) => isDeprecated(value));
    const status = ownString(ownObject(input, 'info'), 'x-lifecycle');
    const said = status === 'deprecated' || status === 'retired';
    return all && !said ? [{ message: 'every operation is deprecated', path: ['info'] }] : [];
  },
});
