import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/examine/lint/lint.ts';
import { NOT_EVALUATED } from '../../../src/examine/lint/rules.ts';
import type { Contract } from '../../../src/model/contract.ts';
import type { Fact } from '../../../src/model/finding.ts';
import { isObject, type JsonObject, ownObject } from '../../../src/model/json.ts';
import type { Ruleset } from '../../../src/model/ruleset.ts';
import { contractOf } from '../../support/contract.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { rulesetOf } from './support.ts';

/** The ruleset of a text. */
async function rules(text: string): Promise<Ruleset> {
  const root = scratchFolder();
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'bank.yaml'), text);
  return rulesetOf(['bank.yaml'], root);
}

/** A contract of a document; a pointer stands where it says. */
async function contract(document: JsonObject): Promise<Contract> {
  const made = await contractOf(JSON.stringify(document));
  return { ...made, document, locate: (pointer) => ({ ...made.locate(''), pointer }) };
}

const told = (facts: readonly Fact[]): string[] => facts.map(({ at, message }) => `${at.pointer} ${message}`);

const PETS: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1.0.0' },
  paths: { '/pets': { get: { parameters: [{ $ref: '#/components/parameters/Limit' }] } } },
  components: { parameters: { Limit: { name: 'limit', in: 'query' } } },
};

describe('a fact', () => {
  it('says everything about a finding, at the definition', async () => {
    const ruleset = await rules(`rules:
  described:
    description: Parameters are described.
    message: '{{property}} in {{path}}: {{error}}'
    severity: error
    given: $.paths[*][*].parameters[*]
    then: { field: description, function: truthy }
    x-fix: Describe it.
`);
    expect(await lint(await contract(PETS), ruleset)).toEqual([
      {
        rule: 'described',
        from: 'lint',
        api: 'test-api',
        // Behind a reference Spectral names what is missing by its holder alone.
        message: 'Limit in #/components/parameters/Limit: "Limit" property must be truthy',
        hint: 'Describe it.',
        docs: 'countersign explain described',
        at: expect.objectContaining({ pointer: '/components/parameters/Limit' }) as unknown,
        also: [expect.objectContaining({ pointer: '/paths/~1pets/get/parameters/0' }) as unknown],
        proposed: 'error',
        about: ['description'],
      },
    ]);
  });

  it('is told apart from another of the same rule at the same place', async () => {
    const ruleset = await rules(`rules:
  named:
    message: '{{error}}'
    given: $.info
    then:
      - { field: title, function: pattern, functionOptions: { match: ^A } }
      - { field: title, function: length, functionOptions: { min: 10 } }
      - { field: contact, function: truthy }
      - { field: license, function: truthy }
`);
    const facts = await lint(await contract(PETS), ruleset);
    expect(facts.map(({ at, about }) => [at.pointer, about])).toEqual([
      ['/info', ['contact']],
      ['/info', ['license']],
      ['/info/title', []],
      ['/info/title', ['2']],
    ]);
  });

  it('comes once, whatever its rule finds missing there, where it says the same of all', async () => {
    const ruleset = await rules(`rules:
  contact:
    message: A contact has a name and an address.
    given: $.info
    then: [{ field: contact.name, function: truthy }, { field: contact.url, function: truthy }]
  each:
    message: 'no {{property}}'
    given: $.info
    then: [{ field: contact.name, function: truthy }, { field: contact.url, function: truthy }]
`);
    const facts = await lint(await contract(PETS), ruleset);
    expect(facts.map(({ rule, message, about }) => [rule, message, about])).toEqual([
      ['contact', 'A contact has a name and an address.', []],
      ['each', 'no info.contact.name', ['contact.name']],
      ['each', 'no info.contact.url', ['contact.url']],
    ]);
  });

  it('comes once for a definition that is used twice, and rules that are off say nothing', async () => {
    const twice = {
      ...PETS,
      paths: {
        '/a': { get: { parameters: [{ $ref: '#/components/parameters/Limit' }] } },
        ...(PETS['paths'] as JsonObject),
      },
    };
    const ruleset = await rules(`rules:
  described: { given: '$.paths[*][*].parameters[*]', then: { field: description, function: truthy } }
  silent: { given: $, severity: off, then: { function: falsy } }
`);
    expect(await lint(await contract(twice), ruleset)).toHaveLength(1);
  });
});

