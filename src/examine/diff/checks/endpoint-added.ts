import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'endpoint-added',
  on: 'operation',
  impact: 'compatible',
  bothWays: true,
  summary: 'An operation is new.',
  why: 'Nobody calls it yet.',
  fix: 'Nothing to do.',
  added: () => 'The operation is new.',
});
