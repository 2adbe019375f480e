import { defineCheck } from '../define.ts';
import { semanticStep } from '../version.ts';

export default defineCheck({
  id: 'api-major-version-not-bumped',
  on: 'outcome',
  impact: 'contract-only',
  summary: 'There are breaking changes, but the major number of info.version is the same.',
  why: 'Semantic Versioning promises that calls keep working until the major number rises.',
  fix: 'Raise the major number, or take the breaking changes back.',
  kept: (before, after) =>
    after.breaking && semanticStep(before.version, after.version) === 'within-major'
      ? `There are breaking changes, but info.version went only from \`${before.version}\` to \`${after.version}\`.`
      : null,
});
