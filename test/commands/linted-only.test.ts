import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];

const ACCOUNTS = `openapi: 3.1.0
info: { title: Accounts of customers, version: 1.0.0 }
paths:
  /accounts:
    get: { operationId: listAccounts, deprecated: true, responses: { '200': { description: OK } } }
  /accounts/{id}:
    get: { operationId: readAccount, responses: { '200': { description: OK } } }
`;
const EVENTS = `asyncapi: 2.6.0
info: { title: Events, version: 1.0.0 }
channels:
  paid: { publish: { operationId: paid, message: { payload: { type: object } } } }
`;
const HOUSE = `extends: [[spectral:asyncapi, off]]
rules:
  asyncapi-operation-description: error
  titles: { given: $.info.title, severity: hint, formats: [oas3], then: { function: truthy } }
`;
const settings = (profiles: string): string => `schemaVersion: 1
profiles: [${profiles}]
apis:
  accounts: { contract: accounts.yaml }
  events: { contract: events.yaml }
`;
const FILES = {
  'accounts.yaml': ACCOUNTS,
  'events.yaml': EVENTS,
  'house.yaml': HOUSE,
  'countersign.yaml': settings('house.yaml'),
};

/** With a change in the working tree that breaks callers. */
function repo(files: Readonly<Record<string, string | null>> = {}) {
  const made = scratchRepo({ files: FILES });
  made.write({ 'accounts.yaml': ACCOUNTS.replace('/accounts/{id}', '/customers/{id}'), ...files });
  return made;
}

const LEFT_OUT = 'events.yaml is an AsyncAPI 2.6 document and was left out: only lint, check and baseline read those.';
const LINTED =
  'events.yaml is an AsyncAPI 2.6 document: it was linted; changes, deprecations and consumers are looked for in OpenAPI alone.';

describe('a workspace that lists an AsyncAPI document', () => {
  test('is checked whole: the document is linted, and what does not apply to it is told', async () => {
    const { folder } = repo();
    const result = await runCli(folder, ['check', '--no-witness', ...TODAY]);
    expect(result).toMatchObject({ exit: 1, stderr: '' });
    await expect(result.stdout).toMatchFileSnapshot('golden/check-linted-only.txt');
    const { report } = await runJson('check', folder, ['check', ...TODAY]);
    expect(report.apis.map(({ id, dialect, base }) => [id, dialect, base?.revision ?? null])).toEqual([
      ['accounts', '3.1', 'main'],
      ['events', 'asyncapi-2.6', null],
    ]);
    expect(report.notes).toEqual([{ api: 'events', message: LINTED }]);
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    expect([...new Set(errors.map(({ api, rule }) => `${api} ${rule}`))]).toEqual([
      'accounts api-path-removed-without-deprecation',
      'events asyncapi-operation-description',
    ]);
    expect(report.changes?.every(({ api }) => api === 'accounts')).toBe(true);
  });

  test('is not green where no rule is for the document', async () => {
    const { folder } = repo({ 'accounts.yaml': ACCOUNTS, 'countersign.yaml': settings('core') });
    const { exit, report } = await runJson('check', folder, ['check', 'events', ...TODAY]);
    expect(exit).toBe(1);
    expect(report.findings.map(({ rule }) => rule)).toEqual(['lint-not-evaluated']);
  });

  test('waivers and baselines of the document count, and are missed by nobody', async () => {
    const waiver =
      'rule: asyncapi-operation-description, api: events, reason: written by the next release, owner: Olu, expires: 2026-07-01';
    const { folder } = repo({
      'accounts.yaml': ACCOUNTS,
      '.countersign/waivers.yaml': `schemaVersion: 1\nwaivers:\n  - { ${waiver} }\n`,
    });
    for (const command of ['check', 'diff', 'deprecations']) {
      const { stdout, exit } = await runCli(folder, [command, ...TODAY]);
      expect({ exit, unused: stdout.includes('waiver-unused') }).toEqual({ exit: 0, unused: false });
    }
    const other = repo({ 'accounts.yaml': ACCOUNTS }).folder;
    expect(await runCli(other, ['baseline', 'write', ...TODAY])).toMatchObject({ exit: 0 });
    for (const command of ['check', 'diff', 'deprecations']) {
      const { stdout, exit } = await runCli(other, [command, ...TODAY]);
      expect({ exit, stale: stdout.includes('baseline-stale') }).toEqual({ exit: 0, stale: false });
    }
  });

  test.each([
    ['diff', []],
    ['deprecations', []],
    ['impact', []],
    ['score', []],
    ['portal', ['--output', 'pages']],
    ['history', []],
    ['changelog', ['HEAD..HEAD']],
  ])('%s leaves it out, and says so in text and JSON', async (command, more) => {
    const { folder } = repo();
    const text = await runCli(folder, [command, ...more, ...TODAY]);
    expect(text.exit).toBe(command === 'diff' ? 1 : 0);
    expect(text.stdout.replaceAll(/\s+/g, ' ')).toContain(`note events: ${LEFT_OUT}`);
    const json = await runCli(folder, [command, ...more, '--format', 'json', ...TODAY]);
    const report = JSON.parse(json.stdout) as { readonly notes: readonly unknown[]; readonly apis?: readonly object[] };
    expect(report.notes).toContainEqual({ api: 'events', message: LEFT_OUT });
    expect(JSON.stringify(report.apis ?? [])).not.toContain('events');
  });

  test('diff of two revisions, and the notice of an end, leave it out as well', async () => {
    const { folder } = repo();
    const range = await runCli(folder, ['diff', 'HEAD..HEAD', ...TODAY]);
    expect(range.stdout.replaceAll(/\s+/g, ' ')).toContain(`note events: ${LEFT_OUT}`);
    const notice = await runCli(folder, ['notice', ...TODAY]);
    expect(`${notice.stdout}${notice.stderr}`.replaceAll(/\s+/g, ' ')).toContain(LEFT_OUT);
  });

  test.each([
    ['diff', 'events'],
    ['diff', 'events.yaml'],
    ['diff', 'events.yaml', 'events.yaml'],
    ['deprecations', 'accounts', 'events'],
    ['score', 'events'],
    ['history', 'events'],
    ['changelog', 'events', 'HEAD..HEAD'],
    ['render', 'kong', 'events'],
  ])('%s %s is refused: it was asked for, and nothing could be done', async (...command) => {
    const { folder } = repo();
    const { exit, stdout, stderr } = await runCli(folder, [...command, ...TODAY]);
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' });
    expect(stderr).toContain('error CONTRACT_NOT_OPENAPI  events.yaml is an AsyncAPI 2.6 document');
    expect(stderr).toContain('hint  countersign lint events.yaml --ruleset spectral:asyncapi');
  });

  test('what takes one API at a time does not choose', async () => {
    const { folder } = repo();
    const { exit, stderr } = await runCli(folder, ['render', 'kong']);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: 'error USAGE  render takes one API at a time\n  hint  name one of: accounts\n',
    });
  });

  test('a glob takes it in without asking for it', async () => {
    const { folder } = repo({ 'house.yaml': null, 'countersign.yaml': null, 'accounts.yaml': ACCOUNTS });
    const { exit, stdout } = await runCli(folder, ['diff', '*.yaml', ...TODAY]);
    expect(exit).toBe(0);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`note events: ${LEFT_OUT}`);
  });
});

