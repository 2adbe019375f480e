import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../src/gather/contract/canonical.ts';
import { readJsonTree } from '../../../src/gather/contract/json-tree.ts';
import { jsonPlaces } from '../../../src/gather/contract/json-places.ts';
import { lineIndex } from '../../../src/gather/contract/line-index.ts';
import type { SourceNode } from '../../../src/gather/contract/source-node.ts';
import type { Json } from '../../../src/model/json.ts';

const KEYS = ['a', 'b', '$ref', '10', '9', '1.5', '', 'é', '"', '\\', '__proto__', '\ud800'];
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(
      null,
      true,
      false,
      '',
      '"',
      '\\',
      '\\"',
      '{',
      ']',
      ',',
      'é\u2028',
      '\ud800',
      0,
      -1.5e-7,
      1e21,
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    // fromEntries defines: `__proto__` is a key like any other.
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 5 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** A tree with everything in it, whatever is looked for only when it is asked for. */
function whole(node: SourceNode | null): unknown {
  if (node === null) return null;
  const { kind, start, end } = node;
  if (node.kind === 'mapping')
    return { kind, start, end, entries: node.entries.map(({ key, at, value }) => ({ key, at, value: whole(value) })) };
  return node.kind === 'sequence' ? { kind, start, end, items: node.items.map(whole) } : { kind, start, end };
}

describe('the places of a JSON text', () => {
  it.each(['{}', ' [ ] ', '{"a": {"b": [1, "}", {"c": null}]} , "d\\"\\\\": -1.5e3 }', '"a"', '[[],{}]\n', 'true'])(
    '%s',
    (text) => {
      expect(whole(jsonPlaces(text))).toEqual(whole(readJsonTree(text, (code) => new Error(code))));
    },
  );

  it('are those that the strict reader finds, whatever the text', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2, '\t', '\r\n'), (value, indent) => {
        const text = JSON.stringify(value, null, 2).replaceAll('\n', indent === '\r\n' ? '\r\n' : '\n');
        const written = indent === 0 ? JSON.stringify(value) : text;
        expect(whole(jsonPlaces(written))).toEqual(whole(readJsonTree(written, (code) => new Error(code))));
      }),
      { numRuns: 300 },
    );
  });
});

describe('canonical JSON', () => {
  it.each<[string, Json, string]>([
    ['keys in order', { b: 1, a: [{ d: 2, c: null }] }, '{"a":[{"c":null,"d":2}],"b":1}'],
    ['numbers as keys', { '9': 1, '10': 2 }, '{"10":2,"9":1}'],
    ['a number behind a sign', { '200': 1, $ref: 2 }, '{"$ref":2,"200":1}'],
    [
      'a key that is a trap',
      JSON.parse('{"b":1,"__proto__":{"z":1,"y":2}}') as Json,
      '{"__proto__":{"y":2,"z":1},"b":1}',
    ],
    ['half a character', '\ud800', '"\\ud800"'],
    ['numbers', [1e21, -0, 0.1], '[1e+21,0,0.1]'],
  ])('%s', (_, value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it('is what the library writes, whatever the value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
      { numRuns: 500 },
    );
  });
});

it('lines end with LF, CR LF or CR', () => {
  const index = lineIndex('a\r\nb\rc\n\nd');
  expect([0, 1, 3, 5, 7, 8].map((offset) => index.positionAt(offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 4, column: 1 },
    { line: 5, column: 1 },
  ]);
});
