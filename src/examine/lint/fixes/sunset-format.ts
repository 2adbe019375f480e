import { defineFix } from '../define.ts';
import { heldAt, setting } from '../mending.ts';
import { asRfc3339 } from '../readable-date.ts';

export default defineFix({
  rule: 'sunset-format',
  does: 'writes a date that can mean one day only as RFC 3339 has it; what could be another day stays',
  edits: (place) => {
    const text = heldAt(place);
    const date = typeof text === 'string' ? asRfc3339(text) : null;
    return date === null ? null : [setting(place, place.at.pointer, date)];
  },
});