describe('dialects', () => {
  const text = `rules:
${['oas2', 'oas3', 'oas3_0', 'oas3.1', 'oas3_2', 'asyncapi2'].map((format) => `  ${format}: { formats: [${format}], given: $, message: x, then: { function: falsy } }`).join('\n')}
`;
  it.each([
    [{ swagger: '2.0' }, ['oas2']],
    [{ openapi: '3.0.4' }, ['oas3', 'oas3_0']],
    [{ openapi: '3.1.0' }, ['oas3', 'oas3.1']],
    [{ openapi: '3.2.0' }, ['oas3', 'oas3_2']],
  ])('%j', async (head, expected) => {
    const facts = await lint(await contract({ ...head, info: {}, paths: {} }), await rules(text));
    expect(facts.map(({ rule }) => rule)).toEqual(expected);
  });
});

const both = await rulesetOf(['core', 'spectral:oas']);

describe('hostile contracts', () => {
  it.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'a/b~c', 'ü %41'])(
    'may have a key %s',
    async (key) => {
      const schema = { type: 'object', properties: Object.fromEntries([[key, { type: 'string', password: {} }]]) };
      const document: unknown = JSON.parse(
        JSON.stringify({
          ...PETS,
          paths: Object.fromEntries([
            [
              `/${key}`,
              {
                get: {
                  responses: Object.fromEntries([
                    [
                      '200',
                      { description: 'OK', headers: Object.fromEntries([[key, { schema: { type: 'string' } }]]) },
                    ],
                  ]),
                },
              },
            ],
          ]),
          components: {
            schemas: Object.fromEntries<unknown>([
              [key, schema],
              [
                'User',
                { $ref: `#/components/schemas/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}` },
              ],
            ]),
          },
        }),
      );
      if (!isObject(document)) throw new Error('not an object');
      const facts = await lint(await contract(document), both);
      expect(facts.length).toBeGreaterThan(0);
      expect(Object.prototype).not.toHaveProperty('password');
    },
  );

  it('may have schemas that lead in a circle, directly and through others', async () => {
    const document: JsonObject = {
      ...PETS,
      components: {
        ...ownObject(PETS, 'components'),
        schemas: {
          Tree: {
            type: 'object',
            properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
          },
          A: { properties: { b: { $ref: '#/components/schemas/B' } } },
          B: { properties: { a: { $ref: '#/components/schemas/A' }, amount: { type: 'number' } } },
        },
      },
    };
    const facts = await lint(await contract(document), both);
    expect(told(facts)).toContain(
      '/components/schemas/B/properties/amount `amount` is type: number, without format, without multipleOf, without enum',
    );
  });

  it('that multiply through references are looked at once for each definition', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `S${index}`,
        index === 29
          ? {}
          : {
              properties: Object.fromEntries(
                ['a', 'b', 'c'].map((key) => [key, { $ref: `#/components/schemas/S${index + 1}` }]),
              ),
            },
      ]),
    );
    const document = { ...PETS, components: { ...ownObject(PETS, 'components'), schemas } };
    const facts = await lint(await contract(document), both);
    expect(facts.filter(({ rule }) => rule === NOT_EVALUATED)).toEqual([]);
    expect(facts.filter(({ rule }) => rule === 'oas3-unused-component').map(({ at }) => at.pointer)).toEqual([
      '/components/schemas/S0',
    ]);
  });

  it.each(['^(a+)+$', '^(a|a)*$', '^(\\w+\\s?)*$'])('cannot stall a pattern of a ruleset: %s', async (pattern) => {
    const ruleset = await rules(`rules:
  p: { given: $.info.title, message: no, then: { function: pattern, functionOptions: { match: '${pattern}' } } }
  s: { given: $.info.title, message: no, then: { function: schema, functionOptions: { schema: { pattern: '${pattern}' } } } }
  f: { given: '$.info[?(@.match && @.match(/${pattern}/))]', message: no, then: { function: falsy } }
`);
    const document = { ...PETS, info: { title: `${'a'.repeat(60)}!`, version: '1' } };
    expect((await lint(await contract(document), ruleset)).length).toBeGreaterThan(0);
  });

  it('cannot stall the check of its own examples', async () => {
    const schemas = { Name: { type: 'string', pattern: '^(a+)+$', example: `${'a'.repeat(60)}!` } };
    const facts = await lint(
      await contract({ ...PETS, components: { ...ownObject(PETS, 'components'), schemas } }),
      both,
    );
    expect(facts.map(({ rule }) => rule)).toContain('oas3-valid-schema-example');
  });
});

