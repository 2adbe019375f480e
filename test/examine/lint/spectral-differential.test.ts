import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Document, Ruleset, Spectral } from '@stoplight/spectral-core';
import * as standard from '@stoplight/spectral-functions';
import { oas } from '@stoplight/spectral-rulesets';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { lintRuleset } from '../../../src/examine/lint/lint-ruleset.ts';
import { SEVERITIES } from '../../../src/model/finding.ts';
import { ownString } from '../../../src/model/json.ts';
import { pointerOf } from '../../../src/model/pointer.ts';
import type { Ruleset as RulesetOfOurs } from '../../../src/model/ruleset.ts';
import { documentOf } from '../../support/contract.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { rulesetOf } from './support.ts';

/** Spectral's own parser, as its command uses it. */
const requireSpectral = createRequire(createRequire(import.meta.url).resolve('@stoplight/spectral-core'));
const { Yaml } = requireSpectral('@stoplight/spectral-parsers') as { Yaml: ConstructorParameters<typeof Document>[1] };

async function theirs(text: string, definition: object = { extends: oas }): Promise<string[]> {
  const engine = new Spectral();
  engine.setRuleset(new Ruleset(definition));
  const results = await engine.run(new Document(text, Yaml, '/nowhere/openapi.yaml'));
  return results
    .map(({ code, severity, path, message, range: { start, end } }) => {
      const range = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
      return `${code} ${SEVERITIES[severity]} ${pointerOf(...path)} ${range} ${message}`;
    })
    .sort();
}

const ruleset = await rulesetOf(['spectral:oas']);

async function ours(text: string, rules = ruleset): Promise<string[]> {
  const facts = await lintRuleset(await documentOf({ 'openapi.yaml': text }), rules);
  return facts
    .map(({ rule, proposed, at, message }) => {
      return `${rule} ${proposed} ${at.pointer} ${at.line}:${at.column}-${at.endLine}:${at.endColumn} ${message}`;
    })
    .sort();
}

const HEAD = `openapi: 3.0.3
info: { title: Accounts, version: 1.0.0 }
servers: [{ url: https://example.com/ }]
`;

const SCHEMAS = `components:
  schemas:
    Money:
      type: object
      required: [amount, currency]
      properties:
        amount: { type: string, pattern: '^\\d+$', readOnly: true }
        currency: { type: string, enum: [EUR, USD], minLength: 3 }
        at: { type: string, format: date-time }
        note: { type: string, nullable: true, maxLength: 4 }
      additionalProperties: false
    Tree: { type: object, properties: { child: { $ref: '#/components/schemas/Tree' }, n: { type: integer } } }
    Choice:
      oneOf: [{ type: string, minLength: 4 }, { type: integer, minimum: 3 }]
      example: abc
    Unused: { type: array }
    Typed: { type: string, enum: [a, 1, a], default: 7 }
`;

const media = (schema: string, example: string): string => `${HEAD}paths:
  /a:
    get:
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: ${schema}
              example: ${example}
    post:
      requestBody:
        content:
          application/json:
            schema: ${schema}
            examples: { one: { value: ${example} }, two: { externalValue: 'x' } }
      responses: { default: { description: <script>eval(1)</script> } }
${SCHEMAS}`;

const REF = "{ $ref: '#/components/schemas/Money' }";
const BESIDE = "{ $ref: '#/components/schemas/Money', description: beside }";

