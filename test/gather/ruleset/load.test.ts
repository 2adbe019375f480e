import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { listProfiles } from '../../../src/gather/ruleset/load.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import type { Ruleset } from '../../../src/model/ruleset.ts';
import { rulesetOf } from '../../examine/lint/support.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { projectRoot, shared } from '../../support/shared.ts';

/** Loads `bank.yaml`, or what is named, of a scratch folder with the given files. */
function loaded(
  files: { readonly [path: string]: string },
  names: readonly string[] = ['bank.yaml'],
): Promise<Ruleset> {
  const root = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return rulesetOf(names, root);
}

async function refusalOf(text: string, others: { readonly [path: string]: string } = {}): Promise<unknown> {
  const error: unknown = await loaded({ 'bank.yaml': text, ...others }).catch((cause: unknown) => cause);
  return error instanceof CountersignError ? { code: error.code, message: error.message, hint: error.hint } : error;
}

const RULE = (extra = ''): string => `rules:
  has-title:
    given: $.info
    then: { field: title, function: truthy }
${extra}`;

const severities = (ruleset: Ruleset): unknown =>
  Object.fromEntries(
    ruleset.rules.filter(({ severity }) => severity !== 'off').map(({ id, severity }) => [id, severity]),
  );

describe('a ruleset', () => {
  it('settles into plain data', async () => {
    const text = `documentationUrl: https://bank.example/rules
formats: [oas3.1]
aliases:
  Info: ['$.info']
rules:
  has-title:
    description: There is a title.
    severity: 0
    given: ['#Info']
    then: { field: title, function: pattern, functionOptions: { match: ^A } }
    tags: [style]
    x-why: Because.
`;
    const { rules } = await loaded({ 'rulesets/bank.yaml': text }, ['./rulesets/bank.yaml']);
    expect(rules).toEqual([
      {
        id: 'has-title',
        profile: 'rulesets/bank.yaml',
        severity: 'error',
        description: 'There is a title.',
        message: 'There is a title.',
        given: ['$.info'],
        then: [{ field: 'title', function: 'pattern', options: { match: '^A' } }],
        formats: ['oas3_1'],
        resolved: true,
        documentationUrl: 'https://bank.example/rules#has-title',
        source: null,
        verified: true,
        why: 'Because.',
        fix: null,
        tags: ['style'],
        good: null,
        bad: null,
        styles: [],
        yields: [],
        gaveWayTo: null,
      },
    ]);
  });

  it('has a digest of what its rules say, and of nothing else', async () => {
    const first = await loaded({ 'bank.yaml': RULE() });
    const second = await loaded({ 'bank.yaml': `# a comment\n${RULE()}` });
    const third = await loaded({ 'bank.yaml': RULE('    severity: error\n') });
    expect(second.sha256).toBe(first.sha256);
    expect(third.sha256).not.toBe(first.sha256);
  });

  it('is read as JSON as well', async () => {
    const text = JSON.stringify({ rules: { a: { given: '$', then: { function: 'defined' } } } });
    expect(severities(await loaded({ 'bank.json': text }, ['bank.json']))).toEqual({ a: 'warn' });
  });

  it('overrides what it extends', async () => {
    const bank = `extends: ./base.yaml
rules:
  a: off
  b: error
  c: 3
  d: { severity: info, message: Other. }
  e: true
`;
    const base = `rules:
${['a', 'b', 'c', 'd', 'e'].map((id) => `  ${id}: { given: $, then: { function: defined }, recommended: ${id !== 'e'} }`).join('\n')}
`;
    const ruleset = await loaded({ 'bank.yaml': bank, 'base.yaml': base });
    expect(severities(ruleset)).toEqual({ b: 'error', c: 'hint', d: 'info', e: 'warn' });
    expect(ruleset.rules.find(({ id }) => id === 'd')).toMatchObject({
      message: 'Other.',
      profile: 'base.yaml',
      given: ['$'],
    });
  });

  it.each([
    ['off', {}],
    ['recommended', { a: 'warn' }],
    ['all', { a: 'warn', b: 'warn' }],
  ])('extends %s of another', async (selection, expected) => {
    const base = `rules:
  a: { given: $, then: { function: defined } }
  b: { given: $, then: { function: defined }, recommended: false }
`;
    expect(
      severities(await loaded({ 'bank.yaml': `extends: [[base.yaml, ${selection}]]`, 'base.yaml': base })),
    ).toEqual(expected);
  });

  it('extends bundled profiles and spectral:oas, of which single rules can be switched on', async () => {
    const text = 'extends: [[spectral:oas, off], [core, off]]\nrules: { path-params: error, path-kebab-case: hint }';
    expect(severities(await loaded({ 'bank.yaml': text }))).toEqual({
      'path-params': 'error',
      'path-kebab-case': 'hint',
    });
  });

  it('gives scoped and nested aliases their meaning in each dialect', async () => {
    const text = `aliases:
  Paths: [$.paths]
  Item: ['#Paths[*]']
  Bodies:
    targets:
      - { formats: [oas2], given: ['#Item[*].parameters[*]'] }
      - { formats: [oas3], given: ['#Item[*].requestBody'] }
rules:
  r: { given: '#Bodies.description', then: { function: truthy } }
`;
    const [rule] = (await loaded({ 'bank.yaml': text })).rules;
    expect(rule?.givenByDialect).toEqual({
      '2.0': ['$.paths[*][*].parameters[*].description'],
      '3.0': ['$.paths[*][*].requestBody.description'],
      '3.1': ['$.paths[*][*].requestBody.description'],
      '3.2': ['$.paths[*][*].requestBody.description'],
    });
  });

  it('of several that are named, the last has the last word', async () => {
    const files = { 'a.yaml': RULE(), 'b.yaml': RULE('    severity: error\n') };
    expect(severities(await loaded(files, ['a.yaml', 'b.yaml']))).toEqual({ 'has-title': 'error' });
    expect(severities(await loaded(files, ['b.yaml', 'a.yaml']))).toEqual({ 'has-title': 'warn' });
  });
});

