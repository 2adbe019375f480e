import { expect, test } from 'vitest';
import type { Deprecation } from '../../../../src/model/deprecation.ts';
import { pageOf } from '../../../../src/present/report/text/page.ts';
import { register } from '../../../../src/present/report/text/register.ts';
import { entry } from '../../../support/deprecation.ts';
import { at, day } from '../samples/parts.ts';

const PAGE = pageOf({ color: false, width: 80, verbose: false, quiet: false, lines: () => [] });

function property(pointer: string, line: number, other: Partial<Deprecation> = {}): Deprecation {
  return entry({
    what: { kind: 'property', name: pointer.replace(/^.*\//, ''), method: null, path: null, pointer },
    at: at(line, 9, 4),
    status: 'deprecated',
    ...other,
  });
}

test('properties of one schema that are deprecated alike are one row, operations come first', () => {
  const lines = register(
    [
      property('/components/schemas/Card/properties/pin', 20),
      property('/components/schemas/Card/properties/limits/properties/daily', 24),
      property('/definitions/Old/allOf/0/properties/x', 7),
      property('/components/schemas/Card/properties/colour', 30, {
        sunset: day('2027-01-31'),
        daysLeft: 72,
        status: 'sunset-scheduled',
      }),
      property('/paths/~1a/get', 90, {
        what: { kind: 'operation', name: '', method: 'GET', path: '/a', pointer: '/paths/~1a/get' },
      }),
    ],
    PAGE,
  );
  expect(lines).toEqual([
    'payments',
    '  status     sunset      days left  what',
    '  no sunset  -                   -  GET /a',
    '                                    at payments/openapi.yaml:90:9',
    '  scheduled  2027-01-31         72  schema Card: colour',
    '                                    at payments/openapi.yaml:30:9',
    '  no sunset  -                   -  schema Old: x',
    '                                    at payments/openapi.yaml:7:9',
    '  no sunset  -                   -  schema Card: pin, limits.daily',
    '                                    at payments/openapi.yaml:20:9 to line 24',
    '',
  ]);
});

test('verbose gives the place of each', () => {
  const both = [
    property('/components/schemas/Card/properties/pin', 20),
    property('/components/schemas/Card/properties/x', 24),
  ];
  expect(register(both, { ...PAGE, verbose: true }).slice(2)).toEqual([
    '  no sunset  -               -  schema Card: pin, x',
    '                                at payments/openapi.yaml:20:9',
    '                                at payments/openapi.yaml:24:9',
    '',
  ]);
});