const CASES: Readonly<Record<string, string>> = {
  'a valid example': media(REF, '{ amount: "1", currency: EUR }'),
  'what is missing': media(REF, '{ currency: EUR }'),
  'a wrong type': media(REF, '{ amount: 1, currency: EUR }'),
  'a wrong pattern': media(REF, '{ amount: x, currency: EUR }'),
  'a wrong value of an enum': media(REF, '{ amount: "1", currency: EU }'),
  'a value that is nearly allowed': media(REF, '{ amount: "1", currency: EURO }'),
  'what is not expected': media(REF, '{ amount: "1", currency: EUR, more: 1 }'),
  'a wrong format': media(REF, '{ amount: "1", currency: EUR, at: today }'),
  'a time without a zone': media(REF, '{ amount: "1", currency: EUR, at: "2020-01-01T10:00:00" }'),
  'null where it may be': media(REF, '{ amount: "1", currency: EUR, note: null }'),
  'a number where null may be': media(REF, '{ amount: "1", currency: EUR, note: 1 }'),
  'too many characters': media(REF, '{ amount: "1", currency: EUR, note: "12345" }'),
  'another kind of value': media(REF, '[1]'),
  'keys beside a reference': media(BESIDE, '{ currency: EUR }'),
  'a schema that leads in a circle': media("{ $ref: '#/components/schemas/Tree' }", '{ child: 1 }'),
  'one of several': media("{ $ref: '#/components/schemas/Choice' }", '2'),
  'several wrong items': media('{ type: array, items: { type: integer, maximum: 3 }, maxItems: 2 }', '[1, 5]'),
  'all of several': media(
    "{ allOf: [{ $ref: '#/components/schemas/Money' }, { type: object, required: [x] }] }",
    '{ amount: "1", currency: EUR }',
  ),
  'a schema that does not compile': media('{ nullable: true, description: no type }', '1'),
  'a schema that is none': media('{ type: text }', '1'),
  'an annotation that looks like a name': media(
    '{ type: object, properties: { a: { type: string, example: { id: x } } } }',
    '{ a: 1 }',
  ),
  'paths and parameters': `${HEAD}tags: [{ name: b }, { name: b }]
paths:
  /a/{id}/{id}: { get: { tags: [c], operationId: 'a b', parameters: [{ in: path, name: id }, { in: path, name: id, required: true }, { in: path, name: other, required: true }] } }
  /a/{x}/{y}/: { parameters: [{ in: query, name: q }], get: { operationId: same, responses: { '404': { description: no } } }, put: { operationId: same, security: [{ none: [] }, { key: [x] }], responses: {} } }
  /c: { get: { operationId: c, responses: { '500': { description: no } } } }
  /a?b={}: { $ref: '#/paths/~1c' }
components:
  securitySchemes: { key: { type: oauth2, flows: { implicit: { authorizationUrl: u, scopes: { y: z } } } } }
`,
  'references that lead nowhere': media(
    "{ allOf: [{ $ref: '#/components/schemas/Mony' }, { $ref: '#/components/schemas/Nothing~1here' }] }",
    '{ amount: "1" }',
  ),
  'servers with variables': `${HEAD.replace('[{ url: https://example.com/ }]', "[{ url: 'https://{a}.x/{b}', variables: { a: { enum: [p, q], default: r }, c: { default: d } } }, { url: 'no url {a}', variables: { a: { default: '%' } } }, 7]")}paths: {}\n`,
  'Swagger 2.0': `swagger: '2.0'
info: { title: T, version: '1' }
host: example.com/
schemes: []
paths:
  /a:
    get:
      consumes: [application/json]
      parameters: [{ in: formData, name: f, type: string, default: 1 }, { in: body, name: b, schema: { $ref: '#/definitions/A' } }, { in: body, name: c, schema: { type: string } }]
      responses: { '200': { description: ok, schema: { $ref: '#/definitions/A' }, examples: { application/json: { n: no } } } }
definitions:
  A: { type: object, discriminator: kind, properties: { n: { type: integer, x-nullable: true, example: no } }, anyOf: [{}] }
  B: { type: string, enum: [1] }
`,
  'OpenAPI 3.1': `openapi: 3.1.0
info: { title: T, version: '1', summary: s }
webhooks: { hook: { post: { servers: [{ url: u }], callbacks: {}, responses: {} } } }
components:
  schemas:
    A: { type: [string, 'null'], examples: [1], default: 1, const: x }
    B: { $ref: '#/components/schemas/A', description: beside, default: 2 }
    C: { type: object, properties: { b: { $ref: '#/components/schemas/B' } }, default: { b: 3 }, unevaluatedProperties: false }
    D: { type: array, prefixItems: [{ type: string }], items: { type: integer }, default: [a, b] }
`,
  'status codes without quotes': `${HEAD}paths: { /a: { get: { responses: { 200: { description: ok } } } } }\n`,
  'anchors of YAML': `${HEAD}paths:
  /a: { get: &get { responses: { '200': &ok { description: ok } } }, put: *get, post: { <<: *get, deprecated: true } }
  /b: { get: { responses: { '200': *ok } } }
`,
};

