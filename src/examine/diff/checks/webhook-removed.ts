import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'webhook-removed',
  on: 'webhook',
  impact: 'breaking',
  summary: 'A webhook was removed.',
  why: 'Subscribers wait for calls that never come.',
  fix: 'Deprecate it with a sunset date and keep calling until then.',
  removed: ({ name }) => `Webhook \`${name}\` was removed.`,
});
