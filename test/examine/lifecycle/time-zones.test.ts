import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { foldedEvents } from '../../../src/examine/lifecycle/fold.ts';
import { examineLifecycle } from '../../../src/examine/lifecycle/lifecycle.ts';
import { addDays, type Day, dayIn, daysBetween, parseDay, parseDayOrDateTime } from '../../../src/model/day.ts';
import { elementOf, type HistoryEvent, operationKey } from '../../../src/model/history.ts';
import { contractOf } from '../../support/contract.ts';
import { LIFECYCLE_DEFAULTS } from '../../support/deprecation.ts';

/** Forty zones of machines, from both ends of the day, with and without summer time, with odd offsets. */
const ALL = Intl.supportedValuesOf('timeZone');
const ODD = [
  'UTC',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
];
const MACHINES = [...ODD, ...ALL.filter((_, index) => index % Math.floor(ALL.length / 34) === 0)].slice(0, 40);
const POLICY_ZONES = ['UTC', 'Europe/London', 'America/New_York', 'Pacific/Auckland'];
const own = process.env['TZ'];

afterAll(() => {
  if (own === undefined) delete process.env['TZ'];
  else process.env['TZ'] = own;
});

function on<T>(machine: string, work: () => T): T {
  process.env['TZ'] = machine;
  return work();
}

const dayText = fc.oneof(
  fc.constantFrom('2024-02-28', '2024-02-29', '2024-03-01', '2025-02-28', '2025-12-31', '2026-01-01', '2100-02-28'),
  fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);

function day(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new Error(`${text} is no day`);
  return found;
}

const contract = await contractOf(
  "openapi: 3.0.3\ninfo: { title: T, version: 1.0.0 }\npaths: { /a: { get: { deprecated: true, x-sunset: '2024-02-29T23:30:00-02:00', responses: {} } } }\n",
);

function history(days: readonly Day[]): readonly HistoryEvent[] {
  const key = operationKey({ method: 'GET', path: '/a' });
  const names = ['first-seen', 'deprecated', 'removed', 'appeared'] as const;
  return days.map((each, index) => ({
    event: names[index] ?? 'removed',
    what: { ...elementOf(key), pointer: '' },
    key,
    deprecated: index > 0,
    sunset: null,
    day: each,
    commit: String(index).repeat(40),
  }));
}

it('forty zones are really set', () => {
  expect(MACHINES).toHaveLength(40);
  const offsets = MACHINES.map((machine) => on(machine, () => new Date('2026-07-01T00:00:00Z').getTimezoneOffset()));
  expect(new Set(offsets).size).toBeGreaterThan(10);
});

it('the verdict of a day is the same on machines of forty time zones, at leap days and ends of years', () => {
  fc.assert(
    fc.property(
      dayText,
      fc.nat({ max: 800 }),
      fc.nat({ max: 86_399 }),
      fc.constantFrom(...POLICY_ZONES),
      (text, span, second, zone) => {
        const told = MACHINES.map((machine) =>
          on(machine, () => {
            const today = day(text);
            const later = addDays(today, span);
            const instant = new Date(Date.parse(`${text}T00:00:00Z`) + second * 1000);
            const events = history([day('2024-01-01'), addDays(today, -span), today, later]);
            const full = {
              api: 'a',
              file: 'a',
              depth: 'operations',
              events,
              served: [],
              span: null,
              revisions: 4,
              unreadable: 0,
              shallow: false,
            } as const;
            const { deprecations, facts } = examineLifecycle({
              contract,
              history: full,
              before: { contract, day: today },
              ...LIFECYCLE_DEFAULTS,
              zone,
              today,
            });
            const fold = foldedEvents(events, 7);
            return JSON.stringify([
              daysBetween(today, later),
              later,
              dayIn(instant, zone),
              parseDayOrDateTime(instant.toISOString(), zone),
              fold,
              deprecations.map(({ since, sunset, daysLeft, status }) => [since, sunset, daysLeft, status]),
              facts.map(({ rule, message }) => [rule, message]),
            ]);
          }),
        );
        expect(new Set(told).size).toBe(1);
        expect((JSON.parse(told[0] ?? '[]') as unknown[])[0]).toBe(span);
      },
    ),
    { numRuns: 20 },
  );
});
