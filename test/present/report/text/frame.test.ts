import fc from 'fast-check';
import width from 'fast-string-width';
import { expect, test } from 'vitest';
import type { Location } from '../../../../src/model/location.ts';
import { frame } from '../../../../src/present/report/text/frame.ts';
import { pageOf } from '../../../../src/present/report/text/page.ts';
import { at } from '../samples/parts.ts';

function framed(lines: readonly string[], location: Location, columns = 60): string[] {
  const page = pageOf({ color: false, width: columns, verbose: false, quiet: false, lines: () => lines });
  return frame(location, page, 0, (text) => text);
}

test('the range is underlined', () => {
  expect(framed(['a: 1', 'key: value'], at(2, 6, 5))).toEqual(['2 | key: value', '  |      ^^^^^']);
});

test('nothing is shown of a file that was not read, or beyond its end', () => {
  expect(framed([], at(1, 1, 1))).toEqual([]);
  expect(framed(['a'], at(7, 1, 1))).toEqual([]);
});

test('of several lines the first is shown', () => {
  expect(framed(['get:', '  a', '  b', '  c'], at(1, 1, 0, { endLine: 4, endColumn: 4 }))).toEqual([
    '1 | get:',
    '  | ^^^^',
  ]);
});

test('a range that ends where a line begins does not reach into it', () => {
  expect(framed(['get:', 'post:'], at(1, 1, 0, { endLine: 2, endColumn: 1 }))).toEqual(['1 | get:', '  | ^^^^']);
});

test('an empty range gets one sign, behind the line as well', () => {
  expect(framed(['key:'], at(1, 1, 0))).toEqual(['1 | key:', '  | ^']);
  expect(framed(['key: ab'], at(1, 9, 0))).toEqual(['1 | key: ab', '  | ^^^^^^^']);
});

test.each([
  ['a mapping of YAML', '  get:', 7],
  ['with a space behind', '  get: ', 8],
  ['a block of text', '  description: |-', 16],
  ['an object of JSON', '  "get": {', 10],
  ['whose place begins at the colon', '  "get" : {', 9],
])('the key is underlined where its value begins at the end of the line: %s', (_, line, column) => {
  const key = line.trim();
  expect(framed([line, '    a: 1'], at(1, column, 0, { endLine: 2, endColumn: 9 }))).toEqual([
    `1 |   ${key}`,
    `  |   ${'^'.repeat(key.length)}`,
  ]);
});

test('a long mark is cut at the end, and its line keeps its indentation', () => {
  expect(framed([`        - description: ${'b'.repeat(80)}`], at(1, 11, 90), 40)).toEqual([
    '1 |         - description: bbbbbbbbbbbb…',
    '  |           ^^^^^^^^^^^^^^^^^^^^^^^^^',
  ]);
});

test('tabs, wide characters and what cannot be printed keep the underline below its range', () => {
  expect(framed(['\t漢\x1b: x'], at(1, 5, 2))).toEqual(['1 |   漢\\x1b: x', '  |          ^^']);
  expect(framed(['a\ud83d\udc4d: x'], at(1, 6, 1))).toEqual(['1 | a👍: x', '  |      ^']);
});

test('a long line is cut around its range', () => {
  expect(framed([`${'a'.repeat(40)} here ${'b'.repeat(40)}`], at(1, 42, 4), 40)).toEqual([
    '1 | …aaaaaaaaaaa here bbbbbbbbbbbbbbbbb…',
    '  |              ^^^^',
  ]);
  expect(framed([`${' '.repeat(50)}here ${'b'.repeat(80)}`], at(1, 51, 4), 40)).toEqual([
    '1 | here bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…',
    '  | ^^^^',
  ]);
});

test('a minified contract of megabytes is one short line', () => {
  const line = `{"a":${'"👍",'.repeat(500_000)}"b":1}`;
  for (const row of framed([line], at(1, 1_000_001, 3))) expect(row.length).toBeLessThan(80);
});

test('no row is wider than the page, and the first character of the range is underlined where it stands', () => {
  const characters = fc.constantFrom('a', ' ', '\t', '漢', '👍', '\x1b', 'é', '\u{e0041}');
  const line = fc.array(characters, { minLength: 1, maxLength: 150 }).map((all) => [...all, 'Z'].join(''));
  fc.assert(
    fc.property(line, fc.integer({ min: 40, max: 120 }), (text, columns) => {
      const [code = '', underline = ''] = framed([text], at(1, text.length, 1), columns);
      expect(width(code)).toBeLessThanOrEqual(columns);
      expect(width(underline)).toBeLessThanOrEqual(columns);
      expect(width(code.slice(0, code.indexOf('Z')))).toBe(underline.indexOf('^'));
    }),
    { numRuns: 1000 },
  );
});
