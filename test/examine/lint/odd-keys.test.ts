import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Document, Ruleset, Spectral, type RulesetDefinition } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import * as standard from '@stoplight/spectral-functions';
import { stringify } from 'yaml';
import { afterAll, describe, expect, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { lintRuleset } from '../../../src/examine/lint/lint-ruleset.ts';
import { loadDocument } from '../../../src/gather/contract/load.ts';
import { workingTree } from '../../../src/gather/contract/tree.ts';
import type { Fact } from '../../../src/model/finding.ts';
import { SEVERITIES } from '../../../src/model/finding.ts';
import { pointerOf } from '../../../src/model/pointer.ts';
import type { Ruleset as OurRuleset } from '../../../src/model/ruleset.ts';
import { contractOf, documentOf } from '../../support/contract.ts';
import { rulesetOf } from './support.ts';

const requireSpectral = createRequire(createRequire(import.meta.url).resolve('@stoplight/spectral-core'));
const { Yaml } = requireSpectral('@stoplight/spectral-parsers') as { Yaml: ConstructorParameters<typeof Document>[1] };

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

type Texts = Readonly<Record<string, string>>;
type Definition = { readonly [key: string]: unknown };

/** The files of a contract, the root first, in a folder of their own, with a ruleset file as `rules.yaml`. */
function folderOf(texts: Texts, definition: Definition): string {
  const folder = mkdtempSync(join(tmpdir(), 'odd-keys-'));
  folders.push(folder);
  for (const [file, text] of Object.entries({ ...texts, 'rules.yaml': stringify(definition) })) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Functions by name, as Spectral's command finds them. */
function withFunctions(definition: Definition): RulesetDefinition {
  const rules = Object.entries((definition['rules'] ?? {}) as Record<string, { then: { function: string } }>);
  const named = rules.map(([id, rule]) => {
    return [id, { ...rule, then: { ...rule.then, function: Reflect.get(standard, rule.then.function) as unknown } }];
  });
  const extended = definition['extends'] === 'spectral:oas' ? { extends: oas } : {};
  return { ...definition, ...extended, rules: Object.fromEntries(named) as unknown } as unknown as RulesetDefinition;
}

async function theirs(folder: string, root: string, definition: Definition): Promise<string[]> {
  const engine = new Spectral();
  engine.setRuleset(new Ruleset(withFunctions(definition), { source: join(folder, 'rules.yaml') }));
  const document = new Document(readFileSync(join(folder, root), 'utf8'), Yaml, join(folder, root));
  const results = await engine.run(document, { ignoreUnknownFormat: true });
  return results
    .map(({ code, severity, path, message, source, range: { start, end } }) => {
      const range = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
      return `${basename(source ?? '')} ${code} ${SEVERITIES[severity]} ${pointerOf(...path)} ${range} ${message}`;
    })
    .sort();
}

async function ours(folder: string, root: string, ruleset: OurRuleset): Promise<string[]> {
  const facts = await lintRuleset(await loadDocument(workingTree(fileSystem, folder), root, 'api'), ruleset);
  return facts.map(told).sort();
}

function told({ rule, proposed, at, message }: Fact): string {
  return `${basename(at.file)} ${rule} ${proposed} ${at.pointer} ${at.line}:${at.column}-${at.endLine}:${at.endColumn} ${message}`;
}

/** What both find in a contract. */
async function both(texts: Texts, definition: Definition): Promise<{ ours: string[]; theirs: string[] }> {
  const folder = folderOf(texts, definition);
  const [root = ''] = Object.keys(texts);
  return {
    ours: await ours(folder, root, await rulesetOf(['rules.yaml'], folder)),
    theirs: await theirs(folder, root, definition),
  };
}

const HEAD = 'openapi: 3.0.3\ninfo: { title: T, version: 1.0.0 }\n';

/** Keys of every kind. */
const KEYS = `${HEAD}paths:
  /a:
    get:
      operationId: one
      operationId: two
      responses:
        200: { description: ok, description: again }
        "201": { description: ok }
        1.0: a
        true: b
        FALSE: c
        ~: d
        null: e
        .inf: f
        0x1F: g
        0o17: h
        99999999999999999999: i
        1_000: j
        +5: k
        1e3: l
        2020-01-01: m
        yes: n
        &x 301: o
        ? 302
        ? 303 # with a comment
        : p
        "302": again
        '200': twice
        404   : q
      x-list: [5: a, {6, 7: x, 8}, {"a": 1, 'a': 2, a: 3}, [1, 2, 3], { one: 1, 9, two: 2 }]
      x-anchor: &anchor { 10: a, 10: b }
      x-alias: *anchor
      x-merge:
        <<: *anchor
        10: c
      x-fooBar: { fooBar: 1, fooBar: 2 }
      x-text: |
        200: no key
      x-case:
        200: 1
        0200: 2
        200.0: 3
`;

const OPTIONS = [
  undefined,
  {},
  { incompatibleValues: 'off' },
  { duplicateKeys: 'off' },
  { incompatibleValues: 'off', duplicateKeys: 'off' },
  { incompatibleValues: 'hint', duplicateKeys: 'info' },
  { incompatibleValues: 1, duplicateKeys: 3 },
  { incompatibleValues: -1, duplicateKeys: 'warn' },
];

describe('keys that not every parser reads alike', () => {
  it.each(OPTIONS)('are what Spectral finds under parserOptions %j, to the column', async (parserOptions) => {
    const definition = { rules: {}, ...(parserOptions === undefined ? {} : { parserOptions }) };
    const found = await both({ 'openapi.yaml': KEYS }, definition);
    expect(found.ours).toEqual(found.theirs);
    expect(found.ours.length > 0).toBe(
      parserOptions?.duplicateKeys !== 'off' || !('incompatibleValues' in parserOptions),
    );
  });

  it.each([
    ['a number', '200: x', 'number', '2:1-2:4'],
    ['a boolean', 'true : x', 'boolean', '2:1-2:5'],
    ['null', '~: x', 'null', '2:1-2:2'],
    ['a key without value', '? 200', 'number', '2:3-2:6'],
    ['an explicit key', '? 200\n: x', 'number', '2:3-2:6'],
    ['a flow key without value', 'a: { 200 }', 'number', '2:6-2:9'],
    ['a flow key', 'a: {200: x}', 'number', '2:5-2:8'],
    ['a pair in a list', 'a: [200: x]', 'number', '2:5-2:8'],
  ])('one alone is seen: %s', async (_, text, type, range) => {
    const document = await documentOf(`openapi: 3.0.3\n${text}\n`);
    const facts = await lintRuleset(document, await rulesetOf(['spectral:oas']));
    expect(facts.filter(({ rule }) => rule === 'parser').map((fact) => told(fact).replace(/ \/\S*/, ''))).toEqual([
      `openapi.yaml parser error ${range} Mapping key must be a string scalar rather than ${type}`,
    ]);
  });

  it.each([
    '"200": x',
    "'true': x",
    'a: [1, 2, 3]',
    'a: {b: 1, c: 2}',
    'a: 1',
    'a: |\n  200: x',
    'a: "200: x"',
    '1.0.0: x',
    'x: 200 # a: b',
  ])('none is seen in %s', async (text) => {
    const contract = await contractOf(`openapi: 3.0.3\n${text}\n`);
    expect(contract.oddKeys('type')).toEqual([]);
  });

  it('of one that stands twice the last counts, in YAML and in JSON', async () => {
    const rule = (given: string): object => ({
      given,
      message: '{{value}}',
      then: { function: 'pattern', functionOptions: { match: '^first$' } },
    });
    const definition = { rules: { title: rule('$.info.title'), inner: rule('$.x-o.x.z') } };
    const value = '"x-o": { "x": { "z": "first" }, "x": { "z": "first", "z": "last" } }';
    const yaml = `openapi: 3.0.3\ninfo: { title: first, title: last, version: 1.0.0 }\n${value}\npaths: {}\n`;
    const json = `{ "openapi": "3.0.3", "info": { "title": "first", "title": "last" },\n ${value}, "paths": {} }`;
    for (const texts of [{ 'openapi.yaml': yaml }, { 'openapi.json': json }, { 'openapi.yaml': json }]) {
      const found = await both(texts, definition);
      expect(found.ours).toEqual(found.theirs);
      expect(found.ours.map((line) => line.split(' ')[1])).toEqual(['inner', 'parser', 'parser', 'parser', 'title']);
    }
  });

  it('tell where the key stands first, and what to do', async () => {
    const facts = await lintRuleset(
      await documentOf('openapi: 3.0.3\ninfo:\n  title: A\n  title: B\npaths: {}\nx-status: { 200: ok }\n'),
      { rules: [], parserOptions: { duplicateKeys: 'warn', incompatibleValues: 'info' }, sha256: '' },
    );
    const at = { file: 'openapi.yaml', commit: null, pointer: '/info/title', column: 3, endColumn: 8 };
    const common = { rule: 'parser', from: 'lint', api: 'test-api', docs: 'countersign explain parser' };
    expect(facts).toEqual([
      {
        ...common,
        message: 'Duplicate key: title',
        hint: 'remove one of the two; here the last one counts',
        at: { ...at, line: 4, endLine: 4 },
        also: [{ ...at, line: 3, endLine: 3 }],
        proposed: 'warn',
        about: ['twice'],
      },
      {
        ...common,
        message: 'Mapping key must be a string scalar rather than number',
        hint: "put it in quotes: '200'",
        at: { ...at, pointer: '/x-status/200', line: 6, column: 13, endLine: 6, endColumn: 16 },
        also: [],
        proposed: 'info',
        about: ['number'],
      },
    ]);
  });
});

const SPLIT: Texts = {
  'openapi.yaml': `${HEAD}paths:
  /a: { $ref: refs/a.yaml }
  /b: { $ref: refs/b.json }
  /c: { get: { responses: { 200: { description: ok } } } }
`,
  'refs/a.yaml': 'get:\n  summary: 1\n  summary: 2\n  responses:\n    200: { description: ok }\n',
  'refs/b.json': '{ "get": { "summary": "a", "summary": "b",\n "responses": { "200": {}, "200": {} } } }',
};

describe('in files that references lead to', () => {
  it('both find the same, but for words that Spectral says twice', async () => {
    const found = await both(SPLIT, { rules: {} });
    expect(found.theirs).toContain(`a.yaml parser error /get/summary 3:3-3:10 Duplicate key: summary: summary`);
    expect(found.ours).toEqual(found.theirs.map((line) => line.replace(/(Duplicate key: \w+): \w+$/, '$1')).sort());
    expect(found.ours).toContain(
      'a.yaml parser warn /get/responses/200 5:5-5:8 Mapping key must be a string scalar rather than number',
    );
  });

  it('the options hold, which Spectral leaves unread there', async () => {
    const found = await both(SPLIT, { rules: {}, parserOptions: { incompatibleValues: 'off', duplicateKeys: 'off' } });
    expect(found.ours).toEqual([]);
    expect(found.theirs).toHaveLength(4);
    const lower = await both(SPLIT, {
      rules: {},
      parserOptions: { incompatibleValues: 'hint', duplicateKeys: 'info' },
    });
    expect(lower.ours.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'a.yaml parser hint',
      'a.yaml parser info',
      'b.json parser info',
      'b.json parser info',
      'openapi.yaml parser hint',
    ]);
  });
});

describe('parserOptions', () => {
  const ODD = { 'apis/openapi.yaml': `${HEAD}paths: {}\nx-a: { 1: a, b: 1, b: 2 }\n` };
  const OFF = { incompatibleValues: 'off', duplicateKeys: 'off' };

  it('of overrides take the place of all of them', async () => {
    const cases = [
      { overrides: [{ files: ['apis/*.yaml'], rules: {}, parserOptions: { duplicateKeys: 'hint' } }] },
      { overrides: [{ files: ['other/*.yaml'], rules: {}, parserOptions: { duplicateKeys: 'hint' } }] },
      {
        overrides: [
          { files: ['apis/*.yaml'], rules: {}, parserOptions: { duplicateKeys: 'hint' } },
          { files: ['*.yaml'], rules: {}, parserOptions: { incompatibleValues: 'info' } },
          { files: ['**/*.yaml'], rules: {} },
        ],
      },
    ];
    for (const one of cases) {
      const found = await both(ODD, { rules: {}, parserOptions: OFF, ...one });
      expect(found.ours).toEqual(found.theirs);
    }
  });

  it('of rulesets that are extended do not count', async () => {
    const folder = folderOf(
      { ...ODD, 'base.yaml': stringify({ rules: {}, parserOptions: OFF }) },
      { extends: './base.yaml' },
    );
    const found = await ours(folder, 'apis/openapi.yaml', await rulesetOf(['rules.yaml'], folder));
    expect(found).toEqual(
      await theirs(folder, 'apis/openapi.yaml', { extends: { rules: {}, parserOptions: OFF }, rules: {} }),
    );
    expect(found).toHaveLength(2);
  });

  it.each([
    ['the defaults of Spectral', ['spectral:oas'], 'error', 'error'],
    ['those of a profile', ['core'], 'off', 'error'],
    ['of a profile and one that says nothing, those of the profile', ['core', 'spectral:oas'], 'off', 'error'],
    ['likewise the other way round', ['spectral:oas', 'core'], 'off', 'error'],
    ["likewise beside a ruleset of one's own", ['core', 'silent.yaml'], 'off', 'error'],
    ['what a ruleset of one’s own says', ['core', 'loud.yaml'], 'warn', 'error'],
    ['option by option, the last that says it', ['loud.yaml', 'half.yaml'], 'warn', 'hint'],
    ['nothing that was extended', ['extending.yaml'], 'error', 'error'],
  ])('of several rulesets: %s', async (_, names, incompatibleValues, duplicateKeys) => {
    const folder = folderOf(
      {
        'silent.yaml': 'rules: {}',
        'loud.yaml': 'rules: {}\nparserOptions: { incompatibleValues: warn }',
        'half.yaml': 'rules: {}\nparserOptions: { duplicateKeys: hint }',
        'extending.yaml': 'extends: core',
      },
      { rules: {} },
    );
    const { parserOptions, sha256 } = await rulesetOf(names, folder);
    expect(parserOptions).toEqual({ incompatibleValues, duplicateKeys });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are part of what is kept of a ruleset', async () => {
    const digest = async (parserOptions: object): Promise<string> => {
      const folder = folderOf({}, { rules: {}, parserOptions });
      return (await rulesetOf(['rules.yaml'], folder)).sha256;
    };
    expect(await digest({ duplicateKeys: 'off' })).not.toBe(await digest({ duplicateKeys: 'error' }));
    expect(await digest({})).toBe(await digest({ duplicateKeys: 'error', incompatibleValues: 0 }));
  });
});

it('what is not linted alone is refused where a key stands twice', async () => {
  await expect(contractOf(KEYS)).rejects.toMatchObject({ code: 'CONTRACT_DUPLICATE_KEY' });
  const numbers = await contractOf(`${HEAD}paths: {}\nx-status: { 200: ok }\n`);
  expect(numbers.oddKeys('type').map(({ key, problem }) => [key, problem])).toEqual([['200', { type: 'number' }]]);
  expect(numbers.oddKeys('twice')).toEqual([]);
});
