import { type Check, defineCheck } from '../define.ts';

const why = 'Documentation and generated code are grouped by tags: a client class may be renamed. No call changes.';

const TAGS: readonly Check[] = [
  defineCheck({
    id: 'api-tag-removed',
    on: 'operation',
    impact: 'contract-only',
    summary: 'An operation lost a tag.',
    why,
    fix: 'Tell those who generate code.',
    kept: (before, after) =>
      before.tags
        .filter((tag) => !after.tags.includes(tag))
        .map((tag) => ({ message: `The operation lost the tag \`${tag}\`.`, about: [tag] })),
  }),
  defineCheck({
    id: 'api-tag-added',
    on: 'operation',
    impact: 'contract-only',
    summary: 'An operation gained a tag.',
    why,
    fix: 'Tell those who generate code.',
    kept: (before, after) =>
      after.tags
        .filter((tag) => !before.tags.includes(tag))
        .map((tag) => ({ message: `The operation gained the tag \`${tag}\`.`, about: [tag] })),
  }),
];

export default TAGS;
