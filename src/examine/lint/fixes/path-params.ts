import { isObject, own } from '../../../model/json.ts';
import { defineFix } from '../define.ts';
import { heldAt, setting } from '../mending.ts';

export default defineFix({
  rule: 'path-params',
  does: 'marks a path parameter required, as every one is',
  edits: (place) => {
    const parameter = heldAt(place);
    if (!isObject(parameter) || own(parameter, 'in') !== 'path' || own(parameter, 'required') === true) return null;
    return [setting(place, `${place.at.pointer}/required`, true)];
  },
});
