import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'removal-requires-deprecation',
  severity: 'error',
  summary: 'An operation is marked deprecated before it is removed.',
  why: 'Who calls it learns of its end from the mark; without one, the first sign is an error.',
  fix: 'Put it back, mark it with `deprecated: true` and `x-sunset`, publish that, and remove it after the sunset.',
  source: 'oasdiff, api-removed-without-deprecation',
  on: 'removed',
  check: ({ subject }) =>
    subject.deprecated || subject.since !== null
      ? null
      : `${subject.name} was removed without having been marked deprecated.`,
});
