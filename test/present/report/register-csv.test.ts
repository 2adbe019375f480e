import { expect, test } from 'vitest';
import type { Deprecation } from '../../../src/model/deprecation.ts';
import { REGISTER_COLUMNS } from '../../../src/present/report/register/columns.ts';
import { rendererOf } from './renderer-of.ts';
import { at } from './samples/parts.ts';
import { sampleOf } from './samples/index.ts';
import { entry } from '../../support/deprecation.ts';

function csvOf(...deprecations: readonly Deprecation[]): string {
  const report = { ...sampleOf('deprecations-all'), deprecations };
  return rendererOf('csv').render(report, { color: false, width: 80, verbose: false, quiet: false, lines: () => [] });
}

function successorCell(successor: string): string {
  const text = csvOf(
    entry({
      what: { kind: 'operation', name: '', method: 'GET', path: '/a', pointer: '/paths/~1a/get' },
      at: at(1, 1, 1),
      status: 'deprecated',
      successor,
    }),
  );
  const [, row = ''] = text.split('\r\n');
  const index = REGISTER_COLUMNS.findIndex(({ id }) => id === 'successor');
  // Quoted cells of these samples hold no comma before it.
  return row
    .split(',')
    .slice(index)
    .join(',')
    .replace(/(,[^,]*){8}$/, '');
}

test('lines end as RFC 4180 has it, and every row has every column', () => {
  const text = csvOf();
  expect(text).toBe(`${REGISTER_COLUMNS.map(({ id }) => id).join(',')}\r\n`);
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\uff1dcmd', "'\uff1dcmd"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ['a,b', '"a,b"'],
  ['a;b', '"a;b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', 'two\\nlines'],
  ['\t=1', '"  =1"'],
  ['\u001b[31mred', '\\x1b[31mred'],
  ['plain', 'plain'],
])('%j is %j', (successor, cell) => {
  expect(successorCell(successor)).toBe(cell);
});
