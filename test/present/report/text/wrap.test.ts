import fc from 'fast-check';
import width from 'fast-string-width';
import { expect, test } from 'vitest';
import { hanging, phrases, shortened, wrap } from '../../../../src/present/report/text/wrap.ts';

test('lines are broken at spaces', () => {
  expect(wrap('one two  three four', 9)).toEqual(['one two', 'three', 'four']);
});

test('a word that is too long stays whole', () => {
  expect(wrap('see https://developer.bank.example/x now', 10)).toEqual([
    'see',
    'https://developer.bank.example/x',
    'now',
  ]);
});

test('wide characters count twice', () => {
  expect(wrap('漢字 漢字', 8)).toEqual(['漢字', '漢字']);
});

test('nothing comes of nothing', () => {
  expect(wrap('  ', 9)).toEqual([]);
  expect(hanging({ indent: 2, label: 'hint: ', text: '', columns: 80 })).toEqual([]);
});

test('further lines stand below the text', () => {
  expect(hanging({ indent: 2, label: 'hint: ', text: 'one two three four five six', columns: 28 })).toEqual([
    '  hint: one two three four',
    '        five six',
  ]);
});

test('no line is too wide unless it is one word, and no word is lost', () => {
  const texts = fc.array(fc.stringMatching(/^[a-z漢/]{1,30}$/)).map((words) => words.join(' '));
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 60 }), (text, columns) => {
      const lines = wrap(text, columns);
      expect(lines.join(' ')).toBe(text);
      expect(lines.filter((line) => width(line) > columns && line.includes(' '))).toEqual([]);
    }),
  );
});

test('phrases are parted from each other, and none in itself', () => {
  expect(phrases(['one two,', 'three four,', 'five'], 16)).toEqual(['one two,', 'three four, five']);
  expect(phrases(['far too long for it', 'x'], 10)).toEqual(['far too', 'long for', 'it', 'x']);
  expect(phrases(['use https://bank.example/x instead'], 10)).toEqual(['use https://bank.example/x instead']);
});

test('a shortened line says that something is missing, and never parts a character', () => {
  expect(shortened('abc', 3)).toBe('abc');
  expect(shortened('abcd', 3)).toBe('ab…');
  expect(shortened('漢字漢字', 5)).toBe('漢字…');
  expect(shortened('a👍👍', 4)).toBe('a👍…');
});