describe('spectral:oas finds what Spectral finds, to the column', () => {
  it.each(Object.entries(CASES))('%s', async (_, text) => {
    const expected = await theirs(text);
    expect(expected.length).toBeGreaterThan(0);
    expect(await ours(text)).toEqual(expected);
  });
});

const functions = standard as Readonly<Record<string, unknown>>;

type RuleOfTheHouse = {
  readonly given: string | readonly string[];
  readonly then: object | readonly object[];
  readonly [key: string]: unknown;
};

/** Rules of a house, for Spectral and for us. */
async function house(rules: Readonly<Record<string, RuleOfTheHouse>>): Promise<Both> {
  const steps = (then: object | readonly object[]): object[] =>
    [then].flat().map((step: object) => ({ ...step, function: functions[ownString(step, 'function') ?? ''] }));
  const theirs = Object.entries(rules).map(([id, rule]) => [id, { ...rule, then: steps(rule.then) }]);
  const root = scratchFolder();
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'house.json'), JSON.stringify({ rules }));
  return { theirs: { rules: Object.fromEntries(theirs) as object }, ours: await rulesetOf(['./house.json'], root) };
}

type Both = { readonly theirs: object; readonly ours: RulesetOfOurs };

/** All that a message may name. */
const message = '{{property}}|{{value}}|{{path}}|{{error}}|{{description}}|{{unknown}}';
const description = 'what the rule is for';
const named = { message, description };

const HOUSE: Readonly<Record<string, RuleOfTheHouse>> = {
  'parents-of-ids': {
    ...named,
    given: "$..[?(@property === 'operationId')]^",
    then: { field: 'x', function: 'truthy' },
  },
  'keys-of-paths': {
    ...named,
    given: '$.paths[*]~',
    then: { function: 'pattern', functionOptions: { match: '^/[a-z]+$', notMatch: '/B/i' } },
  },
  'deprecated-ends': {
    ...named,
    severity: 'error',
    given: '$.paths[*][?(@.deprecated == true)]',
    then: { field: 'x-sunset', function: 'defined' },
  },
  'names-of-properties': {
    ...named,
    given: '$.components.schemas[*].properties',
    then: { field: '@key', function: 'casing', functionOptions: { type: 'camel' } },
  },
  'parts-of-info': {
    ...named,
    given: '$.info',
    then: [
      { field: 'license.name', function: 'truthy' },
      { field: 'x-list[1]', function: 'falsy' },
      { field: 'x-list.length', function: 'defined' },
      { field: '$.x-deep..c', function: 'undefined' },
      { field: 'title', function: 'length', functionOptions: { min: 20, max: 2 } },
      { field: 'x-list', function: 'alphabetical' },
      { field: 'x-kind', function: 'enumeration', functionOptions: { values: ['a', 1, null] } },
    ],
  },
  'tags-in-order': { given: '$.tags', then: { function: 'alphabetical', functionOptions: { keyedBy: 'name' } } },
  'casing-with-separator': {
    ...named,
    given: '$.info.x-names[*]',
    then: {
      function: 'casing',
      functionOptions: { type: 'pascal', disallowDigits: true, separator: { char: '.', allowLeading: true } },
    },
  },
  'one-of-two': { given: '$.info', then: { function: 'xor', functionOptions: { properties: ['title', 'version'] } } },
  'one-of-many': {
    given: '$.info',
    then: { function: 'xor', functionOptions: { properties: ['a', 'b', 'c', 'd', 'e'] } },
  },
  'any-of-two': { given: '$.info', then: { function: 'or', functionOptions: { properties: ['a', 'b'] } } },
  'nothing-unused': {
    given: '$.components.schemas',
    then: {
      function: 'unreferencedReusableObject',
      functionOptions: { reusableObjectsLocation: '#/components/schemas' },
    },
  },
  'schema-of-now': {
    ...named,
    given: '$.info',
    then: {
      function: 'schema',
      functionOptions: {
        dialect: 'draft2020-12',
        schema: {
          properties: { 'x-list': { prefixItems: [{ type: 'string' }] } },
          required: ['x-none'],
          unevaluatedProperties: false,
        },
      },
    },
  },
  'schema-of-then': {
    ...named,
    given: '$.info',
    then: {
      function: 'schema',
      functionOptions: {
        dialect: 'draft4',
        schema: { properties: { 'x-zero': { minimum: 0, exclusiveMinimum: true } } },
      },
    },
  },
  'schema-told-whole': {
    ...named,
    given: '$.info',
    then: {
      function: 'schema',
      functionOptions: {
        allErrors: true,
        schema: { required: ['a', 'b'], properties: { title: { type: 'integer' } }, additionalProperties: false },
      },
    },
  },
  'schema-that-is-missing': {
    ...named,
    given: '$.info',
    then: { field: 'none', function: 'schema', functionOptions: { schema: { type: 'string' } } },
  },
  'enums-as-written': { given: '$..enum', resolved: false, then: { function: 'alphabetical' } },
  'not-recommended': { given: '$.info', recommended: false, then: { function: 'falsy' } },
  'says-it-once': {
    description,
    given: '$.info',
    then: [
      { field: 'p', function: 'truthy' },
      { field: 'q', function: 'truthy' },
    ],
  },
  'of-several': { ...named, given: ['$.info.title', '$.info.version', '$.info.title'], then: { function: 'falsy' } },
};

