import fc from 'fast-check';
import { expect, test } from 'vitest';
import { milestonesOf } from '../../../src/examine/lifecycle/milestones.ts';
import { addDays, type Day, daysBetween, parseDay, parseDayOrDateTime } from '../../../src/model/day.ts';
import { MILESTONES } from '../../../src/model/workspace.ts';

function day(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new Error(text);
  return found;
}

test.each([
  ['2026-01-01', null, 'T-180'],
  ['2026-07-04', 'T-180', 'T-90'],
  ['2026-12-01', 'T-30', 'T-14'],
  ['2026-12-30', 'T-1', 'T0'],
  ['2026-12-31', 'T0', 'T+7'],
  ['2027-01-06', 'T0', 'T+7'],
  ['2027-01-07', 'T+7', null],
])('on %s of a sunset on 2026-12-31', (today, reached, next) => {
  const found = milestonesOf(day('2026-12-31'), day(today), MILESTONES);
  expect([found.reached?.name ?? null, found.next?.name ?? null]).toEqual([reached, next]);
});

test('days are counted over leap days and the end of a year', () => {
  expect(milestonesOf(day('2028-03-01'), day('2028-02-29'), [-1, 0])).toEqual({
    reached: { name: 'T-1', offset: -1, day: '2028-02-29' },
    next: { name: 'T0', offset: 0, day: '2028-03-01' },
  });
  expect(milestonesOf(day('2027-01-01'), day('2026-12-31'), [-1, 0]).reached?.day).toBe('2026-12-31');
  expect(milestonesOf(day('2027-01-01'), day('2026-12-31'), [])).toEqual({ reached: null, next: null });
});

const DAYS = fc.integer({ min: 0, max: 365 * 100 }).map((offset) => addDays(day('1980-01-01'), offset));
const OFFSETS = fc
  .uniqueArray(fc.integer({ min: -400, max: 400 }), { maxLength: 12 })
  .map((offsets) => offsets.sort((left, right) => left - right));

test('the one that is reached is the last that is not after today, and the next one is after it', () => {
  fc.assert(
    fc.property(DAYS, DAYS, OFFSETS, (sunset, today, offsets) => {
      const { reached, next } = milestonesOf(sunset, today, offsets);
      const days = offsets.map((offset) => addDays(sunset, offset));
      expect(reached?.day ?? null).toBe(days.findLast((each) => each <= today) ?? null);
      expect(next?.day ?? null).toBe(days.find((each) => each > today) ?? null);
      for (const milestone of [reached, next])
        if (milestone !== null) expect(daysBetween(sunset, milestone.day)).toBe(milestone.offset);
    }),
  );
});

const ZONES = Intl.supportedValuesOf('timeZone')
  .filter((_, index) => index % 10 === 0)
  .slice(0, 40);

test('the zone of the machine changes nothing, the zone of the policy only what is an instant', () => {
  const zone = process.env['TZ'];
  try {
    fc.assert(
      fc.property(DAYS, DAYS, fc.constantFrom(...ZONES), (sunset, today, machine) => {
        process.env['TZ'] = 'UTC';
        const expected = milestonesOf(sunset, today, MILESTONES);
        process.env['TZ'] = machine;
        expect(milestonesOf(sunset, today, MILESTONES)).toEqual(expected);
        for (const policy of ZONES) expect(parseDayOrDateTime(sunset, policy)).toBe(sunset);
        expect(parseDayOrDateTime(`${sunset}T12:00:00Z`, 'UTC')).toBe(sunset);
      }),
      { numRuns: 60 },
    );
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
  expect(ZONES).toHaveLength(40);
});