describe('what cannot be checked in time', () => {
  it('is a finding that says so, and never silence', async () => {
    const ruleset = await rules(`rules:
  slow: { given: $.info.title, then: { function: pattern, functionOptions: { match: '^(?=a)(a+)+$' } } }
  fine: { given: $.info, message: no, then: { function: falsy } }
`);
    const facts = await lint(await contract({ ...PETS, info: { title: `${'a'.repeat(60)}!`, version: '1' } }), ruleset);
    expect(facts.map(({ rule, proposed, message, about }) => [rule, proposed, message, about])).toEqual([
      ['fine', 'warn', 'no', []],
      [NOT_EVALUATED, 'error', 'slow was not evaluated: the pattern "^(?=a)(a+)+$" takes too long', ['slow']],
    ]);
  });
});

describe('a rule that cannot be checked', () => {
  it('is an error that names it, and never clean', async () => {
    const ruleset = await rules(`rules:
  fine: { given: $, then: { function: defined } }
  broken: { given: "$.info[?(@.deep.deeper === 1)]", then: { function: truthy } }
`);
    const error: unknown = await lint(await contract({ ...PETS, info: { title: null, version: '1' } }), ruleset).catch(
      (cause: unknown) => cause,
    );
    expect(error).toMatchObject({
      code: 'RULE_FAILED',
      message: expect.stringMatching(/^broken could not be checked in openapi.yaml: /) as unknown,
      hint: 'mend the rule in bank.yaml, or switch it off: `broken: off`',
    });
  });
});

it('gives the same facts whatever the order of rules and keys', async () => {
  const ruleset = await rulesetOf(['core']);
  const document: JsonObject = { ...PETS, paths: { '/a_b': { get: {} }, '/c_d': { put: {} } } };
  const turned: JsonObject = Object.fromEntries(
    Object.entries({ ...document, paths: { '/c_d': { put: {} }, '/a_b': { get: {} } } }).reverse(),
  );
  const facts = await lint(await contract(document), ruleset);
  expect(told(await lint(await contract(turned), { ...ruleset, rules: [...ruleset.rules].reverse() }))).toEqual(
    told(facts),
  );
});

describe('a component that only references another file', () => {
  const FILES = {
    'openapi.yaml': `openapi: 3.0.3
info: { title: Files, version: '1' }
paths:
  /a: { get: { responses: { '200': { description: ok, content: { a/b: { schema: { $ref: 's.yaml#/Both' } } } } } } }
components:
  schemas:
    Named: { $ref: 's.yaml#/Named' }
    Both: { $ref: 's.yaml#/Both' }
    Alone: { $ref: 's.yaml#/Alone' }
    Own: { properties: { n: { $ref: '#/components/schemas/Named' } } }
`,
    's.yaml': `Named: { type: string, default: 1 }
Both: { properties: { o: { $ref: 'openapi.yaml#/components/schemas/Own' } } }
Alone: { type: string, default: 1 }
`,
  };

  it('is unused where no reference calls it by its name, and that stands where it references the file', async () => {
    const found = (await lint(await contractOf(FILES), await rulesetOf(['spectral:oas'])))
      .filter(({ rule }) => rule === 'oas3-unused-component' || rule === 'oas3-valid-schema-example')
      .map(({ rule, at }) => `${rule} ${at.file}:${at.line}:${at.column} ${at.pointer}`);
    expect(found.sort()).toEqual([
      'oas3-unused-component openapi.yaml:8:10 /components/schemas/Both',
      'oas3-unused-component openapi.yaml:9:11 /components/schemas/Alone',
      'oas3-valid-schema-example s.yaml:1:33 /Named/default',
      'oas3-valid-schema-example s.yaml:3:33 /Alone/default',
    ]);
  });
});
