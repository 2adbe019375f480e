import { expect, test } from 'vitest';
import { plainLine } from '../../src/model/plain-text.ts';

test.each([
  ['Payments API', 'Payments API'],
  ['  two\r\n lines\u2028three ', 'two lines three'],
  ['a\u001b[31mred', 'a [31mred'],
  ['evil\u202egnp.exe', 'evil gnp.exe'],
  ['zero\u200bwidth\ufeff', 'zero width'],
  ['lone\ud800surrogate', 'lone surrogate'],
  ['tag\u{e0041}ged', 'tag ged'],
  ['Zürich 日本 🏦', 'Zürich 日本 🏦'],
])('%j reads %j', (text, line) => {
  expect(plainLine(text)).toBe(line);
});
