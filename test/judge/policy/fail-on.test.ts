import { expect, test } from 'vitest';
import { conditionsMet, parseFailOn } from '../../../src/judge/policy/fail-on.ts';
import type { Deprecation } from '../../../src/model/deprecation.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { entry, owed } from '../../support/deprecation.ts';
import { at, fact, policy, waiver } from '../sample.ts';

const RULES = ['deprecated-has-sunset', 'sunset-not-in-freeze'];

function thing(path: string, known: Partial<Deprecation>): Deprecation {
  return entry({
    what: { kind: 'operation', name: '', method: 'GET', path, pointer: '' },
    at: at('', 1),
    status: 'deprecated',
    ...known,
  });
}

const ENTRIES = [
  thing('/none', { status: 'deprecated' }),
  thing('/soon', { status: 'due-soon', daysLeft: 30 }),
  thing('/today', { status: 'due-soon', daysLeft: 0 }),
  thing('/later', { status: 'sunset-scheduled', daysLeft: 31 }),
  thing('/late', { status: 'overdue', daysLeft: -1 }),
  thing('/waived', { status: 'overdue', daysLeft: -9, waivers: [waiver({ rule: 'sunset-passed-still-present' })] }),
  thing('/short', {
    status: 'sunset-scheduled',
    daysLeft: 300,
    notice: { given: 10, atLeast: false, required: owed(90), enough: false },
  }),
  thing('/gone', { status: 'retired', notice: { given: 10, atLeast: false, required: owed(90), enough: false } }),
];

function finding(known: Pick<Finding, 'rule' | 'severity' | 'message'> & Partial<Finding>): Finding {
  const { from, api, hint, docs, at: place, also } = fact();
  return { from, api, hint, docs, at: place, also, fingerprint: known.message, waiver: null, ...known };
}

function metBy(text: string): readonly (readonly [string, readonly string[]])[] {
  const findings = [
    finding({ rule: 'sunset-not-in-freeze', severity: 'warn', message: 'frozen' }),
    finding({ rule: 'deprecated-has-sunset', severity: 'info', message: 'none' }),
    finding({ rule: 'sunset-not-in-freeze', severity: 'error', message: 'waived', waiver: waiver() }),
  ];
  return conditionsMet(parseFailOn(text, RULES, policy()), ENTRIES, findings).map(({ condition, met }) => [
    condition,
    met.map(({ what }) => what),
  ]);
}

test.each([
  ['overdue', ['GET /late']],
  ['due:30d', ['GET /soon', 'GET /today']],
  ['due:0d', ['GET /today']],
  ['no-sunset', ['GET /none']],
  ['short-notice', ['GET /short']],
  ['error', []],
  ['warn', ['frozen']],
  ['hint', ['frozen', 'none']],
  ['sunset-not-in-freeze', ['frozen']],
])('%s', (condition, met) => {
  expect(metBy(condition)).toEqual([[condition, met]]);
});

test('conditions are told apart, in the order in which they stand, each once', () => {
  expect(metBy('overdue, due:0d,overdue')).toEqual([
    ['overdue', ['GET /late']],
    ['due:0d', ['GET /today']],
  ]);
});

test.each([
  ['overdu', 'did you mean `overdue`?'],
  ['', 'is no condition'],
  ['overdue,', 'is no condition'],
  ['due', 'is no number of days'],
  ['due:30', 'is no number of days'],
  ['due:-1d', 'is no number of days'],
  ['due:99999d', 'is no number of days'],
  ['Overdue', 'did you mean `overdue`?'],
  ['sunset-not-in-freez', 'did you mean `sunset-not-in-freeze`?'],
])('%j is refused', (text, message) => {
  const refusal = (): unknown => parseFailOn(text, RULES, policy());
  expect(refusal).toThrow(CountersignError);
  expect(refusal).toThrow(message);
});

test('a rule that is turned off could never fail, and is refused', () => {
  const off = policy({ severities: new Map([['deprecated-has-sunset', 'off']]) });
  expect(() => parseFailOn('deprecated-has-sunset', RULES, off)).toThrow('which policy.severities turns off');
});
