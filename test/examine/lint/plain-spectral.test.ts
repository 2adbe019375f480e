import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Document, Spectral, type RulesetDefinition, type RulesetFunction } from '@stoplight/spectral-core';
import * as formats from '@stoplight/spectral-formats';
import * as standard from '@stoplight/spectral-functions';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../../src/examine/lint/functions/index.ts';
import { lintRuleset } from '../../../src/examine/lint/lint-ruleset.ts';
import { asSpectralFunction } from '../../../src/examine/lint/spectral-function.ts';
import { SEVERITIES } from '../../../src/model/finding.ts';
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from '../../../src/model/json.ts';
import { PARSER_OPTIONS, type Ruleset } from '../../../src/model/ruleset.ts';
import { pointerOf } from '../../../src/model/pointer.ts';
import { contractOf } from '../../support/contract.ts';
import { projectRoot } from '../../support/shared.ts';
import { profileNames, rulesetOf } from './support.ts';

/** Spectral's own parser, as its command uses it. */
const requireSpectral = createRequire(createRequire(import.meta.url).resolve('@stoplight/spectral-core'));
const { Yaml } = requireSpectral('@stoplight/spectral-parsers') as { Yaml: ConstructorParameters<typeof Document>[1] };

const rulesets = join(projectRoot, 'rulesets');
const cases = join(projectRoot, 'test/examine/lint/cases');

/** A ruleset file as Spectral's command makes a definition of it: names become functions and formats, and nothing else changes. */
function definitionOf(file: string): RulesetDefinition {
  const written = load(readFileSync(file, 'utf8'));
  if (!isObject(written)) throw new Error(`${file} is not an object`);
  const named = namesIn(written, 'functions');
  const rules = Object.entries(ownObject(written, 'rules') ?? {}).map(([id, rule]): [string, unknown] => [
    id,
    isObject(rule) ? withFunctions(rule, named) : rule,
  ]);
  const extended = namesIn(written, 'extends').map((name) => definitionOf(join(dirname(file), name)));
  const definition = {
    ...Object.fromEntries<Json>(
      Object.entries(written).filter(([key]) => !['functions', 'functionsDir'].includes(key)),
    ),
    rules: Object.fromEntries(rules),
    ...(extended.length > 0 ? { extends: extended } : {}),
  };
  return definition as unknown as RulesetDefinition;
}

function namesIn(holder: JsonObject, key: string): readonly string[] {
  return (ownArray(holder, key) ?? []).filter((name) => typeof name === 'string');
}

function withFunctions(rule: JsonObject, named: readonly string[]): object {
  const then = own(rule, 'then');
  const step = (value: unknown): unknown =>
    isObject(value) ? { ...value, function: functionOf(ownString(value, 'function') ?? '', named) } : value;
  const kinds = namesIn(rule, 'formats').map((name) => Reflect.get(formats, name) as unknown);
  return {
    ...rule,
    then: isArray(then) ? then.map(step) : step(then),
    ...(kinds.length > 0 ? { formats: kinds } : {}),
  };
}

/** In Spectral a file has the functions that it names, and the standard ones. */
function functionOf(name: string, named: readonly string[]): RulesetFunction {
  const ours = FUNCTIONS.find((one) => one.name === name);
  if (ours !== undefined && named.includes(name)) return asSpectralFunction(ours) as unknown as RulesetFunction;
  const theirs: unknown = Reflect.get(standard, name);
  if (typeof theirs === 'function') return theirs as RulesetFunction;
  throw new Error(`the file does not name the function ${name}`);
}