const AT_HOME = `${HEAD.replace('title: Accounts,', "title: Accounts, x-list: [c, a, b], x-deep: { a: [{ c: 1 }, { c: 2 }] }, x-kind: z, x-zero: 0, x-names: [Ab, A.B, .Ab, A1, aB, '.'],")}tags: [{ name: b }, { name: a }]
paths:
  /a: { get: { operationId: a, deprecated: true, responses: { '200': { $ref: '#/components/responses/R' } } } }
  /B/{id}: { put: { operationId: b, responses: {} } }
components:
  responses: { R: { description: r, content: { a/b: { schema: { $ref: '#/components/schemas/S' } } } } }
  schemas:
    S: { type: object, properties: { camelCase: { type: string, enum: [b, a] }, snake_case: { $ref: '#/components/schemas/T' } } }
    T: { type: string }
    Unused: { type: string }
`;

it('rules of a house find what they find in Spectral', async () => {
  const both = await house(HOUSE);
  const expected = await theirs(AT_HOME, both.theirs);
  const silent = Object.keys(HOUSE).filter((id) => !expected.some((finding) => finding.startsWith(`${id} `)));
  expect(silent).toEqual(['not-recommended']);
  expect(await ours(AT_HOME, both.ours)).toEqual(expected);
});

/** What Spectral has and we have not, and the other way round. */
async function difference(text: string, both?: Both): Promise<{ missing: string[]; extra: string[] }> {
  const [mine, spectral] = [await ours(text, both?.ours), await theirs(text, both?.theirs)];
  return {
    missing: spectral.filter((finding) => !mine.includes(finding)),
    extra: mine.filter((finding) => !spectral.includes(finding)),
  };
}

const places = (findings: readonly string[]): string[] =>
  findings.map((finding) => finding.split(' ').slice(0, 4).join(' '));

