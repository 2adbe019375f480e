import { expect, test } from 'vitest';
import { jsonPieces, jsonText } from '../../../src/present/report/json-text.ts';
import { withoutLogCommands } from '../../../src/present/report/log-commands.ts';
import { printable, printableLines } from '../../../src/present/report/printable.ts';
import { sealed } from '../../../src/present/report/sealed.ts';

test.each([
  ['plain', 'Größe 12 €, 漢字, 👍🏽, ❤️', 'Größe 12 €, 漢字, 👍🏽, ❤️'],
  ['an escape sequence', '\x1b[2J', '\\x1b[2J'],
  ['line breaks', 'a\r\nb\nc', 'a\\r\\nb\\nc'],
  ['a tab', 'a\tb', 'a  b'],
  ['DEL and C1', '\x7f\x9b', '\\x7f\\x9b'],
  ['bidirectional controls', '\u202e\u2066\u200f\u061c', '\\u202e\\u2066\\u200f\\u061c'],
  ['what is invisible', 'a\u200bb\u2060\ufeff\u00ad', 'a\\u200bb\\u2060\\ufeff\\xad'],
  ['separators', '\u2028\u2029', '\\u2028\\u2029'],
  ['lone surrogates', '\ud800a\udc00', '\\ud800a\\udc00'],
  ['tags beyond U+FFFF', '\u{e0041}', '\\u{e0041}'],
  ['a GitHub command', '  ::error::x', '  \\x3a:error::x'],
  ['an Azure command', 'a ##vso[task.x] ##[error]', 'a \\x23#vso[task.x] \\x23#[error]'],
  ['two colons elsewhere', 'std::vector ## heading', 'std::vector ## heading'],
])('%s', (_, raw, shown) => {
  expect(printable(raw)).toBe(shown);
});

test('a text of several lines keeps its breaks, and each line is looked at', () => {
  expect(printableLines('a\r\n::b\n\x1b')).toBe('a\n\\x3a:b\n\\x1b');
});

test('an enormous text is cut, never inside a surrogate pair', () => {
  expect(printable('x'.repeat(2_000_000))).toBe(`${'x'.repeat(2000)}… (1998000 more characters)`);
  expect(printable(`${'x'.repeat(1999)}👍x`)).toBe(`${'x'.repeat(1999)}… (3 more characters)`);
});

test('the last lock leaves our colours and stops everything else', () => {
  expect(sealed('\x1b[1m\x1b[31m::a\x1b[39m\x1b[22m\n\x1b[2Jb\t##[c]')).toBe(
    '\x1b[1m\x1b[31m\\x3a:a\x1b[39m\x1b[22m\n\\x1b[2Jb  \\x23#[c]',
  );
});

test('a line is no command however it is indented', () => {
  expect(withoutLogCommands('\t \u00a0::x')).toBe('\t \u00a0\\x3a:x');
});

test('JSON in pieces is what JSON.stringify writes, however long its lists', () => {
  const list = (length: number): readonly object[] => Array.from({ length }, (_, at) => ({ at, inner: [at, {}, []] }));
  for (const value of [
    ...[{}, [], 'x', null, { a: undefined }, { a: undefined, b: [undefined, 1] }, { 'a"\n': [[]], __proto__: null }],
    { none: list(0), one: list(1), below: list(500), above: list(501), twice: list(1000), more: list(1001), end: 1 },
  ]) {
    const pieces = [...jsonPieces(value)];
    expect(pieces.join('')).toBe(`${JSON.stringify(value, null, 2)}\n`);
    expect(Math.max(...pieces.map((piece) => piece.split('"at"').length - 1))).toBeLessThanOrEqual(500);
  }
});

test('JSON keeps its value', () => {
  const value = { '##[x]': '\u202e\x9b\u2028##vso[y]\\##[z]', '\u{e0041}': '\ud800' };
  const text = jsonText(value);
  expect(text).toBe(
    [
      '{',
      '  "\\u0023#[x]": "\\u202e\\u009b\\u2028\\u0023#vso[y]\\\\\\u0023#[z]",',
      '  "\\udb40\\udc41": "\\ud800"',
      '}',
      '',
    ].join('\n'),
  );
  expect(JSON.parse(text)).toEqual(value);
});
