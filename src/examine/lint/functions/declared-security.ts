import { isObject, own, ownObject } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';
import { saysSecurity } from '../parts.ts';
import { operationsOf } from '../../../model/path-item.ts';

export default defineLintFunction({
  name: 'declaredSecurity',
  summary: 'A contract says how its callers are authenticated.',
  options: null,
  check: (input) => {
    if (!isObject(input) || saysSecurity(input)) return [];
    const closed = Object.values(ownObject(input, 'paths') ?? {})
      .flatMap((item) => operationsOf(item))
      .filter(({ value }) => own(value, 'x-public') === undefined);
    if (closed.length === 0) return [];
    const count = closed.length === 1 ? 'its one operation' : `its ${closed.length} operations`;
    return [{ message: `the contract says nowhere how callers of ${count} are authenticated` }];
  },
});