describe('where we differ, Spectral is wrong', () => {
  it('it resolves what looks like a reference within an example', async () => {
    const { missing, extra } = await difference(media('{ type: object }', "{ $ref: '#/nowhere' }"));
    expect(missing.every((finding) => finding.startsWith('invalid-ref'))).toBe(true);
    expect(missing).not.toEqual([]);
    expect(extra).toEqual([]);
  });

  it('behind a reference it loses its way at keys that a URI must escape', async () => {
    const { missing, extra } =
      await difference(`${HEAD}paths: { /a: { get: { responses: { '200': { $ref: '#/components/responses/R' } } } } }
components: { responses: { R: { description: ok, content: { application/jose+jwe: { schema: { type: integer }, example: x } } } } }
`);
    expect(places(missing)).toEqual([
      expect.stringMatching(/^oas3-valid-media-example error \/components\/responses\/R\/content /),
    ]);
    // The right place is found by both, on the way through the components.
    expect(extra).toEqual([]);
  });

  it('its parser drops the blank lines that a block scalar keeps', () => {
    const text = 'a: >+\n  x\n\nb: 1\n';
    expect(Yaml.parse(text).data).toEqual({ a: 'x\n', b: 1 });
    expect(load(text)).toEqual({ a: 'x\n\n', b: 1 });
  });

  it('behind a byte order mark it counts columns one too low', async () => {
    const { missing, extra } = await difference(`\uFEFF${media(REF, '{ currency: EUR }')}`);
    const without = (findings: readonly string[]): string[] =>
      findings.map((finding) => finding.replace(/\d+:\d+-\d+:\d+/, ''));
    expect(missing).not.toEqual([]);
    expect(without(extra)).toEqual(without(missing));
  });

  it('it loses its way as well in references that are written with what a URI escapes', async () => {
    const { missing, extra } = await difference(`${HEAD}paths:
  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: ok, content: { a/b: { schema: { type: integer }, example: x } } } } }
  /b: { get: { responses: { '200': { $ref: '#/paths/~1a~1%7Bid%7D/get/responses/200' } } } }
`);
    expect(places(missing)).toEqual([expect.stringMatching(/^oas3-valid-media-example error \/paths /)]);
    expect(extra).toEqual([]);
  });

  it('it reports what it finds at a reference that leads nowhere at what there is of its target', async () => {
    const { missing, extra } = await difference(
      media('{ type: object }', '{}').replace('{ value: {} }', "{ $ref: '#/components/schemas/None' }"),
    );
    expect(places(missing)).toEqual([
      expect.stringMatching(/^oas3-examples-value-or-externalValue warn \/components\/schemas /),
      expect.stringMatching(/^oas3-valid-media-example error \/components\/schemas /),
    ]);
    const at = '/paths/~1a/post/requestBody/content/application~1json/examples/one';
    expect(places(extra)).toEqual([
      expect.stringContaining(`oas3-examples-value-or-externalValue warn ${at} `),
      expect.stringContaining(`oas3-valid-media-example error ${at} `),
    ]);
  });

  it('it loses its way at `$ref` as well, where one leads in a circle', async () => {
    const both = await house({ 'no-references': { given: '$..$ref', then: { function: 'falsy' } } });
    const { missing, extra } = await difference(
      `${HEAD}paths: { /a: { get: { responses: { '200': { description: ok, content: { a/b: { schema: { $ref: '#/components/schemas/L' } } } } } } } }
components:
  schemas:
    L: { items: { oneOf: [{ $ref: '#/components/schemas/M' }] } }
    M: { properties: { l: { $ref: '#/components/schemas/L' } } }
`,
      both,
    );
    expect(places(missing)).toEqual([
      expect.stringMatching(/^no-references warn \/components\/schemas\/L\/items\/oneOf\/0 /),
    ]);
    expect(extra).toEqual([]);
  });

  it('it resolves what looks like a reference within an extension', async () => {
    const both = await house({ 'no-references': { given: '$..$ref', then: { function: 'falsy' } } });
    const { missing, extra } = await difference(
      `${HEAD.replace('title', "x-a: { $ref: '#/info/version' }, title")}paths: {}\n`,
      both,
    );
    expect(missing).toEqual([]);
    expect(places(extra)).toEqual([expect.stringMatching(/^no-references warn \/info\/x-a\/\$ref /)]);
  });

  it('it has no place for the length of a list', async () => {
    const both = await house({ short: { given: '$.servers', then: { field: 'length', function: 'falsy' } } });
    const { missing, extra } = await difference(`${HEAD}paths: {}\n`, both);
    expect(missing).toEqual(['short warn /servers/length 1:1-1:1 "length" property must be falsy']);
    expect(extra).toEqual(['short warn /servers 3:9-3:38 "length" property must be falsy']);
  });
});
