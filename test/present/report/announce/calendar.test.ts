import ICAL from 'ical.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcementsOf } from '../../../../src/judge/announcing/due.ts';
import { appointmentsOf } from '../../../../src/judge/announcing/appointments.ts';
import type { Announcement, Appointment } from '../../../../src/model/announcement.ts';
import { addDays, type Day } from '../../../../src/model/day.ts';
import type { Deprecation } from '../../../../src/model/deprecation.ts';
import { calendarText } from '../../../../src/present/report/announce/calendar.ts';
import { day, leaving, MILESTONES, past } from '../../../support/register.ts';
import { hostileText } from '../hostile.ts';

const OPTIONS = { tool: { name: 'countersign', version: '1.0.0' }, milestones: MILESTONES } as const;
const SUNSET = day('2027-01-31');
const LIST = 'GET /payments';

/** The calendar after runs on these days, with the register of each. */
function after(runs: readonly (readonly [string, (today: Day) => readonly Deprecation[]])[]): string {
  let log: readonly Announcement[] = [];
  let last: readonly Deprecation[] = [];
  for (const [on, of] of runs) {
    last = of(day(on));
    log = [...log, ...announcementsOf({ deprecations: last, covers: () => true }, log, day(on))];
  }
  return calendarText(appointmentsOf(last, log), OPTIONS);
}

const until = (sunset: Day) => (today: Day) => [leaving(LIST, sunset, today)];

type Read = {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly sequence: number;
  readonly status: string;
  readonly stamp: string;
  readonly alarms: readonly string[];
};

/** What a reader that knows nothing of us makes of it. */
function read(text: string): readonly Read[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const value = (name: string): string => String(component.getFirstPropertyValue(name));
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      allDay: event.startDate.isDate,
      sequence: Number(value('sequence')),
      status: value('status'),
      stamp: value('dtstamp'),
      // When each rings, by the start of the day.
      alarms: component.getAllSubcomponents('valarm').map((alarm) => {
        const start = event.startDate.clone();
        start.isDate = false;
        start.addDuration(alarm.getFirstPropertyValue('trigger') as unknown as ICAL.Duration);
        return start.toString();
      }),
    };
  });
}

describe('read by ical.js', () => {
  it('an event a thing, all day, with an alarm at nine on each milestone that is still to come', () => {
    expect(read(after([['2026-12-01', until(SUNSET)]]))).toEqual([
      {
        uid: 'b6a83130f36fc705@countersign',
        summary: 'Sunset: GET /payments (payments)',
        description: 'GET /payments of payments goes away after this day.\nOwner: Team Payments',
        start: '2027-01-31',
        end: '2027-02-01',
        allDay: true,
        sequence: 0,
        status: 'CONFIRMED',
        stamp: '2026-12-01T00:00:00Z',
        alarms: [
          '2026-12-02T09:00:00',
          '2027-01-01T09:00:00',
          '2027-01-17T09:00:00',
          '2027-01-24T09:00:00',
          '2027-01-30T09:00:00',
          '2027-01-31T09:00:00',
        ],
      },
    ]);
  });

  it('is known by its UID while SEQUENCE grows: moved, taken back, set again, gone', () => {
    const stages = [
      ['2026-08-01', until(SUNSET)],
      ['2026-09-01', until(day('2027-03-31'))],
      ['2026-10-01', (today: Day) => [past(LIST, 'active', today)]],
      ['2026-11-01', until(SUNSET)],
      ['2027-02-02', (today: Day) => [past(LIST, 'retired', today)]],
    ] as const;
    const seen = stages.map((_, index) => read(after(stages.slice(0, index + 1))));
    expect(
      seen.map((events) =>
        events.map(({ start, sequence, status, stamp }) => `${start} ${sequence} ${status} ${stamp.slice(0, 10)}`),
      ),
    ).toEqual([
      ['2027-01-31 0 CONFIRMED 2026-08-01'],
      ['2027-03-31 2 CONFIRMED 2026-09-01'],
      ['2027-03-31 3 CANCELLED 2026-10-01'],
      ['2027-01-31 4 CONFIRMED 2026-11-01'],
      ['2027-01-31 5 CONFIRMED 2027-02-02'],
    ]);
    expect(new Set(seen.flatMap((events) => events.map(({ uid }) => uid))).size).toBe(1);
    expect(seen.map(([event]) => event?.alarms.length)).toEqual([8, 8, 0, 7, 0]);
  });

  it('the same announcements are the same bytes, whatever the day and the milestones that passed meanwhile', () => {
    const first = after([['2026-08-01', until(SUNSET)]]);
    const later = after([
      ['2026-08-01', until(SUNSET)],
      ['2026-09-01', until(SUNSET)],
      ['2027-01-02', until(SUNSET)],
    ]);
    expect(later).toBe(first);
  });
});

