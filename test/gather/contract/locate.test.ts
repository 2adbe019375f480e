import fc from 'fast-check';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/model/contract.ts';
import { isArray, isObject, type Json } from '../../../src/model/json.ts';
import { pointerOf, valueAt } from '../../../src/model/pointer.ts';
import { contractOf } from '../../support/contract.ts';
import { linesOf } from '../../../src/gather/contract/line-index.ts';
import { spectralRange, stoplight } from './stoplight.ts';

function range(contract: Contract, pointer: string): string {
  const { line, column, endLine, endColumn } = contract.locate(pointer);
  return `${line}:${column}-${endLine}:${endColumn}`;
}

function pointersOf(value: Json, pointer = ''): string[] {
  if (isArray(value)) return [pointer, ...value.flatMap((item, index) => pointersOf(item, pointer + pointerOf(index)))];
  if (!isObject(value)) return [pointer];
  return [pointer, ...Object.keys(value).flatMap((key) => pointersOf(value[key] ?? null, pointer + pointerOf(key)))];
}

/** The text of a range. */
function textAt(contract: Contract, pointer: string): string {
  const at = contract.locate(pointer);
  const lines = contract.lines(at.file).slice(at.line - 1, at.endLine);
  const last = lines.at(-1)?.slice(0, at.endColumn - 1) ?? '';
  return [...lines.slice(0, -1), last].join('\n').slice(at.column - 1);
}

const head = 'openapi: 3.1.0\n';

/** Styles of YAML that real contracts use, and some that they should not. */
const TEXTS: readonly string[] = [
  'x: |\n  a\n  b\n\n\ny: >-\n   z\nw: |+\n  k\n\n',
  'x:\n- 1\n-\n- 2\ny: [a, b: c, {q}, ]\n',
  'x: # c\n  # d\n  b: 1 # e\ny:\n\nz: ~\n',
  'x: &a\n  p: 1\n  q: [1,2]\ny:\n  <<: *a\n  q: 5\nz: *a\nw:\n  - *a\n  - {k: *a }\n  - &s str\n',
  '? x\n: b\n? c\n? d\n: e\n',
  'x: !!str 12\ny: !!map\n  c: d\n',
  'x: multi\n  line plain\n  text # c\ny: "q\n  r"\n',
  'x:\n  - b: 1\n    c: 2\n  -   - x\n      - y\n  - # hm\n    d: 3\n',
  '\'q k\': {x: 1}\n"d k" : \n  y: 2\n',
  'x: >\n  x\n # c\ny: 1\n',
  '😀: [😀, {é: x}]\n',
  'x:\n  <<: [{b: 1}, {c: {d: 2}}]\n  e: 1\n',
  'x: {a: [], b: {}, "c" : {d: 1}}\n...\n',
  'x: |',
  'x:',
];

describe('locate in YAML', () => {
  it.each(TEXTS)('gives the ranges of Spectral: %j', async (text) => {
    const contract = await contractOf(head + text);
    const wanted = spectralRange(stoplight('yaml', head + text));
    const pointers = pointersOf(contract.document);
    expect(pointers.map((each) => [each, range(contract, each)])).toEqual(pointers.map((each) => [each, wanted(each)]));
  });

  // Behind a key that has neither value nor colon Spectral counts one character on, into the line end.
  it.each(TEXTS.filter((each) => !each.startsWith('?')))('gives the same ranges for CRLF and CR: %j', async (text) => {
    const [lf, crlf, cr] = await Promise.all(
      ['\n', '\r\n', '\r'].map((end) => contractOf((head + text).replaceAll('\n', end))),
    );
    if (lf === undefined || crlf === undefined || cr === undefined) throw new Error('three contracts');
    const pointers = pointersOf(lf.document);
    // The document itself begins with the first line anyway.
    expect(pointers.map((each) => range(crlf, each))).toEqual(pointers.map((each) => range(lf, each)));
    expect(pointers.map((each) => range(cr, each))).toEqual(pointers.map((each) => range(lf, each)));
  });

  it('counts from behind a byte order mark', async () => {
    const contract = await contractOf(`\uFEFF${head}`);
    expect(range(contract, '/openapi')).toBe('1:10-1:15');
  });

  it('lets the document begin with the file behind a first line of dashes', async () => {
    expect(range(await contractOf(`---\n${head}`), '')).toBe('1:1-2:15');
  });

  it('places what is left out at the end of a list behind its dash', async () => {
    expect(range(await contractOf(`${head}x:\n- 1\n-\ny: 1\n`), '/x')).toBe('2:3-4:2');
  });
});

