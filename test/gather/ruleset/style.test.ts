import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../../src/examine/lint/functions/index.ts';
import { lint } from '../../../src/examine/lint/lint.ts';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { join } from 'node:path';
import { fileSystem } from '../../../src/adapters/files.ts';
import { FUNCTION_CATALOGUE } from '../../../src/examine/lint/catalogue.ts';
import { loadRuleset } from '../../../src/gather/ruleset/load.ts';
import { type LifecycleFields, withOwnFields } from '../../../src/model/lifecycle-fields.ts';
import type { Rule, Ruleset } from '../../../src/model/ruleset.ts';
import { STYLE, type Style, STYLE_NAMES } from '../../../src/model/style.ts';
import { isObject, own, ownArray } from '../../../src/model/json.ts';
import { contractOf } from '../../support/contract.ts';
import { projectRoot } from '../../support/shared.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { allProfiles, profileNames } from '../../examine/lint/support.ts';

function loaded(names: readonly string[], style: Style = {}, root = projectRoot): Promise<Ruleset> {
  const rulesets = join(projectRoot, 'rulesets');
  return loadRuleset({ files: fileSystem, root, rulesets, functions: FUNCTION_CATALOGUE, style }, names);
}

function ruleIn({ rules }: Ruleset, id: string): Rule | undefined {
  return rules.find((rule) => rule.id === id);
}

/** What one rule says of a contract, in a style. */
async function said(profile: string, id: string, style: Style, text: string): Promise<string[]> {
  const ruleset = await loaded([profile], style);
  const rules = ruleset.rules.filter((rule) => rule.id === id);
  const facts = await lint(await contractOf(`openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\n${text}`), {
    ...ruleset,
    rules,
  });
  return facts.map(({ message }) => message);
}

const PROPERTIES = `paths: {}
components: { schemas: { A: { properties: { accountId: { type: string }, bookedOn: { type: string }, end_date: { type: string }, '@type': { type: string } } } } }
`;

