import fc from 'fast-check';
import width from 'fast-string-width';
import { expect, test } from 'vitest';
import { jsonExcerpt } from '../../../../src/present/report/text/json-excerpt.ts';

const VALUE = { debtor: { name: 'Ann', iban: 'DE02' }, lines: [{ amount: 1 }, { amount: 22 }], note: 'x'.repeat(30) };

test.each([
  [200, [], JSON.stringify(VALUE)],
  [90, ['lines', '1', 'amount'], '{"debtor":{…},"lines":[{…},{"amount":22}],"note":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}'],
  [40, ['lines', '1', 'amount'], '{…,"lines":[…,{"amount":22}],…}'],
  [20, ['lines', '1', 'amount'], '…[…,{"amount":22}]'],
  [8, ['lines', '1', 'amount'], '…22'],
])('in %i columns what lies away from the place goes first', (columns, path, expected) => {
  expect(jsonExcerpt(VALUE, path, columns)).toBe(expected);
});

test('never wider than asked, whatever the value and the path', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(fc.string()), fc.integer({ min: 4, max: 90 }), (value, path, columns) => {
      expect(width(jsonExcerpt(value as never, path, columns))).toBeLessThanOrEqual(columns);
    }),
  );
});
