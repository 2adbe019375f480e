import { parentOf } from '../../../model/pointer.ts';
import { defineFix } from '../define.ts';
import { listWithoutTwins } from '../mending.ts';

export default defineFix({
  rule: 'operation-parameters',
  does: 'removes a parameter that is declared a second time in the same words',
  edits: (place) => listWithoutTwins(place, parentOf(place.at.pointer)),
});
