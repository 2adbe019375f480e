import { isObject, ownObject, ownString } from '../../../model/json.ts';
import { isDeprecated, OWN_FIELDS } from '../../../model/lifecycle-fields.ts';
import { defineLintFunction } from '../define.ts';
import { FIELDS_OPTION, fieldsIn } from '../parts.ts';
import { operationsOf } from '../../../model/path-item.ts';

export default defineLintFunction({
  name: 'allDeprecated',
  summary: 'An API of which every operation is deprecated says so as a whole.',
  options: { type: 'object', properties: { [OWN_FIELDS]: FIELDS_OPTION }, additionalProperties: false },
  check: (input, options) => {
    if (!isObject(input)) return [];
    const fields = fieldsIn(options);
    const operations = Object.values(ownObject(input, 'paths') ?? {}).flatMap((item) => operationsOf(item));
    const all = operations.length > 0 && operations.every(({ value }) => isDeprecated(value, fields));
    const status = ownString(ownObject(input, 'info'), 'x-lifecycle');
    const said = status === 'deprecated' || status === 'retired';
    return all && !said ? [{ message: 'every operation is deprecated', path: ['info'] }] : [];
  },
});
