import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const CAMEL = sampleContract([LIST, { operation: 'GET /accountBalances', id: 'listBalances' }]);

test('the bundled profile, in words and in JSON', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': CAMEL } });
  const result = await runCli(repo.folder, ['lint', ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/lint.txt');
  const { report } = await runJson('lint', repo.folder, ['lint', ...TODAY]);
  expect(report.findings.map(({ rule, severity, at }) => [rule, severity, at.pointer])).toEqual([
    ['path-kebab-case', 'warn', '/paths/~1accountBalances'],
  ]);
});

test('rulesets of the house and of Spectral, named from the folder that one stands in', async () => {
  const repo = scratchRepo({
    files: {
      'apis/openapi.json': sampleContract(),
      'rules/house.yaml':
        'extends: [[spectral:oas, off]]\nrules:\n  operation-tags: true\n  house-title:\n    message: "{{error}}"\n    severity: error\n    given: $.info\n    then: { field: title, function: pattern, functionOptions: { match: "^Bank " } }\n',
    },
  });
  const here = join(repo.folder, 'apis');
  const { exit, report } = await runJson('lint', here, ['lint', '--ruleset', '../rules/house.yaml', ...TODAY]);
  expect(exit).toBe(1);
  expect(report.findings.map(({ rule, message }) => [rule, message])).toEqual([
    ['house-title', '"Accounts API" must match the pattern "^Bank "'],
  ]);
  const spectral = await runJson('lint', here, ['lint', '--ruleset', 'spectral:oas', ...TODAY]);
  expect(spectral).toMatchObject({ exit: 0, stderr: '' });
});

test('references that lead nowhere are findings beside all the others', async () => {
  const path =
    '/{accountId}: { get: { responses: { "200": { $ref: "#/components/responses/Acount" }, "404": { $ref: "./errors.yaml#/None" } } } }';
  const contract = `openapi: 3.0.3\ninfo: { title: Accounts, version: 1.0.0 }\npaths:\n  ${path}\ncomponents: { responses: { Account: { description: One. } } }\n`;
  const repo = scratchRepo({ files: { 'openapi.yaml': contract } });
  const result = await runCli(repo.folder, ['lint', '--ruleset', 'spectral:oas', ...TODAY]);
  expect(result).toMatchObject({ exit: 1, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/lint-broken-references.txt');
  repo.write({ 'errors.yaml': 'None: { description: Nothing. }\n' });
  const mended = await runJson('lint', repo.folder, ['lint', '--ruleset', 'spectral:oas', ...TODAY]);
  expect(mended.report.findings.filter(({ rule }) => rule === 'invalid-ref').map(({ message }) => message)).toEqual([
    "'#/components/responses/Acount' does not exist",
  ]);
});

const WARNING =
  'rules:\n  long: { description: Titles are long., given: $.info.title, severity: warn, then: { function: length, functionOptions: { min: 40 } } }\n';

describe.each(['lint', 'check'] as const)('what %s lets pass', (command) => {
  const repo = (settings: string) =>
    scratchRepo({ files: { 'openapi.json': sampleContract(), 'house.yaml': WARNING, 'countersign.yaml': settings } });
  const plain = 'schemaVersion: 1\nprofiles: [house.yaml]\n';
  const ratchet = `${plain}policy: { maxWarnings: 0 }\n`;
  const strict = `${plain}policy: { failOn: warn }\n`;

  test.each([
    { settings: plain, options: [], exit: 0 },
    { settings: plain, options: ['--fail-severity', 'warn'], exit: 1 },
    { settings: strict, options: [], exit: 1 },
    { settings: strict, options: ['--fail-severity', 'error'], exit: 0 },
    { settings: plain, options: ['--max-warnings', '1'], exit: 0 },
    { settings: plain, options: ['--max-warnings', '0'], exit: 1 },
    { settings: ratchet, options: [], exit: 1 },
    { settings: ratchet, options: ['--max-warnings', '5'], exit: 0 },
  ])('one warning: $options gives $exit', async ({ settings, options, exit }) => {
    const result = await runCli(repo(settings).folder, [command, ...options, ...TODAY]);
    expect(result).toMatchObject({ exit, stderr: '' });
  });

  test('too many warnings are told as such', async () => {
    const { stdout } = await runCli(repo(plain).folder, [command, '--max-warnings', '0', ...TODAY]);
    expect(stdout).toContain('note  1 warning counts, and none may pass\n');
    expect(stdout).toMatch(/^FAIL {2}refused: 1 warning$/m);
  });

  test.each(['-1', 'many', '1.5', ''])('%j is no count', async (count) => {
    const result = await runCli(repo(plain).folder, [command, `--max-warnings=${count}`]);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toContain('which is not a count');
  });
});

describe('a ruleset that cannot be used', () => {
  test.each([
    { file: 'house.js', text: 'export default { rules: {} };\n', code: 'RULESET_RUNS_CODE' },
    { file: 'house.yaml', text: 'functions: [own]\nrules: {}\n', code: 'RULESET_RUNS_CODE' },
    { file: 'house.yaml', text: 'extends: ./other.js\nrules: {}\n', code: 'RULESET_RUNS_CODE' },
    {
      file: 'house.yaml',
      text: 'rules:\n  a: { given: $.info, then: { function: trutty } }\n',
      code: 'RULESET_INVALID',
    },
  ])('$code: $file with $text', async ({ file, text, code }) => {
    const repo = scratchRepo({ files: { 'openapi.json': sampleContract(), [file]: text } });
    const result = await runCli(repo.folder, ['lint', '--ruleset', file]);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toContain(`error ${code}  `);
  });

  test('a name that is nearly a profile is suggested', async () => {
    const repo = scratchRepo({ files: { 'openapi.json': sampleContract() } });
    const result = await runCli(repo.folder, ['lint', '--ruleset', 'cor']);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toMatch(/error RULESET_NOT_FOUND {2}[^]*core/);
  });
});

describe('settings that name a rule nobody knows', () => {
  const settings = 'schemaVersion: 1\npolicy:\n  severities:\n    path-kebap-case: error\n    err-problem-json: warn\n';
  const waivers =
    'schemaVersion: 1\nwaivers:\n  - { rule: operation-removd, reason: agreed with everybody, owner: Olu, expires: 2026-12-31 }\n';

  test.each(['check', 'lint'])('%s refuses them, with the nearest name', async (command) => {
    const repo = scratchRepo({ files: { 'openapi.json': sampleContract(), 'countersign.yaml': settings } });
    const result = await runCli(repo.folder, [command]);
    expect(result).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'error CONFIG_INVALID  countersign.yaml:4:5: no rule or check is called `path-kebap-case`; did you mean `path-kebab-case`?\n' +
        '  hint  countersign schema workspace\n',
    });
  });

  test.each(['diff', 'deprecations'])(
    '%s tells them, since a ruleset of another call may have them',
    async (command) => {
      const repo = scratchRepo({ files: { 'openapi.json': sampleContract(), 'countersign.yaml': settings } });
      const { exit, stdout } = await runCli(repo.folder, [command]);
      expect(exit).toBe(0);
      expect(stdout.replace(/\s+/g, ' ')).toContain(
        'note policy.severities names the rule `path-kebap-case`, which the profiles of the settings do not have',
      );
    },
  );

  test('and so in waivers', async () => {
    const repo = scratchRepo({ files: { 'openapi.json': sampleContract(), '.countersign/waivers.yaml': waivers } });
    const result = await runCli(repo.folder, ['lint']);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toContain(
      'error WAIVERS_INVALID  .countersign/waivers.yaml:3:5: no rule or check is called `operation-removd`',
    );
  });

  test('a rule of the ruleset on the command line is known', async () => {
    const repo = scratchRepo({
      files: {
        'openapi.json': sampleContract(),
        'countersign.yaml': 'schemaVersion: 1\npolicy: { severities: { house-title: info } }\n',
        'house.yaml': 'rules:\n  house-title: { given: $.info.title, severity: error, then: { function: falsy } }\n',
      },
    });
    const { exit, report } = await runJson('lint', repo.folder, ['lint', '--ruleset', 'house.yaml', ...TODAY]);
    expect(exit).toBe(0);
    expect(report.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['house-title', 'info']]);
  });
});

