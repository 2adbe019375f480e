import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'server-removed',
  on: 'server',
  impact: 'contract-only',
  summary: 'A server is no longer listed.',
  why: 'Clients that took the URL from the contract must be pointed elsewhere.',
  fix: 'Tell consumers which server replaces it.',
  removed: ({ url }) => `Server \`${url}\` is no longer listed.`,
});
