import { defineFix } from '../define.ts';
import { tagsDeclared } from '../undeclared-tags.ts';

export default defineFix({
  rule: 'openapi-tags',
  does: 'declares the tags that operations have',
  edits: (_place, contract) => tagsDeclared(contract),
});
