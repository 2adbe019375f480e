import { describe, expect, test } from 'vitest';
import { edited } from '../../../src/deliver/edit/edited.ts';
import type { Edit } from '../../../src/model/edit.ts';

function changed(text: string, ...edits: readonly Edit[]): string {
  return edited(text, edits);
}

const CONTRACT = `openapi: 3.0.3 # the version
# who we are
info:
    title: 'A'   # short
    version: "1"
    description: ${'a very long line that nobody may wrap '.repeat(6).trim()}

tags:
- name: b # second
  description: x
# about a
- name: a

paths: {}
list: [a, b]
`;

test('a string keeps its quotes, and new entries take the indentation of the file', () => {
  const after = changed(
    CONTRACT,
    { kind: 'set', pointer: '/info/title', value: "it's" },
    { kind: 'set', pointer: '/info/contact/name', value: 'yes' },
    { kind: 'set', pointer: '/info/x-sunset', value: '2027-01-01', before: 'version' },
  );
  expect(after).toBe(
    CONTRACT.replace("title: 'A'   #", "title: 'it''s'   #")
      .replace('    version', '    x-sunset: "2027-01-01"\n    version')
      .replace('\n\ntags:', '\n    contact:\n        name: "yes"\n\ntags:'),
  );
});

test('comments directly above an entry move with it', () => {
  expect(changed(CONTRACT, { kind: 'reorder', pointer: '/tags', order: [1, 0] })).toBe(
    CONTRACT.replace(/tags:\n[^]*- name: a\n/, 'tags:\n# about a\n- name: a\n- name: b # second\n  description: x\n'),
  );
});

test('what is removed takes its lines along, and no comment of another', () => {
  expect(changed(CONTRACT, { kind: 'remove', pointer: '/tags/0' }, { kind: 'remove', pointer: '/tags/0' })).toBe(
    CONTRACT.replace(/tags:\n[^]*- name: a\n/, 'tags: []\n# about a\n'),
  );
  expect(changed(CONTRACT, { kind: 'remove', pointer: '/tags/0/name' })).toBe(
    CONTRACT.replace('- name: b # second\n  description', '- description'),
  );
});

test('between brackets it stays between brackets; an empty one opens up', () => {
  const after = changed(
    CONTRACT,
    { kind: 'insert', pointer: '/list/1', value: 'x, y' },
    { kind: 'set', pointer: '/paths/~1a/get/deprecated', value: true },
  );
  expect(after).toBe(
    CONTRACT.replace('[a, b]', '[a, "x, y", b]').replace(
      'paths: {}',
      'paths:\n    /a:\n        get:\n            deprecated: true',
    ),
  );
});

test('a key is renamed where it stands', () => {
  expect(changed(CONTRACT, { kind: 'rename', pointer: '/info/version', key: 'a: b' })).toBe(
    CONTRACT.replace('version: "1"', '"a: b": "1"'),
  );
});

test('an object that is set changes only where it differs', () => {
  const info = { title: 'B', version: '1', contact: { name: 'c' } };
  expect(changed(CONTRACT, { kind: 'set', pointer: '/info', value: info })).toBe(
    CONTRACT.replace("'A'", "'B'").replace(/ {4}description: a.*\n/, '    contact:\n        name: c\n'),
  );
});

test('a day without quotes stays without', () => {
  expect(changed('a: 2026-12-31 # end\n', { kind: 'set', pointer: '/a', value: '2027-03-31' })).toBe(
    'a: 2027-03-31 # end\n',
  );
});

test('a comment stays beside its key when the value becomes longer than a line', () => {
  expect(changed('a: 1 # one\nb: 2\n', { kind: 'set', pointer: '/a', value: 'x\ny\n' })).toBe(
    'a: | # one\n  x\n  y\nb: 2\n',
  );
});

describe('what is shared', () => {
  const SHARED = 'base: &b { x: 1 }\nsame: *b\nmore:\n  <<: *b\n  y: 2\n';

  test.each<Edit>([
    { kind: 'set', pointer: '/base/x', value: 2 },
    { kind: 'set', pointer: '/same/x', value: 2 },
    { kind: 'remove', pointer: '/base' },
    { kind: 'remove', pointer: '/more/x' },
  ])('is refused: $kind $pointer', (edit) => {
    expect(() => changed(SHARED, edit)).toThrow(expect.objectContaining({ code: 'EDIT_IMPOSSIBLE' }));
  });

  test('may be replaced at one place, or overridden', () => {
    expect(changed(SHARED, { kind: 'set', pointer: '/same', value: 2 })).toBe(SHARED.replace('same: *b', 'same: 2'));
    expect(changed(SHARED, { kind: 'set', pointer: '/more/x', value: 3 })).toBe(`${SHARED}  x: 3\n`);
    expect(changed(SHARED, { kind: 'set', pointer: '/more/y', value: 3 })).toBe(SHARED.replace('y: 2', 'y: 3'));
  });
});

test('what is no document, or fits nothing in it, is refused', () => {
  expect(() => changed('a: [', { kind: 'set', pointer: '/a', value: 1 })).toThrow('cannot be edited in place');
  expect(() => changed('', { kind: 'set', pointer: '/a', value: 1 })).toThrow('cannot be edited in place');
  expect(() => changed('a: 1\n---\nb: 2\n', { kind: 'set', pointer: '/a', value: 2 })).toThrow(
    'cannot be edited in place',
  );
  expect(() => changed('a: 1\n', { kind: 'set', pointer: '/a/b', value: 2 })).toThrow('cannot be edited in place');
  expect(() => changed('a: 1\n', { kind: 'remove', pointer: '/b' })).toThrow('cannot be edited in place');
  expect(() => changed('a: [1]\n', { kind: 'insert', pointer: '/a/7', value: 1 })).toThrow('cannot be edited in place');
  expect(() => changed('a: 1\nb: 1\n', { kind: 'rename', pointer: '/a', key: 'b' })).toThrow(
    'cannot be edited in place',
  );
  expect(() => changed('a: [1]\n', { kind: 'reorder', pointer: '/a', order: [0, 0] })).toThrow(
    'cannot be edited in place',
  );
});

describe('JSON', () => {
  const value = { openapi: '3', info: { a: 1, b: [1, 2] }, tags: [], list: [{ a: 1 }, { b: 2 }] };
  const edits: readonly Edit[] = [
    { kind: 'set', pointer: '/info/c', value: { x: [1], y: {} } },
    { kind: 'remove', pointer: '/info/a' },
    { kind: 'insert', pointer: '/tags/-', value: { name: 'a' } },
    { kind: 'remove', pointer: '/list/1' },
  ];
  const after = { openapi: '3', info: { b: [1, 2], c: { x: [1], y: {} } }, tags: [{ name: 'a' }], list: [{ a: 1 }] };

  test.each([['  '], ['    '], ['\t'], ['']])('keeps its indentation %j', (unit) => {
    expect(changed(JSON.stringify(value, null, unit), ...edits)).toBe(JSON.stringify(after, null, unit));
  });

  test('keeps the space before its colons', () => {
    expect(changed('{\n  "a" : 1\n}\n', { kind: 'set', pointer: '/b/c', value: 2 })).toBe(
      '{\n  "a" : 1,\n  "b" : {\n    "c" : 2\n  }\n}\n',
    );
  });
});