describe('a path into our own package, as Spectral needs it, is the bundled profile', () => {
  const other = {
    'node_modules/countersign/package.json': '{}',
    'node_modules/countersign/rulesets/core.yaml': RULE(),
  };

  it.each([
    ['countersign/rulesets/core.yaml', {}],
    ['countersign/rulesets/core', {}],
    ['countersign\\rulesets\\core.yaml', {}],
    ['./node_modules/countersign/rulesets/core.yaml', {}],
    ['../node_modules/countersign/rulesets/core.yaml', {}],
    ['node_modules/countersign/rulesets/core.yaml', {}],
    ['/work/node_modules/countersign/rulesets/core.yaml', {}],
    ['countersign/rulesets/core.yaml', other],
    ['./node_modules/countersign/rulesets/core.yaml', other],
  ])('%s', async (name, files) => {
    const core = await rulesetOf(['core']);
    expect((await loaded({ ...files, 'bank.yaml': `extends: '${name}'` })).rules).toEqual(core.rules);
    expect(await loaded(files, [name])).toEqual(core);
  });

  it('whatever extends it', async () => {
    const rule = (await rulesetOf(['core'])).rules.find(({ id }) => id === 'info-title-descriptive');
    const files = {
      'bank.yaml': 'extends: ./teams/house.yaml',
      'teams/house.yaml': 'extends: countersign/rulesets/core/info-title-descriptive.yaml',
    };
    expect((await loaded(files)).rules).toEqual([rule]);
  });

  it('but a file of the workspace that has this name is the file', async () => {
    const mine = { 'countersign/rulesets/core.yaml': RULE(), 'bank.yaml': 'extends: countersign/rulesets/core.yaml' };
    expect(severities(await loaded(mine))).toEqual({ 'has-title': 'warn' });
    const below = { 'teams/bank.yaml': 'extends: countersign/rulesets/core.yaml', ...mine };
    expect((await loaded(below, ['teams/bank.yaml'])).rules).toEqual((await rulesetOf(['core'])).rules);
  });

  const names = 'africa, berlin-group, cdr-au, core, fapi-2, hkma, maturity, open-banking-uk, open-finance-br, owasp';
  const all = `countersign/rulesets/NAME.yaml, where NAME is one of ${names}, payments, pci-dss, psd2, spectral-arazzo, spectral-asyncapi, spectral-oas`;

  it.each([
    ['countersign/rulesets/corre.yaml', 'did you mean countersign/rulesets/core.yaml?'],
    ['countersign/rulesets/core.yml', 'did you mean countersign/rulesets/core.yaml?'],
    ['countersign/rulesets/payment', 'did you mean countersign/rulesets/payments.yaml?'],
    ['countersign/rulesets/spectral:oas', 'did you mean countersign/rulesets/spectral-oas.yaml?'],
    ['countersign/rulesets/../package.json', all],
    ['countersign/rulesets/', all],
    ['countersign', all],
  ])('%s is none of them', async (name, hint) => {
    const problem = { code: 'RULESET_NOT_FOUND', hint };
    expect(await refusalOf(`rules: {}\nextends:\n  - '${name}'\n`)).toEqual({
      ...problem,
      message: `bank.yaml:3 extends.0: countersign has no ruleset \`${name}\``,
    });
    await expect(loaded({}, [name])).rejects.toMatchObject(problem);
  });
});

