import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'api-operation-id-removed',
  on: 'operation',
  impact: 'contract-only',
  summary: 'An operationId was removed or replaced.',
  why: 'Generated code names its methods after it, so consumers must change theirs. The call itself is the same.',
  fix: 'Keep the operationId as it was.',
  kept: ({ operation: before, pointer }, { operation: after }) => {
    if (before.operationId === null || before.operationId === after.operationId) return null;
    const rest = after.operationId === null ? 'was removed' : `was replaced by \`${after.operationId}\``;
    return {
      message: `The operationId \`${before.operationId}\` ${rest}.`,
      about: [before.operationId],
      before: `${pointer}/operationId`,
    };
  },
});
