import { createRequire } from 'node:module';
import { Document, Ruleset, Spectral, type RulesetDefinition } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { lintRuleset } from '../../../src/examine/lint/lint-ruleset.ts';
import { SEVERITIES } from '../../../src/model/finding.ts';
import { pointerOf } from '../../../src/model/pointer.ts';
import { documentOf } from '../../support/contract.ts';
import { rulesetOf } from './support.ts';

/** Spectral's own parser, as its command uses it. */
const requireSpectral = createRequire(createRequire(import.meta.url).resolve('@stoplight/spectral-core'));
const { Yaml } = requireSpectral('@stoplight/spectral-parsers') as { Yaml: ConstructorParameters<typeof Document>[1] };

async function theirs(text: string): Promise<string[]> {
  const engine = new Spectral();
  engine.setRuleset(new Ruleset({ extends: oas as RulesetDefinition }));
  const results = await engine.run(new Document(text, Yaml, '/nowhere/openapi.yaml'));
  return results
    .map(({ code, severity, path, message, range: { start, end } }) => {
      const range = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
      return `${code} ${SEVERITIES[severity]} ${pointerOf(...path)} ${range} ${message}`;
    })
    .sort();
}

const ruleset = await rulesetOf(['spectral:oas']);

async function ours(text: string): Promise<string[]> {
  const facts = await lintRuleset(await documentOf({ 'openapi.yaml': text }), ruleset);
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

/** What Spectral has and we have not, and the other way round. */
async function difference(text: string): Promise<{ missing: string[]; extra: string[] }> {
  const [mine, spectral] = [await ours(text), await theirs(text)];
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
});
