import { defineCheck } from '../define.ts';
import { semanticStep } from '../version.ts';

export default defineCheck({
  id: 'api-version-decreased',
  on: 'outcome',
  impact: 'contract-only',
  summary: 'There are breaking changes, and info.version went down.',
  why: 'A consumer that takes the highest version never sees this one.',
  fix: 'Give it a version above the last published one, with a new major.',
  kept: (before, after) =>
    after.breaking && semanticStep(before.version, after.version) === 'down'
      ? `There are breaking changes, and info.version went down from \`${before.version}\` to \`${after.version}\`.`
      : null,
});
