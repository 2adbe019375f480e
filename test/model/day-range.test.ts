import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day, parseDay } from '../../src/model/day.ts';
import { isWithin, parseDayRange } from '../../src/model/day-range.ts';

const DAYS = fc.integer({ min: 0, max: 365 * 200 }).map((offset) => addDays(parseDay('1950-01-01') as Day, offset));

test.each([
  ['12-15..01-05', ['2026-12-15', '2026-12-31', '2027-01-01', '2027-01-05'], ['2026-12-14', '2027-01-06']],
  ['01-15', ['2026-01-15', '2031-01-15'], ['2026-01-14', '2026-01-16']],
  ['02-29', ['2028-02-29'], ['2027-02-28', '2027-03-01']],
  ['02-20..02-29', ['2027-02-28', '2028-02-29'], ['2027-03-01']],
  ['2026-12-15..2027-01-05', ['2026-12-15', '2027-01-05'], ['2026-12-14', '2027-01-06', '2025-12-20']],
  ['2026-12-15', ['2026-12-15'], ['2027-12-15']],
])('%s', (text, inside, outside) => {
  const range = parseDayRange(text);
  if (range === null) throw new Error(text);
  expect(inside.filter((day) => !isWithin(day as Day, range))).toEqual([]);
  expect(outside.filter((day) => isWithin(day as Day, range))).toEqual([]);
});

test.each([
  '',
  '02-30',
  '13-01',
  '2026-02-29',
  '2027-01-05..2026-12-15',
  '12-15..2027-01-05',
  '1-5',
  '01-01..02-01..03-01',
])('%j names no days', (text) => {
  expect(parseDayRange(text)).toBeNull();
});

test('a day of any year is in a yearly range or in the rest of the year, never in both', () => {
  fc.assert(
    fc.property(DAYS, fc.integer({ min: 0, max: 365 }), fc.integer({ min: 0, max: 364 }), (day, start, length) => {
      // The calendar of a leap year, so that the 29th of February is among the days.
      const at = (index: number): string => addDays(parseDay('2028-01-01') as Day, index % 366).slice(5);
      const range = parseDayRange(`${at(start)}..${at(start + length)}`);
      const rest = parseDayRange(`${at(start + length + 1)}..${at(start + 365)}`);
      if (range === null || rest === null) throw new Error('no range');
      expect(isWithin(day, range)).toBe(!isWithin(day, rest));
    }),
  );
});
