import { daysBetween } from '../../../model/day.ts';
import { defineLifecycleRule } from '../define.ts';
import { days } from '../words.ts';

export default defineLifecycleRule({
  id: 'sunset-passed-still-present',
  severity: 'warn',
  summary: 'What has passed its sunset is gone from the contract.',
  why: 'A contract that still offers what should be gone tells callers that dates here mean nothing.',
  fix: 'Remove it, or set a new sunset and tell the callers.',
  source: 'oasdiff, docs/DEPRECATION.md',
  on: 'noted',
  check: ({ name, sunset, note }, { today }) =>
    sunset === null || sunset >= today
      ? null
      : {
          message: `The sunset of ${name} was ${sunset}, ${days(daysBetween(sunset, today))} ago, and it is still in the contract.`,
          fields: note.sunset?.fields ?? [],
        },
});
