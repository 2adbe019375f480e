import { defineFix } from '../define.ts';
import { listWithoutTwins } from '../mending.ts';

export default defineFix({
  rule: 'openapi-tags-uniqueness',
  does: 'removes a tag that is declared a second time in the same words',
  edits: (place) => listWithoutTwins(place, '/tags'),
});
