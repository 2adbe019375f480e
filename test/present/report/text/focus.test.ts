import { expect, test } from 'vitest';
import { focused } from '../../../../src/present/report/text/focus.ts';
import { at } from '../samples/parts.ts';

const LINES = ['enum:', '  - opened', '  - "open"', '  - paid', 'oneOf: [{ $ref: "#/File" }, { $ref: "#/FileRef" }]'];
const LIST = { pointer: '/schema/enum', endLine: 4, endColumn: 9 };

test('of a list the member that a change is about, not one that begins like it', () => {
  expect(focused(at(1, 1, 1, LIST), ['"open"'], LINES)).toMatchObject({
    line: 3,
    column: 5,
    endLine: 3,
    endColumn: 11,
  });
});

test('in one line, what stands there under a name', () => {
  const list = at(5, 8, 46, { pointer: '/schema/oneOf' });
  expect(focused(list, ['FileRef'], LINES)).toMatchObject({ line: 5, column: 40 });
});

test('the list itself where it does not name it, and anything that is no list', () => {
  const list = at(1, 1, 1, LIST);
  expect(focused(list, ['"late"'], LINES)).toBe(list);
  expect(focused(list, [], LINES)).toBe(list);
  const limit = at(1, 1, 1, { ...LIST, pointer: '/schema/maxLength' });
  expect(focused(limit, ['"open"'], LINES)).toBe(limit);
});
