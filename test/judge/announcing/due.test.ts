import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcementsOf } from '../../../src/judge/announcing/due.ts';
import { thingOf } from '../../../src/judge/announcing/thing.ts';
import type { Announcement, Register } from '../../../src/model/announcement.ts';
import { addDays, type Day } from '../../../src/model/day.ts';
import type { Deprecation } from '../../../src/model/deprecation.ts';
import { day, leaving, MILESTONES, past } from '../../support/register.ts';

const SUNSET = day('2027-01-31');
const LIST = 'GET /payments';

function register(...deprecations: readonly Deprecation[]): Register {
  return { deprecations, covers: () => true };
}

/** Runs on one day after the other, remembering; gives what each run said, in short. */
function said(runs: readonly (readonly [string, (today: Day) => Register])[]): readonly (readonly string[])[] {
  const log: Announcement[] = [];
  return runs.map(([on, of]) => {
    const due = announcementsOf(of(day(on)), log, day(on));
    log.push(...due);
    return due.map(short);
  });
}

function short({ kind, what, sunset, offset, from, round }: Announcement): string {
  const moved = from === null ? '' : ` instead of ${from}`;
  return `${round} ${kind} ${what} ${sunset}${moved}${offset === null ? '' : ` ${offset}`}`;
}

const until =
  (sunset: Day | null) =>
  (today: Day): Register =>
    register(leaving(LIST, sunset, today));

describe('one thing, day by day', () => {
  it('is told of when it is scheduled, and at each milestone, once', () => {
    expect(
      said([
        ['2026-03-01', until(SUNSET)],
        ['2026-03-01', until(SUNSET)],
        ['2026-08-03', until(SUNSET)],
        ['2026-08-04', until(SUNSET)],
        ['2026-08-05', until(SUNSET)],
        ['2027-01-31', until(SUNSET)],
        ['2027-02-07', until(SUNSET)],
        ['2028-02-07', until(SUNSET)],
      ]),
    ).toEqual([
      ['0 scheduled GET /payments 2027-01-31'],
      [],
      [],
      ['0 milestone GET /payments 2027-01-31 -180'],
      [],
      ['0 milestone GET /payments 2027-01-31 0'],
      ['0 milestone GET /payments 2027-01-31 7'],
      [],
    ]);
  });

  it('is told of the last milestone alone by a run that is late, whatever was missed', () => {
    expect(
      said([
        ['2026-08-04', until(SUNSET)],
        ['2027-01-20', until(SUNSET)],
        ['2027-01-21', until(SUNSET)],
      ]),
    ).toEqual([['0 milestone GET /payments 2027-01-31 -180'], ['0 milestone GET /payments 2027-01-31 -14'], []]);
  });

  it('is not told of again by a run with an earlier day', () => {
    expect(
      said([
        ['2027-01-20', until(SUNSET)],
        ['2026-08-04', until(SUNSET)],
      ]),
    ).toEqual([['0 milestone GET /payments 2027-01-31 -14'], []]);
  });

  it('moves to another day, and back, and each move is told', () => {
    const later = day('2027-03-31');
    expect(
      said([
        ['2026-11-05', until(SUNSET)],
        ['2026-11-10', until(later)],
        ['2026-11-11', until(SUNSET)],
        ['2026-11-12', until(later)],
        ['2026-12-31', until(later)],
      ]),
    ).toEqual([
      ['0 milestone GET /payments 2027-01-31 -90'],
      ['1 moved GET /payments 2027-03-31 instead of 2027-01-31 -180'],
      ['2 moved GET /payments 2027-01-31 instead of 2027-03-31 -90'],
      ['3 moved GET /payments 2027-03-31 instead of 2027-01-31 -180'],
      ['3 milestone GET /payments 2027-03-31 -90'],
    ]);
  });

  it.each([
    ['retired', (today: Day) => register(past(LIST, 'retired', today)), 'retired'],
    ['taken back', (today: Day) => register(past(LIST, 'active', today)), 'withdrawn'],
    ['back without the mark', (today: Day) => register(past(LIST, 'resurrected', today)), 'withdrawn'],
    ['left without a sunset', until(null), 'unscheduled'],
    ['in no register', () => register(), 'ended'],
  ] as const)('ends when it is %s, once, and begins anew when it is scheduled again', (_, ended, kind) => {
    expect(
      said([
        ['2027-01-20', until(SUNSET)],
        ['2027-01-25', ended],
        ['2027-01-26', ended],
        ['2027-01-27', until(SUNSET)],
        ['2027-01-28', until(SUNSET)],
      ]),
    ).toEqual([
      ['0 milestone GET /payments 2027-01-31 -14'],
      [`0 ${kind} GET /payments 2027-01-31`],
      [],
      ['1 milestone GET /payments 2027-01-31 -7'],
      [],
    ]);
  });

  it('without a sunset is never told of, nor is what ended before anything was said', () => {
    expect(
      said([
        ['2026-08-04', until(null)],
        ['2026-08-05', (today) => register(past('GET /old', 'retired', today))],
        ['2026-08-06', (today) => register(past('GET /old', 'active', today))],
      ]),
    ).toEqual([[], [], []]);
  });
});

