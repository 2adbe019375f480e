import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'api-schema-removed',
  on: 'component',
  impact: 'contract-only',
  summary: 'A named schema was removed or renamed.',
  why: 'Payloads are compared where they are used, so nothing is lost on the wire; but generated code has a class of that name.',
  fix: 'Keep the name, or tell those who generate code.',
  removed: ({ name }) => `Schema \`${name}\` was removed or renamed.`,
});
