import { isObject, own } from '../../../model/json.ts';
import { defineFix } from '../define.ts';
import { heldAt, setting } from '../mending.ts';

export default defineFix({
  rule: 'secret-format-password',
  does: 'adds format: password to a string that has no format',
  edits: (place) => {
    const schema = heldAt(place);
    if (!isObject(schema) || own(schema, 'type') !== 'string' || own(schema, 'format') !== undefined) return null;
    return [setting(place, `${place.at.pointer}/format`, 'password')];
  },
});