describe('aliases', () => {
  it('are inherited, those of later rulesets over those of earlier ones, and own ones over all', async () => {
    const { rules } = await loaded({
      'a.yaml': "aliases: { A: ['$.a'], B: ['$.a'], C: ['$.a'] }\nrules: {}",
      'b.yaml': "extends: c.yaml\naliases: { B: ['$.b'], C: ['$.b'] }\nrules: {}",
      'c.yaml': "aliases: { D: ['$.c'] }\nrules: {}",
      'bank.yaml': `extends: [a.yaml, b.yaml]
aliases: { C: ['$.bank'] }
rules: { r: { given: ['#A', '#B', '#C', '#D'], then: { function: truthy } } }`,
    });
    expect(rules.map(({ given }) => given)).toEqual([['$.a', '$.b', '$.bank', '$.c']]);
  });
});

describe('is refused, with the place and what to do', () => {
  const invalid = (message: string, hint: unknown = expect.any(String)): unknown => ({
    code: 'RULESET_INVALID',
    message,
    hint,
  });
  const code = (message: string): unknown => ({
    code: 'RULESET_RUNS_CODE',
    message,
    hint: expect.any(String) as unknown,
  });

  const beginning = 'a ruleset has `extends`, such as `extends: core`, or `rules`; `rules: {}` checks nothing';
  const severities = 'must be one of "error", "warn", "info", "hint", "off", -1, 0, 1, 2, 3';
  const options = (text: string): string => `rules: {}\nparserOptions: ${text}\n`;

  it.each([
    ['an empty file', '# nothing yet\n', invalid('bank.yaml is empty', beginning)],
    ['a list', '- core\n', invalid('bank.yaml is not an object', beginning)],
    ['an empty object', '{}\n', invalid('bank.yaml:1 a ruleset has `extends` or `rules`', beginning)],
    ['rules without any', 'rules:\n', invalid('bank.yaml:1 rules: is empty, and must be an object')],
    ['parser options that are none', options('off'), invalid('bank.yaml:2 parserOptions: must be an object')],
    [
      'a misspelt parser option',
      options('{ incompatibleValue: off }'),
      invalid(
        "bank.yaml:2 parserOptions.incompatibleValue: there is no such key in Spectral's format",
        'did you mean incompatibleValues?',
      ),
    ],
    [
      'a word that is nearly a severity',
      options('{ incompatibleValues: warning }'),
      invalid(`bank.yaml:2 parserOptions.incompatibleValues: ${severities}`, 'did you mean warn?'),
    ],
    [
      'a severity that is false',
      options('{ duplicateKeys: false }'),
      invalid(`bank.yaml:2 parserOptions.duplicateKeys: ${severities}`, 'did you mean off?'),
    ],
    [
      'a file that is not there',
      'extends: [./core.yaml]\n',
      {
        code: 'RULESET_NOT_FOUND',
        message: 'bank.yaml:1 extends.0: there is no ruleset file core.yaml',
        hint: 'check the path; the bundled profile is called core',
      },
    ],
    [
      'an unknown key',
      RULE('    remedy: x\n'),
      invalid(
        "bank.yaml:5 rules.has-title.remedy: there is no such key in Spectral's format",
        'keys of your own begin with x-',
      ),
    ],
    [
      'a misspelt key',
      RULE('    severty: error\n'),
      invalid(
        "bank.yaml:5 rules.has-title.severty: there is no such key in Spectral's format",
        'did you mean severity?',
      ),
    ],
    [
      'an unknown severity',
      RULE('    severity: fatal\n'),
      invalid(
        'bank.yaml:5 rules.has-title.severity: must be one of "error", "warn", "info", "hint", "off", -1, 0, 1, 2, 3',
      ),
    ],
    [
      'an unknown function',
      RULE().replace('truthy', 'thruthy'),
      invalid('bank.yaml:4 rules.has-title.then.function: there is no function `thruthy`', 'did you mean truthy?'),
    ],
    [
      'wrong options',
      RULE().replace('truthy', 'length, functionOptions: { maximum: 1 }'),
      invalid('bank.yaml:4 rules.has-title.then.functionOptions: length has no option `maximum`'),
    ],
    [
      'options for a function that has none',
      RULE().replace('truthy', 'truthy, functionOptions: { a: 1 }'),
      invalid('bank.yaml:4 rules.has-title.then.functionOptions: truthy takes no options'),
    ],
    [
      'an unknown format',
      RULE('    formats: [oas4]\n'),
      invalid('bank.yaml:5 rules.has-title.formats.0: there is no format `oas4`', 'did you mean oas2?'),
    ],
    [
      'an unknown rule',
      'extends: core\nrules: { path-kebap-case: off }',
      invalid(
        'bank.yaml:2 rules.path-kebap-case: no ruleset that is extended has this rule',
        'did you mean path-kebab-case?',
      ),
    ],
    ['half a rule', 'rules: { a: { given: $ } }', invalid('bank.yaml:1 rules.a: `then` is missing')],
    [
      'an expression of another language',
      'rules: { a: { given: info.title, then: { function: truthy } } }',
      invalid('bank.yaml:1 rules.a.given: a JSONPath begins with `$`, an alias with `#`'),
    ],
    [
      'an unknown alias',
      "aliases: { Info: ['$.info'] }\nrules: { a: { given: '#Inof', then: { function: truthy } } }",
      invalid('bank.yaml:2 rules.a.given: there is no alias `Inof`', 'did you mean Info?'),
    ],
    [
      'a circular alias',
      "aliases: { A: ['#B'], B: ['#A'] }\nrules: { a: { given: '#A', then: { function: truthy } } }",
      invalid('bank.yaml:2 rules.a.given: alias A → B → A leads back to itself'),
    ],
    [
      'no regular expression',
      RULE().replace('truthy', "pattern, functionOptions: { match: '(a' }"),
      invalid('bank.yaml:4 rules.has-title.then.functionOptions.match: the pattern (a is not a regular expression'),
    ],
    [
      'another host',
      'extends: https://rules.example/oas.yaml',
      {
        code: 'RULESET_NOT_LOCKED',
        message:
          'https://rules.example/oas.yaml is on another host, and .countersign/rulesets.lock.yaml has no copy of it',
        hint: 'countersign lock fetches it; commit what it writes',
      },
    ],
    [
      'a package',
      "extends: ['@bank/spectral']",
      {
        code: 'RULESET_NOT_FOUND',
        message:
          'bank.yaml:1 extends.0: there is no ruleset `@bank/spectral`: no bundled profile, no package in node_modules',
        hint: 'a package must be installed first, and nothing is fetched: npm ci',
      },
    ],
    ['neither extends nor rules', 'description: x', invalid('bank.yaml:1 a ruleset has `extends` or `rules`')],
    ['bad YAML', 'rules: {', invalid(expect.stringMatching(/^bank\.yaml:\d+ /) as unknown as string)],
    [
      'functions',
      `functions: [a]\n${RULE()}`,
      code('bank.yaml:1 functions: custom functions are JavaScript, and no code of the repository is run'),
    ],
    [
      'a folder of functions',
      `functionsDir: lib\nfunctions: [a]\n${RULE()}`,
      code('bank.yaml:2 functions: custom functions are JavaScript, and no code of the repository is run'),
    ],
    [
      'a ruleset in JavaScript',
      'extends: ./rules.mjs',
      code('bank.yaml:1 extends: ./rules.mjs is code, and no code of the repository is run'),
    ],
  ])('%s', async (_, text, expected) => {
    expect(await refusalOf(text)).toEqual(expected);
  });

  it('a circle of rulesets', async () => {
    const error = await refusalOf('extends: other.yaml', { 'other.yaml': 'extends: bank.yaml' });
    expect(error).toMatchObject({
      message: 'rulesets extend each other in a circle: bank.yaml → other.yaml → bank.yaml',
    });
  });

  it('a file outside the workspace', async () => {
    expect(await refusalOf('extends: ../../../etc/passwd.yaml')).toMatchObject({ code: 'PATH_OUTSIDE_WORKSPACE' });
  });

  it.each([
    ['cor', 'RULESET_NOT_FOUND', 'there is no ruleset `cor`', 'did you mean core?'],
    ['rules/none.yaml', 'RULESET_NOT_FOUND', 'there is no ruleset file rules/none.yaml', 'check the path'],
    [
      'rules.mjs',
      'RULESET_RUNS_CODE',
      'rules.mjs is code, and no code of the repository is run',
      '--allow-js-rulesets runs it in a process without rights; or pin its hash under rulesetCode: in countersign.yaml',
    ],
  ])('%s', async (name, errorCode, message, hint) => {
    await expect(loaded({}, [name])).rejects.toMatchObject({ code: errorCode, message, hint });
  });
});