const EVENTS = `asyncapi: 2.6.0
info: { title: Events, version: 1.0.0, description: What happened., license: { name: MIT }, contact: { name: a, url: 'https://bank.example', email: a@bank.example } }
tags: [{ name: accounts }]
servers: { production: { url: 'kafka://events.bank.example', protocol: kafka } }
channels:
  opened: { publish: { operationId: opened, message: { payload: { type: object } } } }
`;

describe('AsyncAPI beside OpenAPI', () => {
  const settings =
    'schemaVersion: 1\napis: { accounts: { contract: openapi.json }, events: { contract: events.yaml } }\n';
  const files = { 'openapi.json': sampleContract(), 'events.yaml': EVENTS };

  test('is linted with the rules that ask for it, and answers from the cache alike', async () => {
    const repo = scratchRepo({
      files: { ...files, 'countersign.yaml': `${settings}profiles: [core, 'spectral:asyncapi']\n` },
    });
    for (let run = 0; run < 2; run += 1) {
      const { exit, report } = await runJson('lint', repo.folder, ['lint', ...TODAY]);
      expect(exit).toBe(0);
      expect(report.apis.map(({ id, dialect, operations }) => [id, dialect, operations])).toEqual([
        ['accounts', '3.1', 2],
        ['events', 'asyncapi-2.6', 1],
      ]);
      expect(report.findings.map(({ api, rule, at }) => [api, rule, at.file, at.line])).toEqual([
        ['events', 'asyncapi-latest-version', 'events.yaml', 1],
        ['events', 'asyncapi-operation-description', 'events.yaml', 6],
      ]);
    }
  });

  test('is not clean where no rule asks for it', async () => {
    const repo = scratchRepo({ files: { ...files, 'countersign.yaml': settings } });
    const { exit, report } = await runJson('lint', repo.folder, ['lint', ...TODAY]);
    expect(exit).toBe(1);
    expect(report.findings.map(({ api, rule, severity }) => [api, rule, severity])).toEqual([
      ['events', 'lint-not-evaluated', 'error'],
    ]);
  });

  test('a folder without contracts gives what there is', async () => {
    const repo = scratchRepo({ files: { 'apis/events.yaml': EVENTS } });
    const { report } = await runJson('lint', repo.folder, ['lint', 'apis', '--ruleset', 'spectral:asyncapi', ...TODAY]);
    expect(report.apis.map(({ file }) => file)).toEqual(['apis/events.yaml']);
    const { exit, stderr } = await runCli(repo.folder, ['check', 'apis', ...TODAY]);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining('CONTRACT_NOT_FOUND') as string });
  });
});
