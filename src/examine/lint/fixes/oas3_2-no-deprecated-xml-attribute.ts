import { isObject, own } from '../../../model/json.ts';
import { defineFix } from '../define.ts';
import { heldAt, setting } from '../mending.ts';

export default defineFix({
  rule: 'oas3_2-no-deprecated-xml-attribute',
  does: 'writes nodeType: attribute in its place',
  edits: (place) => {
    const xml = heldAt(place);
    if (!isObject(xml) || own(xml, 'attribute') !== true || own(xml, 'nodeType') !== undefined) return null;
    const { file, pointer } = place.at;
    return [
      { file, kind: 'rename', pointer: `${pointer}/attribute`, key: 'nodeType' },
      setting(place, `${pointer}/nodeType`, 'attribute'),
    ];
  },
});
