import { segmentsOf } from '../../../model/pointer.ts';
import { defineFix } from '../define.ts';
import { heldAt } from '../mending.ts';

export default defineFix({
  rule: 'parser',
  does: 'puts the key in quotes',
  edits: (place) => {
    const { file, pointer } = place.at;
    const key = segmentsOf(pointer).at(-1);
    // Of `0x10` or `~` the name is another one (`16`, `null`): quotes would change what the contract says.
    if (key === undefined || heldAt(place) === undefined) return null;
    return [{ file, kind: 'rename', pointer, key }];
  },
});
