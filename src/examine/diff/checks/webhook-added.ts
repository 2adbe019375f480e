import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'webhook-added',
  on: 'webhook',
  impact: 'compatible',
  summary: 'A webhook is new.',
  why: 'Nobody who has not subscribed to it is called.',
  fix: 'Nothing to do.',
  added: ({ name }) => `Webhook \`${name}\` is new.`,
});