describe('a choice of the bank', () => {
  it('takes the place of the default, in the options of the rule', async () => {
    const before = ruleIn(await loaded(['core']), 'property-case-consistent');
    expect(before?.then[0]?.options).toEqual({ of: 'properties', style: 'consistent' });
    expect(before?.styles).toEqual([
      { name: 'propertyCase', option: 'style', value: 'consistent', standard: 'consistent' },
    ]);
    const after = ruleIn(await loaded(['core'], { propertyCase: 'snake' }), 'property-case-consistent');
    expect(after?.then[0]?.options).toEqual({ of: 'properties', style: 'snake' });
    expect(after?.styles).toEqual([{ name: 'propertyCase', option: 'style', value: 'snake', standard: 'consistent' }]);
  });

  it('changes the digest of the ruleset, which evidence and caches go by', async () => {
    const [one, other] = [await loaded(['core']), await loaded(['core'], { pathCase: 'snake' })];
    expect(one.sha256).not.toBe(other.sha256);
    expect((await loaded(['core'], { pathCase: 'kebab' })).rules.map(({ then }) => then)).toEqual(
      one.rules.map(({ then }) => then),
    );
  });

  it.each<[string, string, Style, string, string[]]>([
    ['core', 'property-case-consistent', {}, PROPERTIES, ['Properties: most are in camelCase, but not `end_date`']],
    [
      'core',
      'property-case-consistent',
      { propertyCase: 'camel' },
      PROPERTIES,
      ['Properties: `end_date` is not in camelCase'],
    ],
    [
      'core',
      'property-case-consistent',
      { propertyCase: 'snake' },
      PROPERTIES,
      ['Properties: `accountId` is not in snake_case', 'Properties: `bookedOn` is not in snake_case'],
    ],
    [
      'core',
      'query-param-case',
      { queryCase: 'kebab' },
      `paths: { /a: { get: { parameters: [{ in: query, name: 'filter[bookedOn]' }, { in: query, name: page-size }] } } }`,
      ['Query parameters: `filter[bookedOn]` is not in kebab-case'],
    ],
    [
      'core',
      'path-kebab-case',
      { pathCase: 'camel' },
      'paths: { /accountInfo: {}, /account-info: {} }',
      ['`account-info` is not in camelCase in /account-info'],
    ],
    [
      'maturity',
      'enum-upper-snake',
      { enumCase: 'kebab' },
      'paths: {}\ncomponents: { schemas: { A: { properties: { s: { enum: [in-progress, DONE_SOON, EUR, en-GB] } } } } }',
      ['`DONE_SOON` is not in kebab-case'],
    ],
    [
      'core',
      'version-single-strategy',
      { versionIn: 'header' },
      'paths: { /v1/a: { get: {} } }',
      ['a version is in the address, not in a header'],
    ],
    [
      'core',
      'version-single-strategy',
      { versionIn: 'url' },
      'paths: { /a: { get: {} } }',
      ['no version is in the address'],
    ],
    [
      'core',
      'version-single-strategy',
      { versionIn: 'media-type' },
      `paths: { /a: { get: { responses: { '200': { content: { application/vnd.bank.v2+json: {} } } } } } }`,
      [],
    ],
    [
      'core',
      'version-single-strategy',
      {},
      `paths: { /v1/a: { get: { parameters: [{ in: header, name: API-Version }] } } }`,
      ['versions are in the address and in the header API-Version'],
    ],
    [
      'maturity',
      'page-cursor-preferred',
      { pagination: 'offset' },
      'paths: { /a: { get: { parameters: [{ in: query, name: offset }, { in: query, name: cursor }] } } }',
      ['`cursor` pages by cursor, not by offset'],
    ],
    [
      'core',
      'err-problem-json',
      { errorMedia: ['application/vnd.bank.error+json'] },
      `paths: { /a: { get: { responses: { '400': { content: { application/problem+json: {} } }, '500': { content: { application/vnd.bank.error+json: {} } } } } } }`,
      ['GET /a: 400 is not application/vnd.bank.error+json'],
    ],
    [
      'owasp',
      'request-no-additional',
      { requestObjects: 'open' },
      `paths: { /a: { post: { requestBody: { content: { application/json: { schema: { additionalProperties: false, properties: { a: {} } } } } } } } }`,
      ['POST /a: the request body takes no property that is not named'],
    ],
    [
      'maturity',
      'us-english',
      { english: 'gb' },
      'paths: { /organizations: {}, /authorisations: {}, /checks: {} }',
      ['`/organizations` would be written with organisations'],
    ],
  ])('%s: %s with %j', async (profile, id, style, text, expected) => {
    expect(await said(profile, id, style, text)).toEqual(expected);
  });

  it('is one that every rule which follows it takes, and every choice has such a rule', async () => {
    const ajv = new Ajv({ strict: false });
    const { rules } = await allProfiles();
    for (const name of STYLE_NAMES) {
      const values = ownArray(STYLE[name], 'enum') ?? [['application/problem+json']];
      const following = rules.flatMap((rule) =>
        rule.styles.filter((one) => one.name === name).map(({ option }) => ({ rule, option })),
      );
      expect(following, name).not.toEqual([]);
      for (const { rule, option } of following) {
        const schema = FUNCTIONS.find((one) => one.name === rule.then[0]?.function)?.options ?? {};
        for (const value of values)
          expect(
            ajv.validate(schema, { ...(rule.then[0]?.options as object), [option]: value }),
            `${rule.id} ${JSON.stringify(value)}`,
          ).toBe(true);
      }
    }
  });

  it('can be followed by rules of the house, and a misspelt one is refused', async () => {
    const root = scratchFolder();
    const house = (name: string): string => `rules:
  house-case:
    given: $.paths[*]~
    then: { function: pathSegments, functionOptions: { style: camel } }
    x-style: { ${name}: style }
`;
    writeFileSync(join(root, 'house.yaml'), house('pathCase'));
    const rule = ruleIn(await loaded(['house.yaml'], { pathCase: 'snake' }, root), 'house-case');
    expect(rule?.then[0]?.options).toEqual({ style: 'snake' });
    writeFileSync(join(root, 'house.yaml'), house('pathCases'));
    await expect(loaded(['house.yaml'], {}, root)).rejects.toMatchObject({
      code: 'RULESET_INVALID',
      message: 'house.yaml:5 rules.house-case.x-style.pathCases: there is no style `pathCases`',
      hint: 'did you mean pathCase?',
    });
  });
});

