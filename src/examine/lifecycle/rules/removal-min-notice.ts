import { daysBetween } from '../../../model/day.ts';
import { defineLifecycleRule } from '../define.ts';
import { days, owed } from '../words.ts';

export default defineLifecycleRule({
  id: 'removal-min-notice',
  severity: 'error',
  summary: 'An operation is removed no sooner after its deprecation than the policy asks for.',
  why: 'Callers need time to move; regulated interfaces owe them three months (Delegated Regulation (EU) 2018/389, article 30(4)).',
  fix: 'Put it back and remove it when the notice is over.',
  source: 'Delegated Regulation (EU) 2018/389, article 30(4)',
  on: 'removed',
  check({ subject: { what, name, notice: since, required }, day }, { shallow }) {
    // Only operations are followed so closely that what is not shown was not there.
    if (what.kind !== 'operation' && (since === 'today' || since?.from === 'no later than')) return null;
    // Two files outside git have no days; what was never marked, removal-requires-deprecation reports.
    if (since === null || required.days <= 0) return null;
    if (since === 'today') return `${name} was removed, and git shows no notice; ${owed(required)}.`;
    const notice = daysBetween(since.day, day);
    if (notice >= required.days) return null;
    if (since.from !== 'no later than') {
      return `${name} was removed ${days(notice)} after it was marked deprecated on ${since.day}; ${owed(required)}.`;
    }
    const further = shallow ? ' This clone is shallow: git fetch --unshallow shows more.' : '';
    return `${name} was removed ${days(notice)} after ${since.day}, the first day on which it is seen deprecated; ${owed(required)}, and no longer notice can be shown.${further}`;
  },
});
