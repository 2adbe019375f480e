import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'request-parameter-renamed',
  on: 'parameter',
  impact: 'contract-only',
  bothWays: true,
  summary: 'A path parameter has another name.',
  why: 'The name is not part of the URL, so every call still works; but generated code has an argument of that name.',
  fix: 'Keep the name, or tell those who generate code.',
  kept: (before, after) =>
    after.in === 'path' && before.name !== after.name
      ? `Path parameter \`${before.name}\` is now called \`${after.name}\`.`
      : null,
});