describe('locate in JSON', () => {
  const text =
    '{\n\t"openapi" : "3.1.0",\n  "x\\u0041\\n": {"a\\"b": [1, {"c": {}}, []],\n "d": "\\\\"}, "e": {"$ref": null}\n}';

  it('gives the ranges of Spectral', async () => {
    const contract = await contractOf({ 'openapi.json': text });
    const wanted = spectralRange(stoplight('yaml', text));
    const pointers = pointersOf(contract.document);
    expect(pointers.map((each) => [each, range(contract, each)])).toEqual(pointers.map((each) => [each, wanted(each)]));
  });

  it('gives the ranges of Spectral in a file that is referenced', async () => {
    const contract = await contractOf({
      'openapi.yaml': `${head}components: {schemas: {A: {$ref: b.json}}}`,
      'b.json': `{"default": ${text}}`,
    });
    const wanted = spectralRange(stoplight('json', `{"default": ${text}}`));
    const schema = '/components/schemas/A';
    const pointers = pointersOf(valueAt(contract.document, schema) ?? null);
    expect(pointers.map((each) => [each, range(contract, schema + each)])).toEqual(
      pointers.map((each) => [each, wanted(each)]),
    );
  });
});

describe('locate where nothing stands', () => {
  it.each([
    ['/info/contact/email', '/info', '2:6-3:11'],
    ['/tags/7', '/tags', '4:6-4:9'],
    ['/tags/00', '/tags', '4:6-4:9'],
    ['/tags/-', '/tags', '4:6-4:9'],
    ['/openapi/x', '/openapi', '1:10-1:15'],
    ['/constructor', '', '1:1-4:9'],
    ['/', '', '1:1-4:9'],
  ])('%s gives its nearest parent %s', async (pointer, parent, place) => {
    const contract = await contractOf(`${head}info:\n  title: T\ntags: [a]\n`);
    expect([contract.locate(pointer).pointer, range(contract, pointer)]).toEqual([parent, place]);
  });
});

describe('locate in any document', () => {
  const key = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('__proto__', 'a/b', 'm~n', '$ref', 'x: y', '- z', '1'),
  );
  const text = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.lorem({ maxCount: 30 }),
    fc.array(fc.string({ maxLength: 10 }), { maxLength: 4 }).map((lines) => lines.join('\n')),
  );
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      text,
      fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  const isPlain = (each: Json): boolean => !JSON.stringify(each).includes('\\u0000');

  it('points in JSON at text that parses to the value', async () => {
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom(0, 1, 3, '\t'), async (any, space) => {
        const contract = await contractOf({
          'openapi.yaml': `${head}components: {schemas: {A: {$ref: b.json}}}`,
          'b.json': JSON.stringify({ default: any }, null, space),
        });
        for (const pointer of pointersOf(any).map((each) => `/components/schemas/A/default${each}`)) {
          expect(JSON.parse(textAt(contract, pointer))).toEqual(valueAt(contract.document, pointer));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('points in YAML at text that parses to the value', async () => {
    await fc.assert(
      fc.asyncProperty(
        value.filter(isPlain),
        fc.constantFrom(-1, 1, 3),
        fc.boolean(),
        async (any, flowLevel, noArrayIndent) => {
          const yaml = dump(
            { openapi: '3.1.0', 'x-any': any },
            // In flow style js-yaml writes plain text, such as `(:]`, that it cannot read back.
            { schema: CORE_SCHEMA, flowLevel, noArrayIndent, lineWidth: 60, forceQuotes: flowLevel !== -1 },
          );
          const contract = await contractOf(yaml);
          for (const pointer of pointersOf(any).map((each) => `/x-any${each}`)) {
            const expected = valueAt(contract.document, pointer);
            const found = textAt(contract, pointer);
            // A collection in flow style ends with its last value, without the bracket; an explicit indentation counts from the parent.
            if ((typeof expected === 'object' && flowLevel !== -1) || /^[|>]\d/.test(found)) continue;
            const indented =
              (typeof expected === 'object' ? ' '.repeat(contract.locate(pointer).column - 1) : '') + found;
            expect(load(`${indented}\n`, { schema: CORE_SCHEMA })).toEqual(expected);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('lines', () => {
  it('ends at LF, CRLF and CR alike', () => {
    expect(linesOf('a\nb\r\nc\rd\n')).toEqual(['a', 'b', 'c', 'd', '']);
  });
});
