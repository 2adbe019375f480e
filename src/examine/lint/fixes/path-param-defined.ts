import { defineFix } from '../define.ts';
import { optionalPathParameters, parameterLists, setting } from '../mending.ts';

export default defineFix({
  rule: 'path-param-defined',
  does: 'marks a path parameter required, as every one is; what is missing or left over stays',
  edits: (place) => {
    const lists = parameterLists(place.at.pointer);
    const parameters = new Set(lists.flatMap((list) => optionalPathParameters(place.document, list)));
    return parameters.size === 0 ? null : [...parameters].map((at) => setting(place, `${at}/required`, true));
  },
});
