import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'request-parameter-became-required',
  on: 'parameter',
  impact: 'breaking',
  summary: 'An optional parameter is now required.',
  why: 'Callers that leave it out start to be refused.',
  fix: 'Keep it optional with a default, or require it only in a new major version.',
  kept: (before, after) =>
    !before.required && after.required
      ? `${after.in.charAt(0).toUpperCase()}${after.in.slice(1)} parameter \`${after.name}\` became required.`
      : null,
});
