import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'api-operation-id-added',
  on: 'operation',
  impact: 'contract-only',
  summary: 'An operation that had no operationId has one now.',
  why: 'Generated code invented a name until now and takes this one from now on.',
  fix: 'Tell those who generate code.',
  kept: ({ operation: before }, { operation: after, pointer }) =>
    before.operationId === null && after.operationId !== null
      ? {
          message: `The operation has the operationId \`${after.operationId}\` now.`,
          about: [after.operationId],
          after: `${pointer}/operationId`,
        }
      : null,
});