test('where there is nothing else, what does not lint is refused, and check is not', async () => {
  const { folder } = scratchRepo({
    files: { ...FILES, 'countersign.yaml': settings('house.yaml').replace(/ {2}accounts: .*\n/, '') },
  });
  for (const command of [['diff'], ['deprecations'], ['score'], ['portal'], ['history'], ['changelog', 'HEAD..HEAD']]) {
    const { exit, stderr } = await runCli(folder, command);
    expect({ exit, refused: stderr.includes('CONTRACT_NOT_OPENAPI') }).toEqual({ exit: 3, refused: true });
  }
  const { exit, report } = await runJson('check', folder, ['check', ...TODAY]);
  expect(exit).toBe(1);
  expect(report.findings.map(({ rule }) => rule)).toEqual(['asyncapi-operation-description']);
  const named = await runCli(folder, ['check', 'events.yaml', ...TODAY]);
  expect(named.exit).toBe(1);
});

describe('a contract that becomes another kind of document', () => {
  test('is gone', async () => {
    const { folder } = repo({ 'accounts.yaml': EVENTS.replace('Events', 'Accounts of customers') });
    const { exit, stdout } = await runCli(folder, ['diff', 'accounts.yaml', ...TODAY]);
    expect({ exit, stdout }).toEqual({ exit: 3, stdout: '' });
    const { report } = await runJson('check', folder, ['check', ...TODAY]);
    expect(report.notes).toContainEqual({
      api: 'accounts',
      message:
        'accounts is gone: accounts.yaml is now an AsyncAPI 2.6 document, so each of its 2 operations counts as removed.',
    });
    expect(report.verdict).toBe('fail');
  });

  test('is new', async () => {
    const { folder } = repo({ 'accounts.yaml': ACCOUNTS, 'events.yaml': ACCOUNTS.replaceAll('ccount', 'vent') });
    const { exit, report } = await runJson('diff', folder, ['diff', ...TODAY]);
    expect(exit).toBe(0);
    expect(report.notes).toContainEqual({
      api: 'events',
      message: 'events.yaml was an AsyncAPI 2.6 document in main, so there is nothing to compare with.',
    });
  });
});
