import { daysBetween } from '../../../model/day.ts';
import { defineLifecycleRule } from '../define.ts';
import { days } from '../words.ts';

export default defineLifecycleRule({
  id: 'sunset-due-soon',
  severity: 'info',
  summary: 'A sunset that is near is announced.',
  why: 'The last callers should be reminded, and the removal prepared.',
  fix: 'Ask the callers that are left whether they have moved, and prepare the removal.',
  source: 'RFC 8594',
  on: 'noted',
  check({ name, sunset, note }, { today, policy }) {
    const left = sunset === null ? -1 : daysBetween(today, sunset);
    if (sunset === null || left < 0 || left > policy.dueSoonDays) return null;
    const when = left === 0 ? 'today' : `in ${days(left)}`;
    return { message: `The sunset of ${name} is ${sunset}, ${when}.`, fields: note.sunset?.fields ?? [] };
  },
});
