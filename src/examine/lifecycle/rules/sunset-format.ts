import { dayOf, type Written } from '../../../model/lifecycle-fields.ts';
import { defineLifecycleRule, type Said } from '../define.ts';

export default defineLifecycleRule({
  id: 'sunset-format',
  severity: 'error',
  summary: 'The days of a deprecation are days that exist.',
  why: 'A day that cannot be read is no promise: no tool can count towards 2022-11-31.',
  fix: 'Write a day as `"2027-06-30"`, or an instant as `"2027-06-30T22:00:00Z"` (RFC 3339).',
  source: 'RFC 3339',
  on: 'noted',
  check: ({ name, note }, { zone }) =>
    refused(name, 'sunset', note.sunset, zone) ?? refused(name, 'start', note.since, zone),
});

function refused(name: string, what: string, written: Written | null, zone: string): Said {
  if (written === null || dayOf(written, zone) !== null) return null;
  return {
    message: `The ${what} of ${name} is ${JSON.stringify(written.value)}, which is no day.`,
    fields: written.fields,
  };
}
