import { expect, test } from 'vitest';
import { todayOf } from '../../src/cli/today.ts';
import { CountersignError } from '../../src/model/errors.ts';

const clock = { now: () => new Date('2026-03-29T22:30:00Z') };

test('the option wins over the environment, and that over the clock', () => {
  const environment = { COUNTERSIGN_TODAY: '2026-02-02', SOURCE_DATE_EPOCH: '1767225600' };
  expect(todayOf('2026-01-01', environment, clock, 'UTC')).toBe('2026-01-01');
  expect(todayOf(null, environment, clock, 'UTC')).toBe('2026-02-02');
  expect(todayOf(null, { SOURCE_DATE_EPOCH: '1767225600' }, clock, 'UTC')).toBe('2026-01-01');
  expect(todayOf(null, {}, clock, 'UTC')).toBe('2026-03-29');
});

test('the clock is read in the zone of the policy, across a change to summer time', () => {
  expect(todayOf(null, {}, clock, 'Europe/Paris')).toBe('2026-03-30');
  expect(todayOf(null, {}, clock, 'Pacific/Honolulu')).toBe('2026-03-29');
});

test.each(['2026-02-30', '20260101', 'tomorrow', ''])('%j is refused as a day', (text) => {
  expect(() => todayOf(text, {}, clock, 'UTC')).toThrow(CountersignError);
});