it('does not take what was not looked at for gone', () => {
  const today = day('2026-08-04');
  const first = announcementsOf(register(leaving(LIST, SUNSET, today)), [], today);
  expect(announcementsOf({ deprecations: [], covers: (api) => api !== 'payments' }, first, today)).toEqual([]);
});

it('says everything that a reader and the next run need', () => {
  const today = day('2027-01-01');
  expect(announcementsOf(register(leaving(LIST, SUNSET, today, { successor: 'GET /v2/payments' })), [], today)).toEqual(
    [
      {
        fingerprint: 'd7d3c12e3c20123f5c172e80583ab744',
        api: 'payments',
        owner: 'Team Payments',
        thing: 'b6a83130f36fc705',
        what: 'GET /payments',
        kind: 'milestone',
        round: 0,
        sunset: '2027-01-31',
        offset: -30,
        end: false,
        from: null,
        successor: 'GET /v2/payments',
        on: '2027-01-01',
      },
    ],
  );
});

describe('two branches that announced', () => {
  const today = day('2026-11-10');
  const first = announcementsOf(until(SUNSET)(today), [], today);
  const [earlier, later] = [day('2026-12-31'), day('2027-03-31')];

  it('the same thing: it is one announcement', () => {
    const both = [
      ...announcementsOf(until(later)(today), first, today),
      ...announcementsOf(until(later)(today), first, today),
    ];
    expect(new Set(both.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(announcementsOf(until(later)(today), [...first, ...both], today)).toEqual([]);
  });

  it('different sunsets: whichever holds in the end is not announced again', () => {
    const both = [
      ...first,
      ...announcementsOf(until(earlier)(today), first, today),
      ...announcementsOf(until(later)(today), first, today),
    ];
    expect(announcementsOf(until(earlier)(today), both, today)).toEqual([]);
    expect(announcementsOf(until(later)(today), both, today)).toEqual([]);
    expect(announcementsOf(until(SUNSET)(today), both, today).map(short)).toHaveLength(1);
  });
});

describe('which thing it is', () => {
  const operation = leaving(LIST, null, SUNSET).what;
  const same = (left: object, right: object): boolean =>
    thingOf('payments', { ...operation, ...left }) === thingOf('payments', { ...operation, ...right });

  it.each([
    ['the name of a path parameter', { path: '/a/{id}' }, { path: '/a/{key}' }],
    ['where an operation stands', { pointer: '/paths/~1a/get' }, { pointer: '/paths/~1b/get' }],
    [
      'the place of a parameter in its list',
      { kind: 'parameter', name: 'limit', pointer: '/paths/~1a/get/parameters/0' },
      { kind: 'parameter', name: 'limit', pointer: '/paths/~1a/get/parameters/3' },
    ],
  ])('does not depend on %s', (_, left, right) => {
    expect(same(left, right)).toBe(true);
  });

  it.each([
    ['method', { method: 'GET' }, { method: 'PUT' }],
    ['path', { path: '/a' }, { path: '/b' }],
    ['kind', { kind: 'operation' }, { kind: 'parameter' }],
    [
      'schema that a property is of',
      { kind: 'property', name: 'a', path: null, pointer: '/components/schemas/A/properties/a' },
      { kind: 'property', name: 'a', path: null, pointer: '/components/schemas/B/properties/a' },
    ],
  ])('depends on the %s', (_, left, right) => {
    expect(same(left, right)).toBe(false);
  });

  it('depends on the API', () => {
    expect(thingOf('payments', operation)).not.toBe(thingOf('accounts', operation));
  });
});

/** What a contract may say of one operation. */
const state = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -40, max: 300 }).map((days) => ({ kind: 'sunset' as const, days })) },
  fc.constantFrom(
    { kind: 'none' as const },
    { kind: 'retired' as const },
    { kind: 'active' as const },
    { kind: 'resurrected' as const },
    { kind: 'absent' as const },
  ),
);
type State = typeof state extends fc.Arbitrary<infer T> ? T : never;

