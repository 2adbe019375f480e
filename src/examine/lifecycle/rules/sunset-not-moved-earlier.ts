import { daysBetween } from '../../../model/day.ts';
import { defineLifecycleRule } from '../define.ts';
import { days } from '../words.ts';

export default defineLifecycleRule({
  id: 'sunset-not-moved-earlier',
  severity: 'error',
  summary: 'A sunset that was published is not moved to an earlier day.',
  why: 'Callers have planned for the day that they were told.',
  fix: 'Keep the day that was published, or move it later.',
  source: 'oasdiff, docs/DEPRECATION.md',
  on: 'kept',
  check: (before, after) =>
    before.sunset === null || after.sunset === null || after.sunset >= before.sunset
      ? null
      : {
          message: `The sunset of ${after.name} was ${before.sunset} and is now ${after.sunset}, ${days(daysBetween(after.sunset, before.sunset))} earlier.`,
          fields: after.note.sunset?.fields ?? [],
        },
});
