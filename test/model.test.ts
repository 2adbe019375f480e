import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayIn, daysBetween, parseDay, parseDayOrDateTime } from '../src/model/day.ts';
import { CountersignError, ERRORS, EXIT } from '../src/model/errors.ts';
import { type Json } from '../src/model/json.ts';
import { parentOf, pointerOf, segmentsOf, valueAt } from '../src/model/pointer.ts';

describe('pointers (RFC 6901)', () => {
  test('segments come back whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (segments) => {
        expect(segmentsOf(pointerOf(...segments))).toEqual(segments);
      }),
    );
  });

  test('the examples of §5', () => {
    const document: Json = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'm~n': 8 };
    expect(
      ['', '/foo/0', '/', '/a~1b', '/m~0n', '/foo/01', '/foo/-', '/nothing/below'].map((pointer) =>
        valueAt(document, pointer),
      ),
    ).toEqual([document, 'bar', 0, 1, 8, undefined, undefined, undefined]);
  });

  test('a key of the prototype is no value', () => {
    expect(valueAt({}, '/constructor')).toBeUndefined();
    expect(valueAt(JSON.parse('{"__proto__": 1}') as Json, '/__proto__')).toBe(1);
  });

  test('the root is its own parent', () => {
    expect(['/a/b', '/a', ''].map(parentOf)).toEqual(['/a', '', '']);
  });
});

describe('days', () => {
  test.each(['2022-11-31', '2026-02-29', '2026-13-01', '2026-1-1', '0000-00-00', '2026-01-01T00:00:00Z'])(
    '%s is not a day',
    (text) => {
      expect(parseDay(text)).toBeNull();
    },
  );

  test.each(['2024-02-29', '2026-12-31', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
    expect(parseDay(text)).toBe(text);
  });

  test('a date-time counts for the day on which it falls in the zone', () => {
    const text = '2026-03-29T23:30:00+00:00';
    expect([
      parseDayOrDateTime(text),
      parseDayOrDateTime(text, 'Pacific/Auckland'),
      parseDayOrDateTime('2026-03-29T25:00:00Z'),
    ]).toEqual(['2026-03-29', '2026-03-30', null]);
  });

  test('adding days and counting them agree, in every zone and over leap days', () => {
    const day = fc
      .date({ min: new Date('1970-01-02'), max: new Date('2199-12-30'), noInvalidDate: true })
      .map((date) => dayIn(date));
    fc.assert(
      fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });
});

test('every error has an exit code of the table and something to do', () => {
  const known = new Set<number>(Object.values(EXIT));
  for (const [code, info] of Object.entries(ERRORS)) {
    expect(known.has(info.exit), code).toBe(true);
    expect(info.exit, code).not.toBe(EXIT.yes);
    expect(info.meaning.endsWith('.') && info.hint.length > 0, code).toBe(true);
  }
  expect(new CountersignError('BASE_REF_NOT_FOUND', 'x').exitCode).toBe(4);
});