const OPERATIONS = ['GET /a', 'GET /b', 'PUT /b'];
const FIRST = day('2026-01-01');

/** Each step: so many days pass (or the clock is set back), and some operations are edited. */
const steps = fc.array(
  fc.record({
    days: fc.integer({ min: -5, max: 60 }),
    edits: fc.dictionary(fc.constantFrom(...OPERATIONS), state, { maxKeys: 2 }),
    shuffle: fc.integer(),
  }),
  { maxLength: 25 },
);

function registerOf(states: ReadonlyMap<string, State>, today: Day): Register {
  return register(
    ...[...states].flatMap(([operation, one]): readonly Deprecation[] => {
      switch (one.kind) {
        case 'sunset':
          return [leaving(operation, addDays(FIRST, one.days), today)];
        case 'none':
          return [leaving(operation, null, today)];
        case 'absent':
          return [];
        case 'retired':
        case 'active':
        case 'resurrected':
          return [past(operation, one.kind, today)];
      }
    }),
  );
}

describe('any sequence of days and edits', () => {
  it('announces each fingerprint at most once, the same run says nothing twice, and what was said is true', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const states = new Map<string, State>();
        let log: readonly Announcement[] = [];
        let today = FIRST;
        for (const { days, edits, shuffle } of all) {
          today = addDays(today, days);
          for (const [operation, one] of Object.entries(edits)) states.set(operation, one);
          const now = registerOf(states, today);
          const due = announcementsOf(now, shuffled(log, shuffle), today);
          const known = new Set(log.map(({ fingerprint }) => fingerprint));
          for (const { fingerprint } of due) {
            expect(known.has(fingerprint)).toBe(false);
            known.add(fingerprint);
          }
          log = [...log, ...due];
          expect(announcementsOf(now, log, today)).toEqual([]);
          expect(openIn(log)).toEqual(openIn(now, today));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells a milestone of every one that is reached while somebody runs daily', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 220 }), (lead) => {
        const sunset = addDays(FIRST, lead);
        let log: readonly Announcement[] = [];
        for (let passed = 0; passed <= lead + 10; passed += 1) {
          const today = addDays(FIRST, passed);
          log = [...log, ...announcementsOf(until(sunset)(today), log, today)];
        }
        const reached = MILESTONES.filter((offset) => offset > -lead);
        const first = MILESTONES.findLast((offset) => offset <= -lead) ?? null;
        expect(log.map(({ offset }) => offset)).toEqual([first, ...reached]);
      }),
    );
  });
});

/** What a reader of the announcements, or of the register, takes for going away, and when. */
function openIn(source: readonly Announcement[] | Register, today?: Day): unknown {
  if ('deprecations' in source)
    return source.deprecations
      .filter(({ sunset }) => sunset !== null && today !== undefined)
      .map(({ what, sunset }) => `${what.method ?? ''} ${what.path ?? ''} ${sunset ?? ''}`)
      .sort();
  const last = new Map(source.map((one) => [one.what, one]));
  return [...last.values()]
    .filter(({ end }) => !end)
    .map(({ what, sunset }) => `${what} ${sunset}`)
    .sort();
}

function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  return items
    .map((item, index) => ({ item, key: Math.imul(seed ^ (index + 1), 2_654_435_761) }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}
