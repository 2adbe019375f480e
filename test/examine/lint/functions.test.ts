import { Ajv } from 'ajv';
import * as standard from '@stoplight/spectral-functions';
import { oas } from '@stoplight/spectral-rulesets';
import { describe, expect, it } from 'vitest';
import { FUNCTION_CATALOGUE } from '../../../src/examine/lint/catalogue.ts';
import { CORE_FUNCTIONS, OAS_FUNCTIONS } from '../../../src/examine/lint/core-functions.ts';
import { FUNCTIONS } from '../../../src/examine/lint/functions/index.ts';
import { messageOf } from '../../../src/examine/lint/message.ts';
import { isData, saysSecurity, words } from '../../../src/examine/lint/parts.ts';
import { allProfiles } from './support.ts';

describe('the catalogue', () => {
  it('has the functions of the installed Spectral', () => {
    const names = Object.keys(standard).filter(
      (name) => !['default', '__esModule', 'CasingType', 'module.exports'].includes(name),
    );
    expect([...CORE_FUNCTIONS.keys()].sort()).toEqual(names.sort());
    const steps = Object.values(oas.rules).flatMap(({ then }): { readonly function: { readonly name: string } }[] =>
      Array.isArray(then) ? then : [then],
    );
    const own = new Set(steps.map((step) => step.function.name).filter((name) => !names.includes(name)));
    expect([...OAS_FUNCTIONS]).toEqual([...own].sort());
  });

  it('describes options by schemas that are schemas', () => {
    const ajv = new Ajv({ strict: false });
    for (const schema of FUNCTION_CATALOGUE.values())
      if (schema !== null) expect(ajv.validateSchema(schema)).toBe(true);
  });

  it('has no function of ours that no bundled rule uses', async () => {
    const { rules } = await allProfiles();
    const used = new Set(rules.flatMap(({ then }) => then.map((step) => step.function)));
    expect(FUNCTIONS.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
  });
});

it('looks once through a document for any security, however many operations ask', () => {
  let looked = 0;
  const document = {
    get paths() {
      looked += 1;
      return { '/a': { get: { security: [{ key: [] }] } } };
    },
  };
  expect([saysSecurity(document), saysSecurity(document)]).toEqual([true, true]);
  expect(looked).toBe(1);
});

describe('names', () => {
  it.each([
    ['customerIBAN', 'customer iban'],
    ['page_size', 'page size'],
    ['X-Request-ID', 'x request id'],
    ['IBANNumber', 'iban number'],
    ['page[size]', 'page size'],
  ])('%s is %s', (name, expected) => {
    expect(words(name)).toBe(expected);
  });
});

describe('examples are told from schemas', () => {
  it.each([
    [['components', 'schemas', 'A', 'example', 'properties'], true],
    [['paths', '/a', 'get', 'x-note'], true],
    [['components', 'schemas', 'example', 'properties'], false],
    [['components', 'schemas', 'A', 'properties', 'default', 'properties'], false],
    [['paths', '/a', 'get', 'responses', 'default', 'content', 'application/json', 'schema'], false],
    [['components', 'schemas', 'A', 'default'], true],
  ])('%j: %s', (path, expected) => {
    expect(isData(path)).toBe(expected);
  });
});

describe('message templates', () => {
  const path = ['paths', '/a', 'get', 'tags'];
  const place = { path, told: path, value: ['x'] };
  const told = (template: string, error = 'wrong'): string => messageOf(template, 'Why.', { error, place });

  it.each([
    ['{{property}}: {{error}}', 'tags: wrong'],
    ['{{description}} {{path}}', 'Why. #/paths/~1a/get/tags'],
    ['{{ description }}{{value}} {{nothing}}.', 'x .'],
    ['#{{print("property")}}is wrong', '"tags" property is wrong'],
    ['#{{print("value")}}', 'Array[]'],
    ['#{{property + "!" + error.toUpperCase()}}', 'tags!WRONG'],
    ['#{{process.exit(1)}}', ''],
    ['', 'wrong'],
  ])('%s', (template, expected) => {
    expect(told(template)).toBe(expected);
  });

  it("fills a function's own words first", () => {
    expect(told('{{error}}!', '#{{print("property")}}must be')).toBe('"tags" property must be!');
  });
});
