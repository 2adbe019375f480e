import { defineCheck } from '../define.ts';
import { semanticStep } from '../version.ts';

export default defineCheck({
  id: 'api-version-not-bumped',
  on: 'outcome',
  impact: 'contract-only',
  summary: 'There are breaking changes, and info.version is the same.',
  why: 'Consumers who look at the version are told that nothing happened.',
  fix: 'Raise the major version in info.version.',
  kept: (before, after) =>
    after.breaking && semanticStep(before.version, after.version) === 'same'
      ? `There are breaking changes, and info.version is still \`${after.version}\`.`
      : null,
});
