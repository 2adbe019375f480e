import { defineFix } from '../define.ts';
import { tagsDeclared } from '../undeclared-tags.ts';

export default defineFix({
  rule: 'operation-tag-defined',
  does: 'declares the tag under tags, unless it may be a misspelling of one that is there',
  edits: (_place, contract) => tagsDeclared(contract),
});
