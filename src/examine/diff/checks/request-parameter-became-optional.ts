import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'request-parameter-became-optional',
  on: 'parameter',
  impact: 'compatible',
  summary: 'A required parameter is now optional.',
  why: 'Callers that send it are served as before.',
  fix: 'Nothing to do.',
  kept: (before, after) =>
    before.required && !after.required
      ? `${after.in.charAt(0).toUpperCase()}${after.in.slice(1)} parameter \`${after.name}\` became optional.`
      : null,
});