describe('profiles beside each other', () => {
  const permutations = (all: readonly string[]): string[][] =>
    all.length < 2
      ? [[...all]]
      : all.flatMap((one) => permutations(all.filter((other) => other !== one)).map((rest) => [one, ...rest]));

  it.each([
    [['core', 'payments', 'berlin-group']],
    [['core', 'open-finance-br', 'owasp']],
    [['core', 'open-banking-uk', 'berlin-group', 'cdr-au']],
  ])('%j mean the same in whichever order', async (names) => {
    const [first, ...others] = await Promise.all(permutations(names).map((order) => loaded(order)));
    for (const other of others) expect(other).toEqual(first);
  });

  it('the higher precedence counts: the scheme has a status of its own, the theme is stricter', async () => {
    const ruleset = await loaded(['open-finance-br', 'payments', 'core']);
    expect(JSON.stringify(ruleIn(ruleset, 'err-official-status')?.then)).toContain('529');
    expect(ruleIn(ruleset, 'err-official-status')?.severity).toBe('warn');
    expect(ruleIn(ruleset, 'pay-iban-pattern')?.severity).toBe('error');
  });

  it('a rule gives way to the profile that has one of its own, and says so', async () => {
    const both = ruleIn(await loaded(['berlin-group', 'core']), 'err-problem-json');
    expect([both?.severity, both?.gaveWayTo]).toEqual(['off', 'berlin-group']);
    const alone = ruleIn(await loaded(['core']), 'err-problem-json');
    expect([alone?.severity, alone?.gaveWayTo]).toEqual(['info', null]);
    const three = await loaded(['core', 'cdr-au', 'open-banking-uk', 'berlin-group']);
    const forms = ['err-bg-tppmessages', 'err-obie-schema', 'err-cdr-urn'];
    expect(forms.map((id) => ruleIn(three, id)?.gaveWayTo)).toEqual([null, 'berlin-group', 'berlin-group']);
  });

  it('a ruleset of the house counts more than any of them, and its own rule gives way to none', async () => {
    const root = scratchFolder();
    writeFileSync(
      join(root, 'house.yaml'),
      'extends: [[core, off]]\nrules: { err-problem-json: error, path-no-verbs: off }\n',
    );
    for (const order of [
      ['house.yaml', 'core', 'berlin-group'],
      ['core', 'berlin-group', 'house.yaml'],
    ]) {
      const ruleset = await loaded(order, {}, root);
      expect(ruleIn(ruleset, 'err-problem-json')?.severity).toBe('error');
      expect(ruleIn(ruleset, 'path-no-verbs')?.severity).toBe('off');
    }
  });

  it('give way only to profiles that there are, and no two have one precedence', async () => {
    const { rules } = await allProfiles();
    const names = new Set(rules.flatMap(({ yields }) => yields.map(({ profile }) => profile)));
    expect([...names].filter((name) => !profileNames().includes(name))).toEqual([]);
    const ranks = profileNames().map((name) =>
      own(load(readFileSync(join(projectRoot, 'rulesets', `${name}.yaml`), 'utf8')), 'x-precedence'),
    );
    expect(new Set(ranks).size).toBe(profileNames().length);
    expect(ranks).not.toContain(undefined);
  });
});

describe("the house's own names of what tells of an end", () => {
  const CONTRACT = `openapi: 3.1.0
info: { title: T, version: 1.0.0 }
paths:
  /a:
    get: { deprecated: true, x-end-of-life: 2027-06-30, responses: {} }
    put: { x-going: true, responses: {} }
`;
  const RULES = ['all-ops-deprecated-api-status', 'deprecated-has-sunset', 'deprecated-response-headers'];

  async function found(fields: LifecycleFields | null): Promise<string[]> {
    const rulesets = join(projectRoot, 'rulesets');
    const sources = { files: fileSystem, root: projectRoot, rulesets, functions: FUNCTION_CATALOGUE };
    const ruleset = await loadRuleset(fields === null ? sources : { ...sources, lifecycleFields: fields }, ['core']);
    const rules = ruleset.rules.filter(({ id }) => RULES.includes(id));
    const facts = await lint(await contractOf(CONTRACT), { ...ruleset, rules });
    return facts.map(({ rule, at }) => `${rule} ${at.pointer}`).sort();
  }

  it('are those that functions of rules go by, whatever their other options', async () => {
    expect(await found(null)).toEqual(['deprecated-has-sunset /paths/~1a/get']);
    expect(await found(withOwnFields({ flag: ['x-going'], sunset: ['x-end-of-life'] }))).toEqual([
      'all-ops-deprecated-api-status /info',
      'deprecated-has-sunset /paths/~1a/put',
    ]);
  });

  it('change the rules that take them and no others, and nothing where there are none', async () => {
    const rulesets = join(projectRoot, 'rulesets');
    const sources = { files: fileSystem, root: projectRoot, rulesets, functions: FUNCTION_CATALOGUE };
    const plain = await loadRuleset(sources, ['core']);
    const same = await loadRuleset({ ...sources, lifecycleFields: withOwnFields({}) }, ['core']);
    expect(same).toEqual(plain);
    const fields = withOwnFields({ flag: ['x-going'] });
    const own = await loadRuleset({ ...sources, lifecycleFields: fields }, ['core']);
    expect(own.sha256).not.toBe(plain.sha256);
    const changed = own.rules.filter((rule, index) => JSON.stringify(rule) !== JSON.stringify(plain.rules[index]));
    const taking = ['deprecation', 'allDeprecated', 'declaredHeader'];
    expect(changed).toEqual(
      plain.rules
        .filter(({ then }) => then.some((step) => taking.includes(step.function)))
        .map((rule) => ({
          ...rule,
          then: rule.then.map((step) => ({
            ...step,
            options: { ...(isObject(step.options) ? step.options : {}), lifecycleFields: fields },
          })),
        })),
    );
    expect(changed.map(({ id }) => id)).toEqual(expect.arrayContaining(RULES));
  });
});
