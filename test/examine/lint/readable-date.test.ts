import { expect, it } from 'vitest';
import { asRfc3339 } from '../../../src/examine/lint/readable-date.ts';

it.each([
  ['2026-3-1', '2026-03-01'],
  ['2027/06/30', '2027-06-30'],
  ['2027.6.30', '2027-06-30'],
  ['20270630', '2027-06-30'],
  ['30.06.2027', '2027-06-30'],
  ['06/30/2027', '2027-06-30'],
  ['5/5/2027', '2027-05-05'],
  ['30 June 2027', '2027-06-30'],
  ['30-Jun-2027', '2027-06-30'],
  ['June 1st, 2027', '2027-06-01'],
  ['Sept. 3 2027', '2027-09-03'],
  ['Wed, 30 Jun 2027 23:59:59 GMT', '2027-06-30T23:59:59Z'],
  ['2027-06-30 22:00:00 UTC', '2027-06-30T22:00:00Z'],
  ['2027-06-30T22:00+0200', '2027-06-30T22:00:00+02:00'],
  [' 2027-06-3 ', '2027-06-03'],
])('%s is %s', (text, date) => {
  expect(asRfc3339(text)).toBe(date);
});

it.each([
  ['two months it may be', '03/04/2027'],
  ['a day that does not exist', '2027-02-30'],
  ['the same in other words', '31 June 2027'],
  ['another day of the week', 'Tue, 30 Jun 2027 23:59:59 GMT'],
  ['a time in no zone', '2027-06-30T22:00:00'],
  ['a zone that several have', '2027-06-30 22:00:00 CST'],
  ['two digits for the year', '30.06.27'],
  ['a month', 'June 2027'],
  ['a quarter', '2027-Q2'],
  ['two separators', '2027-06/30'],
  ['an hour that does not exist', '2027-06-30T25:00:00Z'],
  ['words', 'after version 3'],
  ['nothing', ''],
])('%s stays: %s', (_, text) => {
  expect(asRfc3339(text)).toBeNull();
});
