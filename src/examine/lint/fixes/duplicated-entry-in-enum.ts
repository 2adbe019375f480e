import { defineFix } from '../define.ts';
import { listWithoutTwins } from '../mending.ts';

export default defineFix({
  rule: 'duplicated-entry-in-enum',
  does: 'removes values that are there already',
  edits: (place) => listWithoutTwins(place, place.at.pointer),
});
