import fc from 'fast-check';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { Automaton } from '../../../src/examine/lint/engine/automaton.ts';
import { parseFilter } from '../../../src/examine/lint/engine/filter.ts';
import { maySelect } from '../../../src/examine/lint/engine/filter-needs.ts';
import { backtracking, guardedTest, PatternTooSlow } from '../../../src/examine/lint/engine/guarded-pattern.ts';
import { parsePath } from '../../../src/examine/lint/engine/json-path.ts';
import { walkWritten } from '../../../src/examine/lint/engine/walk.ts';
import type { Json } from '../../../src/model/json.ts';

type Nimma = new (
  expressions: readonly string[],
  options: object,
) => { readonly query: (input: unknown, callbacks: object) => void };

/** The engine that Spectral runs, with what it falls back to. */
const requireSpectral = createRequire(createRequire(import.meta.url).resolve('@stoplight/spectral-core'));
const { default: nimma } = requireSpectral('nimma/legacy') as { default: Nimma };
const { jsonPathPlus } = requireSpectral('nimma/fallbacks') as { jsonPathPlus: unknown };

/** Null where it gives up by a fault of its own (`pos is not defined`), and Spectral with it. */
function theirs(expression: string, document: Json): string[] | null {
  const found = new Set<string>();
  const engine = new nimma([expression], {
    fallback: jsonPathPlus,
    unsafe: false,
    output: 'auto',
    customShorthands: {},
  });
  const take = ({ path, value }: { path: readonly (string | number)[]; value: unknown }): void => {
    found.add(`${path.map(String).join('/')} = ${JSON.stringify(value)}`);
  };
  // Frozen, as Spectral's resolver leaves it: only then nimma looks everywhere.
  try {
    engine.query(Object.freeze(document), { [expression]: take });
  } catch (cause) {
    if (cause instanceof ReferenceError) return null;
    throw cause;
  }
  return [...found].sort();
}

function ours(expression: string, document: Json): string[] | null {
  const parsed = parsePath(expression);
  if (parsed === null) return null;
  const found = new Set<string>();
  const automaton = new Automaton([parsed], document);
  walkWritten(document, automaton, { spend: () => true }, ({ path, value }) => {
    const selected = parsed.keyed ? (path.at(-1) ?? null) : value;
    found.add(`${path.map(String).join('/')} = ${JSON.stringify(selected)}`);
  });
  return [...found].sort();
}

const DOCUMENT: Json = {
  info: { title: 'T', contact: { name: 'N' }, 'x-a': [1, 2, 3] },
  tags: [{ name: 'a' }, { name: 'b', description: 'd' }],
  paths: {
    '/a': {
      parameters: [{ name: 'p', in: 'path' }],
      get: {
        tags: ['a'],
        responses: { '200': { description: 'ok', content: { 'application/json': { schema: { type: 'array' } } } } },
      },
      post: { responses: { default: { description: 'no', content: {} } } },
    },
    '/b': {
      get: { parameters: [{ name: 'q', in: 'query', schema: { enum: [1], type: 'integer' } }] },
      servers: [{ url: 'u' }],
    },
  },
  components: {
    schemas: { A: { properties: { content: { type: 'string', enum: ['x'] }, name: { type: 'array', items: {} } } } },
  },
};

