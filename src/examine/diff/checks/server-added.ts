import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'server-added',
  on: 'server',
  impact: 'contract-only',
  summary: 'A server is new in the list.',
  why: 'Clients that take the first server of the list may call another one than before.',
  fix: 'Add new servers at the end of the list.',
  added: ({ url }) => `Server \`${url}\` is new.`,
});