const APPOINTMENT: Appointment = {
  api: 'payments',
  owner: 'Team Payments',
  thing: 'b6a83130f36fc705',
  what: LIST,
  sunset: SUNSET,
  sequence: 0,
  changed: day('2026-08-01'),
  state: 'ahead',
  entry: null,
};

describe('whatever a contract says', () => {
  it('lines end in CRLF and have at most 75 octets, and the events and their properties are those of a calm one', () => {
    const calm = structure(calendarText([APPOINTMENT], OPTIONS));
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 5, maxLength: 5 }), (texts) => {
        const [what = '', api = '', owner = '', successor = '', reason = ''] = texts.map(
          (text, index) => `${text}\r\nEND:VEVENT\nX-${index}:1;,\\n`,
        );
        const entry = leaving(LIST, SUNSET, SUNSET, { successor, reason });
        const text = calendarText([{ ...APPOINTMENT, what, api, owner, entry }], OPTIONS);
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n\x00-\x08\x0b-\x1f\x7f]/);
        }
        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
        expect(structure(text)).toEqual(calm);
      }),
      { numRuns: 150 },
    );
  });

  it('what is read is what was written, escapes, folds and all', () => {
    const plain = fc.string({
      unit: fc.constantFrom('a', ';', ',', '\\', 'n', ':', '"', 'é', '漢', '😀', ' ', 'x'.repeat(40)),
    });
    fc.assert(
      fc.property(plain, (tail) => {
        // What begins with two colons is made harmless for logs.
        const what = `GET /${tail}`;
        const text = calendarText([{ ...APPOINTMENT, what }], OPTIONS);
        expect(read(text).map(({ summary }) => summary)).toEqual([`Sunset: ${what} (payments)`]);
      }),
      { numRuns: 300 },
    );
  });

  it('every day that exists can be a sunset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const sunset = addDays(day('1999-12-31'), days);
        const text = calendarText([{ ...APPOINTMENT, sunset }], OPTIONS);
        expect(read(text).map(({ start, end }) => [start, end])).toEqual([[sunset, addDays(sunset, 1)]]);
      }),
      { numRuns: 60 },
    );
  });
});

/** The names of components and properties, in order. */
function structure(text: string): unknown {
  const names = (component: ICAL.Component): unknown => [
    component.name,
    component.getAllProperties().map(({ name }) => name),
    component.getAllSubcomponents().map(names),
  ];
  return names(new ICAL.Component(ICAL.parse(text) as unknown[]));
}

it('reads as it shall', async () => {
  const calendar = after([
    [
      '2026-08-01',
      (today) => [
        leaving(LIST, SUNSET, today, { successor: 'GET /v2/payments' }),
        leaving('PUT /payments/{id}', day('2026-08-20'), today),
      ],
    ],
    [
      '2026-08-10',
      (today) => [
        leaving(LIST, SUNSET, today, { successor: 'GET /v2/payments' }),
        past('PUT /payments/{id}', 'active', today),
      ],
    ],
  ]);
  await expect(calendar).toMatchFileSnapshot('golden/calendar.ics');
});