describe('expressions select what the engine of Spectral selects', () => {
  it.each([
    '$',
    '$.info.contact',
    "$['info']['x-a'][0]",
    '$.paths[*]',
    '$.paths[*][get,put,post]',
    '$.paths[*][*].responses[200]',
    "$.paths.*.*.responses['200'].content.*.schema",
    '$..description',
    '$..[description,title]',
    '$..*',
    '$..content..schema',
    '$..parameters[*].name',
    '$.paths..parameters[*]',
    '$..content.*.schema.type',
    '$.components.schemas..properties[*]',
    '$.paths[*]~',
    '$.components.schemas[*].properties[*]~',
    '$.info.x-a[1:]',
    '$.info.x-a[:2]',
    "$..[?(@ && @.type=='array')]",
    "$..parameters[?(@ && @.in == 'query')].name",
    "$.paths[*][?(@property === 'get' || @property === 'post')]",
    "$..[?(@property !== 'properties' && @ && @.enum && @.enum.constructor.name === 'Array')]",
    '$.tags[?(@.description !== void 0)]',
    "$..responses..[?(@ && @.schema && @.schema.type == 'array')]",
    '$.paths[?(@property.match(/^.a/))]',
    '$.paths.[get].parameters',
    '$..tags..name',
    "$..[?(@ && @.type && ['array','string'].includes(@.type))]",
    '$.paths[*][?(!@property.startsWith("p") && @.parameters)]',
    '$.paths[?(@property.match(/^\\/a?$/))]',
    '$..responses[?(@property.match(/^\\d{3}$/))].content',
    "$..parameters[?(@.name.match(/^(?:p|q)$/) && @.in == 'query')]",
    '$.components.schemas[*].properties[?(@.type && !@property.match(/^na\\w+/))]',
  ])('%s', (expression) => {
    const found = ours(expression, DOCUMENT);
    expect(found).not.toBeNull();
    expect(found).toEqual(theirs(expression, DOCUMENT));
  });

  const name = fc.constantFrom('a', 'b', 'content', '200');
  const step = fc.oneof(
    name.map((one) => `.${one}`),
    name.map((one) => `..${one}`),
    name.map((one) => `['${one}']`),
    fc.constant('[*]'),
    fc.constant('.*'),
    fc.tuple(name, name).map(([one, other]) => `[${one},${other}]`),
    fc.constant('..[?(@ && @.a)]'),
    name.map((one) => `[?(@property === '${one}')]`),
  );
  const expressions = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => `$${steps.join('')}`);
  const documents = fc.letrec<{ node: Json }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<Json>(1, 'x', true),
      fc.array(tie('node'), { maxLength: 2 }),
      fc.dictionary(name, tie('node'), { maxKeys: 3 }),
    ),
  })).node;

  it('whatever the expression and the document', () => {
    fc.assert(
      fc.property(expressions, fc.dictionary(name, documents, { minKeys: 1, maxKeys: 3 }), (expression, document) => {
        const found = ours(expression, document);
        const expected = theirs(expression, structuredClone(document));
        if (found !== null && expected !== null) expect(found).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what another engine must answer', () => {
  it.each([
    '$.paths[*]^',
    '$..[?(@path)]',
    "$..['a', 'b']",
    '$..[?(@parent.x)]',
    '$..*.a',
    '$[?(@.a)].b',
    '$..[?(@.a.some(x))]',
    '$..application/json',
    '$..a..[?(@.b)]..c',
    "$..a[?(@property === 'b')]..[?(@.c)]",
    '$.*[*]..b..c',
    '$.a..b..c',
    '$..a.b..c',
    '$..a..b.c',
    '$..[?(@.constructor.constructor)]',
    'paths',
  ])('%s', (expression) => {
    expect(parsePath(expression)).toBeNull();
  });

  it.each(['this', 'process.exit(1)', '@.x = 1', 'new Date()', '@["x" + 1]', 'Object.keys(@)'])(
    'the filter %s is not read',
    (filter) => {
      expect(parseFilter(filter)).toBeNull();
    },
  );
});

describe('a filter is not asked where it would select nothing', () => {
  it.each([
    ['@ && @.enum && @.type', ['enum'], null],
    ['@ && @.schema && (@.example !== void 0 || @.examples)', ['schema'], null],
    [
      "@property !== 'properties' && @ && (@.example !== void 0 || @.default) && (@.type || @.$ref)",
      ['example', 'default'],
      null,
    ],
    ["@property === '$ref'", null, ['$ref']],
    ["@property == 'get' || @property === 'put'", null, ['get', 'put']],
    ["@property === '0'", null, null],
    ['@.enum', ['enum'], null],
    ['@.a.b', null, null],
    ['!@.a', null, null],
    ['@.a != null', null, null],
    ['@.length > 3', null, null],
    ["@.in == 'query' && @property.match(/a/)", ['in'], null],
  ])('%s', (text, members, keys) => {
    const needs = parseFilter(text)?.needs;
    expect({ members: needs?.members, keys: needs?.keys === null ? null : [...(needs?.keys ?? [])] }).toEqual({
      members,
      keys,
    });
  });

  it('whatever the filter and the value', () => {
    const atom = fc.constantFrom(
      ...[
        '@',
        '@.a',
        '@.b',
        '@.a.c',
        '@.length',
        '@.match',
        '@.0',
        '@property',
        "'a'",
        "''",
        '1',
        '0',
        'null',
        'void 0',
      ],
    );
    const filter = fc.letrec<{ filter: string }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3 },
        atom,
        fc
          .tuple(tie('filter'), fc.constantFrom('&&', '||', '==', '===', '!=', '!==', '<', '+', 'in'), tie('filter'))
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
        tie('filter').map((inner) => `!${inner}`),
      ),
    })).filter;
    const value = fc.oneof(
      fc.constantFrom<Json>(null, '', 'a', 0, 1, true, false, [], ['a'], {}),
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'length'), fc.constantFrom<Json>(null, '', 'a', 0, 1, [], { c: 1 })),
    );
    fc.assert(
      fc.property(filter, value, fc.constantFrom<string | number>('a', 'b', '0', 0, ''), (text, each, key) => {
        const parsed = parseFilter(text);
        if (parsed === null || maySelect(parsed.needs, key, each)) return;
        expect(Boolean(parsed.test({ value: each, key, root: {} }))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('patterns end', () => {
  it.each([
    ['^[a-z]+$', 2],
    ['^(a+)+$', null],
    ['(a|b)*', null],
    ['(?:ab)+c', 2],
    ['\\(a+\\)+', 3],
    ['[(+*]+', 2],
    ['((a)+b)*', null],
  ])('%s costs the length to the power of %j', (source, exponent) => {
    expect(backtracking(source)).toBe(exponent);
  });

  it('also where they would backtrack for ever', () => {
    const text = `${'a'.repeat(80)}!`;
    expect(guardedTest('^(a+)+$')(text)).toBe(false);
    expect(guardedTest('^(\\w+\\s?)*$')(text)).toBe(false);
    expect(() => guardedTest('^(?=a)(a+)+$')(text)).toThrow(PatternTooSlow);
    expect(guardedTest('^(?=a)(a+)+$')('aaa')).toBe(true);
    expect(() => guardedTest('(a')).toThrow(SyntaxError);
  });

  it('and find what JavaScript finds', () => {
    const sources = ['^(?:[a-z]+-?)+$', '(a|b)+c', '^\\/(v\\d+\\/)?[a-z]*$', '^(\\S+\\s)*\\S+$'];
    fc.assert(
      fc.property(fc.constantFrom(...sources), fc.stringMatching(/^[abcv1/ -]{0,12}$/), (source, text) => {
        expect(guardedTest(source)(text)).toBe(new RegExp(source).test(text));
      }),
    );
  });
});
