import type { CheckInfo } from '../../../model/change.ts';
import { type Check, defineCheck } from '../define.ts';
import { type Notice, movedTooNear, noticeOf, sunsetOf } from '../deprecation.ts';
import type { ParameterSide } from '../read/sides.ts';

type Case = CheckInfo & { readonly notices: readonly Notice[]; readonly says: string };

const CASES: readonly Case[] = [
  {
    id: 'request-parameter-deprecated',
    notices: ['undated', 'dated'],
    impact: 'contract-only',
    summary: 'A parameter is now deprecated.',
    why: 'It still works, and callers know that they should stop sending it.',
    fix: 'Say when it ends: x-sunset with a date.',
    says: 'is now deprecated',
  },
  {
    id: 'request-parameter-deprecated-sunset-missing',
    notices: ['missing'],
    impact: 'breaking',
    summary: 'A parameter is deprecated without the date that the policy asks for.',
    why: 'The policy promises a period of notice; without a date nobody can hold it, or plan by it.',
    fix: 'Add x-sunset with a date that leaves the period of notice.',
    says: 'is deprecated without saying when it ends',
  },
  {
    id: 'request-parameter-sunset-date-too-small',
    notices: ['too-short'],
    impact: 'breaking',
    summary: 'A parameter is deprecated with less notice than the policy asks for.',
    why: 'Callers get less time than they were promised.',
    fix: 'Move x-sunset to a day that leaves the period of notice.',
    says: 'is deprecated with less notice than the policy asks for',
  },
];

function nounOf(parameter: ParameterSide): string {
  return `${parameter.in.charAt(0).toUpperCase()}${parameter.in.slice(1)} parameter \`${parameter.name}\``;
}

const DEPRECATION: readonly Check[] = [
  ...CASES.map(({ notices, says, ...info }) =>
    defineCheck({
      ...info,
      on: 'parameter',
      bothWays: true,
      kept: (before, after, { settings, operation }) => {
        if (before.deprecated || !after.deprecated) return null;
        const sunset = sunsetOf(after.value);
        const until = sunset.kind === 'day' ? ` and ends on ${sunset.day}` : '';
        const notice = noticeOf(sunset, operation?.after?.stability ?? null, settings);
        return notices.includes(notice) ? `${nounOf(after)} ${says}${until}.` : null;
      },
    }),
  ),
  defineCheck({
    id: 'request-parameter-reactivated',
    on: 'parameter',
    bothWays: true,
    impact: 'contract-only',
    summary: 'A parameter is no longer deprecated.',
    why: 'Callers who have begun to leave it out may go on sending it; make sure that it is meant.',
    fix: 'Tell consumers, who may have planned by the announcement.',
    kept: (before, after) =>
      before.deprecated && !after.deprecated ? `${nounOf(after)} is no longer deprecated.` : null,
  }),
  defineCheck({
    id: 'request-parameter-sunset-deleted',
    on: 'parameter',
    bothWays: true,
    impact: 'breaking',
    summary: 'A parameter is still deprecated, but the day of its end was removed.',
    why: 'Callers planned by the date; without one it may end any day.',
    fix: 'Bring the date back, or take the deprecation back as well.',
    kept: (before, after) =>
      before.deprecated &&
      after.deprecated &&
      sunsetOf(before.value).kind === 'day' &&
      sunsetOf(after.value).kind === 'none'
        ? `The sunset of ${nounOf(after).toLowerCase()} was removed.`
        : null,
  }),
  defineCheck({
    id: 'request-parameter-sunset-date-changed-too-small',
    on: 'parameter',
    bothWays: true,
    impact: 'breaking',
    summary: 'The end of a deprecated parameter was moved nearer than the notice allows.',
    why: 'Callers get less time than they were promised.',
    fix: 'Keep the announced date, or leave the full period of notice from today.',
    kept: (before, after, { settings, operation }) => {
      const [from, to] = [sunsetOf(before.value), sunsetOf(after.value)];
      if (!before.deprecated || !after.deprecated || from.kind !== 'day' || to.kind !== 'day') return null;
      return movedTooNear(from.day, to.day, operation?.after?.stability ?? null, settings)
        ? `The sunset of \`${after.name}\` was moved from ${from.day} to ${to.day}.`
        : null;
    },
  }),
];

export default DEPRECATION;