/** What Spectral finds, a line each. */
async function theirs(definition: RulesetDefinition, text: string): Promise<string[]> {
  const engine = new Spectral();
  engine.setRuleset(definition);
  const results = await engine.run(new Document(text, Yaml, '/nowhere/openapi.yaml'), { ignoreUnknownFormat: true });
  const lines = results.map(({ code, severity, path, message, range: { start, end } }) => {
    const range = `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
    return `${code} ${SEVERITIES[severity]} ${pointerOf(...path)} ${range} ${message}`;
  });
  return [...new Set(lines)].sort();
}

async function ours(ruleset: Ruleset, text: string): Promise<string[]> {
  const facts = await lintRuleset(await contractOf({ 'openapi.yaml': text }), ruleset);
  const lines = facts.map(({ rule, proposed, at, message }) => {
    return `${rule} ${proposed} ${at.pointer} ${at.line}:${at.column}-${at.endLine}:${at.endColumn} ${message}`;
  });
  return [...new Set(lines)].sort();
}

/** A contract that gives most profiles something to say, in both of the ways in which a bank has them. */
const CONTRACTS: Readonly<Record<string, string>> = {
  'OpenAPI 3.0': `openapi: 3.0.3
info: { title: API, version: v1 }
servers: [{ url: http://localhost:8080/api }]
paths:
  /v1/accounts:
    get:
      parameters: [{ name: pageSize, in: query, schema: { type: integer } }, { name: sort_by, in: query, schema: { type: string } }]
      responses:
        '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Account' } } } } }
        '429': { $ref: '#/components/responses/Busy' }
  /v1/accounts/{iban}/:
    parameters: [{ name: iban, in: path, required: true, schema: { type: string } }]
    delete: { deprecated: true, security: [{}], responses: { '204': { description: gone } } }
  /v1/domestic-payment-consents:
    post:
      operationId: makeConsent
      security: [{ oauth: [] }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
      responses:
        '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
        '400': { description: no, content: { application/json: { schema: { properties: { stackTrace: { type: string } } } } } }
  /v1/payments:
    post:
      operationId: pay
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
      responses: { '201': { description: made }, '503': { description: down } }
components:
  responses: { Busy: { description: busy } }
  securitySchemes: { oauth: { type: oauth2, flows: { implicit: { authorizationUrl: http://bank.example/a, scopes: { all: '' } } } } }
  schemas:
    Account: { type: object, properties: { accountId: { type: string }, card_number: { type: string }, bookedOn: { type: integer }, at: { type: string, format: date-time, example: '2026-01-01T10:00:00' } } }
    Payment: { type: object, properties: { amount: { type: number }, iban: { type: string, example: DE02120300000000202051 }, cvv: { type: string }, state: { type: string, enum: [inProgress, done] }, msisdn: { type: string } } }
    PaymentError: { properties: { code: { type: string } } }
`,
  'Swagger 2.0': `swagger: '2.0'
info: { title: Retail Accounts, version: 1.0.0 }
host: 10.0.0.1
schemes: [http]
consumes: [application/json]
produces: [application/json]
paths:
  /createPayment:
    post:
      parameters: [{ name: payment, in: body, schema: { $ref: '#/definitions/Payment' } }, { name: email, in: query, type: string }]
      responses: { '200': { description: ok, schema: { $ref: '#/definitions/Payment' } }, '500': { description: down, schema: { $ref: '#/definitions/Problem' } } }
securityDefinitions: { basic: { type: basic }, key: { type: apiKey, in: query, name: api_key } }
definitions:
  Payment: { type: object, properties: { amount: { type: number, format: float }, date: { type: string }, Creditor_Name: { type: string } } }
  Problem: { type: object, properties: { message: { type: string } } }
  Alone: { type: string }
`,
};

describe.each(profileNames())('Spectral itself reads profile %s', (profile) => {
  it.each(Object.entries(CONTRACTS))('and finds what we find in %s, to the column', async (_, text) => {
    const expected = await theirs(definitionOf(join(rulesets, `${profile}.yaml`)), text);
    expect(expected).not.toEqual([]);
    expect(await ours(await rulesetOf([profile]), text)).toEqual(expected);
  });
});

const ruleFiles = readdirSync(rulesets, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /^[^/]+\/.+\.yaml$/.test(file),
);

describe.each(ruleFiles)('Spectral itself runs %s', (file) => {
  it('and finds what we find in its cases, to the column', async () => {
    const folder = join(cases, basename(file, '.yaml'));
    const definition = definitionOf(join(rulesets, file));
    const { rules, sha256 } = await rulesetOf([dirname(file)]);
    // The file of a rule says nothing of the parser.
    const ruleset = {
      sha256,
      parserOptions: PARSER_OPTIONS,
      rules: rules.filter(({ id }) => id === basename(file, '.yaml')),
    };
    for (const one of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
      const text = readFileSync(join(folder, one), 'utf8');
      expect(await ours(ruleset, text), one).toEqual(await theirs(definition, text));
    }
  });
});

it('the file of a function is called as the function is, which is how the build finds it', () => {
  const files = readdirSync(join(projectRoot, 'src/examine/lint/functions')).filter((file) => file !== 'index.ts');
  const names = files.map((file) =>
    file.replace('.ts', '').replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
  );
  expect(FUNCTIONS.map(({ name }) => name).sort()).toEqual(names.sort());
});
