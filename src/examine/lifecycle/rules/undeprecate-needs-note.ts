import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'undeprecate-needs-note',
  severity: 'warn',
  summary: 'A deprecation that is taken back says why.',
  why: 'Callers who have begun to move need to know that they may stay, and for how long.',
  fix: 'Say why in `x-deprecation.reason`, beside `deprecated: false`, or waive this with the reason.',
  source: "seen in practice: Square's GET /v1/me was marked, unmarked and marked again between 2017 and 2020",
  on: 'kept',
  check: (before, after) =>
    before.deprecated && !after.deprecated && after.note.reason === null
      ? `${after.name} is no longer deprecated, and nothing says why.`
      : null,
});
