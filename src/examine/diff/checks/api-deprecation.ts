import type { CheckInfo } from '../../../model/change.ts';
import { type Check, defineCheck } from '../define.ts';
import { type Notice, movedTooNear, noticeOf, sunsetOf } from '../deprecation.ts';
import { noticeDaysOf, stabilityOf } from '../options.ts';

type Case = CheckInfo & { readonly notice: Notice; readonly says: (sunset: string, days: number) => string };

const CASES: readonly Case[] = [
  {
    id: 'endpoint-deprecated',
    notice: 'undated',
    impact: 'contract-only',
    summary: 'An operation is now deprecated, without a date.',
    why: 'It still works, and callers know that they should leave it; not by when.',
    fix: 'Say when it ends: x-sunset with a date.',
    says: () => 'The operation is now deprecated.',
  },
  {
    id: 'endpoint-deprecated-with-sunset',
    notice: 'dated',
    impact: 'contract-only',
    summary: 'An operation is now deprecated and says when it ends.',
    why: 'It still works, and callers know until when.',
    fix: 'Nothing to do.',
    says: (sunset) => `The operation is now deprecated and ends on ${sunset}.`,
  },
  {
    id: 'api-deprecated-sunset-missing',
    notice: 'missing',
    impact: 'breaking',
    summary: 'An operation is deprecated without the date that the policy asks for.',
    why: 'The policy promises a period of notice; without a date nobody can hold it, or plan by it.',
    fix: 'Add x-sunset with a date that leaves the period of notice.',
    says: (_, days) => `The operation is deprecated without a sunset; the policy asks for ${days} days of notice.`,
  },
  {
    id: 'api-deprecated-sunset-parse',
    notice: 'invalid',
    impact: 'breaking',
    summary: 'An operation is deprecated with a sunset that is no date.',
    why: 'Neither people nor tools can tell when it ends.',
    fix: 'Write x-sunset as YYYY-MM-DD.',
    says: (sunset) => `The operation is deprecated with the sunset \`${sunset}\`, which is no date.`,
  },
  {
    id: 'api-sunset-date-too-small',
    notice: 'too-short',
    impact: 'breaking',
    summary: 'An operation is deprecated with less notice than the policy asks for.',
    why: 'Callers get less time than they were promised.',
    fix: 'Move x-sunset to a day that leaves the period of notice.',
    says: (sunset, days) =>
      `The operation is deprecated and ends on ${sunset}; the policy asks for ${days} days of notice.`,
  },
];

const DEPRECATION: readonly Check[] = [
  ...CASES.map(({ notice, says, ...info }) =>
    defineCheck({
      ...info,
      on: 'operation',
      bothWays: true,
      kept: (before, after, { settings }) => {
        // An unknown stability is reported by itself; which notice it owes is not known.
        if (before.deprecated || !after.deprecated || stabilityOf(after.stability) === null) return null;
        const sunset = sunsetOf(after.value);
        if (noticeOf(sunset, after.stability, settings) !== notice) return null;
        const text = sunset.kind === 'day' ? sunset.day : sunset.kind === 'invalid' ? sunset.text : '';
        return says(text, noticeDaysOf(settings, after.stability));
      },
    }),
  ),
  defineCheck({
    id: 'endpoint-reactivated',
    on: 'operation',
    bothWays: true,
    impact: 'contract-only',
    summary: 'An operation is no longer deprecated.',
    why: 'Callers who have begun to leave it may stay; make sure that it is meant.',
    fix: 'Tell consumers, who may have planned by the announcement.',
    kept: (before, after) => (before.deprecated && !after.deprecated ? 'The operation is no longer deprecated.' : null),
  }),
  defineCheck({
    id: 'sunset-deleted',
    on: 'operation',
    bothWays: true,
    impact: 'breaking',
    summary: 'An operation is still deprecated, but the day of its end was removed.',
    why: 'Callers planned by the date; without one it may end any day.',
    fix: 'Bring the date back, or take the deprecation back as well.',
    kept: (before, after) =>
      before.deprecated &&
      after.deprecated &&
      sunsetOf(before.value).kind === 'day' &&
      sunsetOf(after.value).kind === 'none'
        ? 'The sunset of the deprecated operation was removed.'
        : null,
  }),
  defineCheck({
    id: 'api-sunset-date-changed-too-small',
    on: 'operation',
    bothWays: true,
    impact: 'breaking',
    summary: 'The end of a deprecated operation was moved nearer than the notice allows.',
    why: 'Callers get less time than they were promised.',
    fix: 'Keep the announced date, or leave the full period of notice from today.',
    kept: (before, after, { settings }) => {
      const [from, to] = [sunsetOf(before.value), sunsetOf(after.value)];
      if (!before.deprecated || !after.deprecated || from.kind !== 'day' || to.kind !== 'day') return null;
      return movedTooNear(from.day, to.day, after.stability, settings)
        ? `The sunset was moved from ${from.day} to ${to.day}.`
        : null;
    },
  }),
];

export default DEPRECATION;
