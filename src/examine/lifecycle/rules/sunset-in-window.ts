import { isWithin } from '../../../model/day-range.ts';
import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'sunset-in-window',
  severity: 'error',
  summary: 'A sunset falls on one of the days that the policy sets for sunsets.',
  why: 'Callers plan their releases by a calendar; a few known days a year can be planned for, any day cannot.',
  fix: 'Move the sunset to the next day in policy.deprecation.sunsetWindows.',
  source:
    'seen in practice: the obligation dates of the Consumer Data Standards (Australia), and quarterly removal dates at Glean',
  on: 'noted',
  check({ name, sunset, note }, { policy: { windows }, today }) {
    // What has passed cannot be moved; sunset-passed-still-present speaks of it.
    if (sunset === null || sunset < today || windows.length === 0) return null;
    if (windows.some((window) => isWithin(sunset, window))) return null;
    const listed = windows.map(({ text }) => text).join(', ');
    return {
      message: `The sunset of ${name} is ${sunset}, outside the windows for sunsets (${listed}).`,
      fields: note.sunset?.fields ?? [],
    };
  },
});
