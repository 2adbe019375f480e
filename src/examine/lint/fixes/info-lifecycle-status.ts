import { defineFix } from '../define.ts';
import { inTheSpellingOfItsRule } from '../mending.ts';

export default defineFix({
  rule: 'info-lifecycle-status',
  does: 'writes a value in lower case where only that is wrong',
  edits: inTheSpellingOfItsRule,
});
