import { daysBetween } from '../../../model/day.ts';
import { defineLifecycleRule } from '../define.ts';
import { days, owed } from '../words.ts';

export default defineLifecycleRule({
  id: 'sunset-min-notice',
  severity: 'error',
  summary: 'Between the deprecation and the sunset lie as many days as the policy asks for.',
  why: 'Callers need time to move; regulated interfaces owe them three months (Delegated Regulation (EU) 2018/389, article 30(4)).',
  fix: 'Set a later sunset. The notice begins on the day on which the mark was published, as git shows it.',
  source: 'Delegated Regulation (EU) 2018/389, article 30(4)',
  on: 'deprecated',
  check({ name, notice, sunset, note, required }, { today }) {
    if (sunset === null || notice === null) return null;
    // Marked earlier than can be seen, it may have had notice enough: only what is proven is reported.
    if (notice !== 'today' && notice.from === 'no later than') return null;
    const length = daysBetween(notice === 'today' ? today : notice.day, sunset);
    if (length >= required.days || length < 0) return null;
    const start =
      notice === 'today' ? 'today, when it is first marked deprecated' : `it was marked deprecated on ${notice.day}`;
    return {
      message: `The sunset of ${name} is ${sunset}, ${days(length)} after ${start}; ${owed(required)}.`,
      fields: note.sunset?.fields ?? [],
    };
  },
});