it('core extends each file of its folder, and each file has the rule of its name', async () => {
  const { rules } = await rulesetOf(['core']);
  const files = readdirSync(join(projectRoot, 'rulesets/core')).map((file) => file.replace('.yaml', ''));
  expect(rules.map(({ id }) => id)).toEqual(files.sort());
  expect([...new Set(rules.map(({ profile }) => profile))]).toEqual(['core']);
});

it('finds nothing wrong with the rulesets that come with the tool', async () => {
  const names = await listProfiles({ files: fileSystem, rulesets: join(projectRoot, 'rulesets') });
  await expect(rulesetOf(names, projectRoot, { thorough: true })).resolves.toHaveProperty('rules');
});

it('objects to unquoted status codes in no profile of ours', async () => {
  const names = await listProfiles({ files: fileSystem, rulesets: join(projectRoot, 'rulesets') });
  for (const name of names.filter((each) => !each.startsWith('spectral:'))) {
    const { parserOptions } = await rulesetOf([name]);
    expect([name, parserOptions]).toEqual([name, { duplicateKeys: 'error', incompatibleValues: 'off' }]);
  }
});

it('lists the bundled profiles', async () => {
  const profiles = await listProfiles({ files: fileSystem, rulesets: join(projectRoot, 'rulesets') });
  expect(profiles).toEqual(expect.arrayContaining(['core', 'spectral:oas']));
});

describe.skipIf(shared('conformance/rulesets') === null)('public rulesets (needs ../shared/conformance)', () => {
  const folder = shared('conformance/rulesets') ?? '';

  it.each(['adidas/adidas-spectral.yaml', 'logius-adr/media/linter.yaml'])('%s is loaded', async (file) => {
    const { rules } = await rulesetOf([file], folder);
    expect(rules.filter(({ severity }) => severity !== 'off').length).toBeGreaterThan(20);
  });

  it("paystack's is refused, as Spectral refuses it: it is written for vacuum, whose keys and functions Spectral lacks", async () => {
    await expect(rulesetOf(['paystack/ruleset-recommended.yaml'], folder)).rejects.toMatchObject({
      code: 'RULESET_INVALID',
      message:
        "paystack/ruleset-recommended.yaml:5 rules.component-description.category: there is no such key in Spectral's format",
      hint: '`category` is a key of vacuum, and Spectral refuses it too: remove it; functions of vacuum alone (oasComponentDescriptions, …) must be written anew',
    });
  });
});
