import { defineFix } from '../define.ts';
import { withoutSlash } from '../mending.ts';

export default defineFix({
  rule: 'oas3-server-trailing-slash',
  does: 'removes the slash at the end: paths begin with one',
  edits: (place) => withoutSlash(place, place.at.pointer),
});
