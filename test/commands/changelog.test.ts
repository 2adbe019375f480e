import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { identity, runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract, type SampleOperation } from '../support/sample-contract.ts';
import { type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';
import { projectRoot } from '../support/shared.ts';

const TODAY = ['--today', '2026-06-01'];
const OLD: SampleOperation = { ...READ, deprecated: true, sunset: '2026-04-30', successor: 'listAccounts' };
const MORE: SampleOperation = { operation: 'GET /cards', id: 'listCards' };

function contract(operations: readonly SampleOperation[], version: string): Record<string, string> {
  return { 'openapi.json': sampleContract(operations, { version }) };
}

/** Three releases: READ is deprecated in the first, and cards come and go within it; READ is removed in the second; the third only rewords. */
function released(): ScratchRepo {
  const repo = scratchRepo({ files: contract([LIST, READ], '1.0.0'), day: '2026-01-05' });
  repo.git('tag', 'v1.0.0');
  repo.commit({ files: contract([LIST, OLD, MORE], '1.1.0'), day: '2026-02-02' });
  repo.commit({ files: contract([LIST, OLD], '1.1.0'), day: '2026-02-03' });
  repo.git('-c', 'user.name=Ada', '-c', 'user.email=ada@bank.example', 'tag', '-a', 'v1.1.0', '-m', 'release');
  repo.git('tag', 'v1.1.0-rc.1');
  repo.commit({ files: { 'README.md': 'no contract' }, day: '2026-02-10' });
  repo.git('tag', 'docs-only');
  repo.commit({ files: contract([LIST, MORE], '2.0.0'), day: '2026-05-04' });
  repo.git('tag', 'v2.0.0');
  repo.commit({
    files: {
      'openapi.json': sampleContract([LIST, MORE], { version: '2.0.1' }).replace(
        'An account.',
        'An account of a customer.',
      ),
    },
    day: '2026-05-20',
  });
  return repo;
}

/** A line of the contract was wrong, is corrected and published, and then its entry is removed, as it should be. */
describe('a change that was accepted', () => {
  const OLD_CONTRACT = sampleContract([LIST, READ]);
  const NEW_CONTRACT = OLD_CONTRACT.replace(/"accountId",\s*"status"/, '"accountId"').replace('"1.0.0"', '"1.1.0"');

  test.each([
    ['spec-correction', 'fixed'],
    ['intended', 'breaking'],
  ])('as %s is %s', async (category, section) => {
    const settings = 'schemaVersion: 1\napis:\n  accounts: { contract: openapi.json }\n';
    const repo = scratchRepo({
      files: { 'openapi.json': OLD_CONTRACT, 'countersign.yaml': settings },
      day: '2026-01-05',
    });
    repo.git('tag', 'v1.0.0');
    writeFileSync(join(repo.folder, 'openapi.json'), NEW_CONTRACT);
    const { report } = await runJson('diff', repo.folder, ['diff', ...TODAY]);
    const cause = report.changes?.find(({ severity }) => severity === 'error')?.cause ?? '';
    const terms = ['--category', category, '--reason', 'it never was so', '--expires', '2026-12-31'];
    const accepted = await runCli(
      repo.folder,
      ['accept', cause, ...terms, '--approver', 'Bea Boss <bea@bank.example>', ...TODAY],
      { env: identity('Ada Author', 'ada@bank.example') },
    );
    expect(accepted).toMatchObject({ exit: 0, stderr: '' });
    repo.commit({ files: { 'openapi.json': NEW_CONTRACT }, day: '2026-02-02' });
    repo.git('tag', 'v1.1.0');
    rmSync(join(repo.folder, '.countersign'), { recursive: true });
    repo.commit({ files: { 'README.md': 'published' }, day: '2026-03-02' });
    const told = await runJson('changelog', repo.folder, ['changelog', 'v1.0.0..', ...TODAY]);
    const entries = told.report.apis[0]?.releases[0]?.entries ?? [];
    expect(entries.map((each) => [each.section, each.check, each.impact, each.operations.length])).toEqual([
      [section, 'response-property-became-optional', section === 'fixed' ? 'contract-only' : 'breaking', 2],
    ]);
    expect(entries[0]?.message.endsWith(' Only the contract was wrong: the API behaves as before.')).toBe(
      section === 'fixed',
    );
  });
});

test('an API is found by its id in the settings of each release, whatever its file and title were', async () => {
  const settings = (file: string): string => `schemaVersion: 1\napis:\n  accounts: { contract: ${file} }\n`;
  const old = sampleContract([LIST, READ]).replace('Accounts API', 'Something Else');
  const other = sampleContract([MORE], { version: '9.0.0' });
  const repo = scratchRepo({
    files: { 'old/one.json': old, 'new/two.json': other, 'countersign.yaml': settings('old/one.json') },
    day: '2026-01-05',
  });
  repo.git('tag', 'v1.0.0');
  repo.commit({
    files: {
      'new/two.json': sampleContract([LIST], { version: '2.0.0' }),
      'countersign.yaml': settings('new/two.json'),
    },
    day: '2026-02-02',
  });
  repo.git('tag', 'v2.0.0');
  const { report } = await runJson('changelog', repo.folder, ['changelog', 'v1.0.0..', ...TODAY]);
  expect(
    report.apis[0]?.releases.map(({ name, from, entries }) => [name, from?.version, entries.map(({ check }) => check)]),
    // The last is the title, reworded.
  ).toEqual([['v2.0.0', '1.0.0', ['api-path-removed-without-deprecation', null]]]);
});

describe('releases', () => {
  test('tags that touch the contract, newest first; what came and went within one is not told', async () => {
    const { folder } = released();
    const { exit, stderr, report } = await runJson('changelog', folder, ['changelog', 'v1.0.0..', ...TODAY]);
    expect({ exit, stderr, verdict: report.verdict }).toEqual({ exit: 0, stderr: '', verdict: 'pass' });
    const [api, ...others] = report.apis;
    expect(others).toEqual([]);
    expect(api).toMatchObject({ id: 'openapi', title: 'Accounts API', file: 'openapi.json', per: 'tag' });
    expect(
      api?.releases.map(({ name, from, day, version, entries }) => [
        name,
        from?.name,
        day,
        version,
        entries.map(({ section, check }) => `${section} ${check ?? ''}`),
      ]),
    ).toEqual([
      ['Unreleased', 'v2.0.0', '2026-05-20', '2.0.1', ['fixed ']],
      [
        'v2.0.0',
        'v1.1.0',
        '2026-05-04',
        '2.0.0',
        ['removed api-path-removed-with-deprecation', 'added endpoint-added'],
      ],
      ['v1.1.0', 'v1.0.0', '2026-02-03', '1.1.0', ['deprecated endpoint-deprecated-with-sunset']],
    ]);
    expect(
      api?.releases.flatMap(({ entries }) => entries).map(({ farewell, migration }) => [farewell, migration]),
    ).toEqual([
      [null, ''],
      [
        {
          since: { day: '2026-02-02', from: 'history' },
          sunset: '2026-04-30',
          successor: 'listAccounts',
          reason: null,
        },
        'Use listAccounts instead.',
      ],
      [null, ''],
      [{ since: null, sunset: '2026-04-30', successor: 'listAccounts', reason: null }, 'Use listAccounts instead.'],
    ]);
  });

  test.each([
    ['text', 'txt'],
    ['markdown', 'md'],
    ['html', 'html'],
    ['atom', 'xml'],
  ])('%s', async (format, extension) => {
    const { folder } = released();
    const result = await runCli(folder, ['changelog', 'v1.0.0..', '--format', format, ...TODAY]);
    expect(result).toMatchObject({ exit: 0, stderr: '' });
    await expect(result.stdout).toMatchFileSnapshot(`golden/changelog.${extension}`);
    // The day that counts as today is no part of it: the same history gives the same bytes tomorrow.
    const tomorrow = await runCli(folder, ['changelog', 'v1.0.0..', '--format', format, '--today', '2026-06-02']);
    expect(tomorrow.stdout).toBe(result.stdout);
  });

  test('the example of the documentation is what the command prints', async () => {
    const { stdout } = await runCli(released().folder, ['changelog', 'v1.0.0..', ...TODAY]);
    expect(readFileSync(join(projectRoot, 'docs', 'changelog.md'), 'utf8')).toContain(
      `\n\`\`\`\n${stdout.trimEnd()}\n\`\`\`\n`,
    );
  });

  test('--output writes the file', async () => {
    const { folder } = released();
    const result = await runCli(folder, [
      'changelog',
      'openapi.json',
      'v1.0.0..v1.1.0',
      '--format',
      'markdown',
      '-o',
      'CHANGELOG.md',
      ...TODAY,
    ]);
    expect(result).toMatchObject({ exit: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toContain('\n## v1.1.0\n');
  });

  const periods = [
    [
      ['--per', 'version'],
      [['2.0.1'], ['2.0.0'], ['1.1.0']],
    ],
    [
      ['--per', 'month'],
      [['2026-05'], ['2026-02']],
    ],
    [
      ['--per', 'day'],
      [['2026-05-20'], ['2026-05-04'], ['2026-02-03'], ['2026-02-02']],
    ],
    [['--whole'], [['v1.0.0..HEAD']]],
  ] as const;
  test.each(periods)('%j', async (options, names) => {
    const { folder } = released();
    const { report } = await runJson('changelog', folder, ['changelog', 'v1.0.0..', ...options, ...TODAY]);
    expect(report.apis[0]?.releases.map(({ name }) => [name])).toEqual(names);
  });

  test('without tags: versions where they differ, else days', async () => {
    const repo = scratchRepo({ files: contract([LIST], '1.0.0'), day: '2026-01-05' });
    const first = repo.git('rev-parse', 'HEAD');
    repo.commit({ files: contract([LIST, READ], '1.0.0'), day: '2026-02-02' });
    const days = await runJson('changelog', repo.folder, ['changelog', `${first}..`, ...TODAY]);
    expect(days.report.apis[0]).toMatchObject({
      per: 'day',
      releases: [{ name: '2026-02-02', from: { name: first.slice(0, 12), commit: first } }],
    });
    repo.commit({ files: contract([LIST, READ, MORE], '1.1.0'), day: '2026-03-02' });
    const versions = await runJson('changelog', repo.folder, ['changelog', '2026-01-31..', ...TODAY]);
    expect(versions.report.apis[0]).toMatchObject({
      per: 'version',
      releases: [
        { name: '1.1.0', from: { name: '1.0.0' } },
        { name: '1.0.0', from: { name: '2026-01-31' } },
      ],
    });
  });
});

describe('which contract', () => {
  test('a contract is followed through its renames, and one that is new says so', async () => {
    const repo = scratchRepo({ files: { 'README.md': 'x' }, day: '2026-01-01' });
    repo.git('tag', 'v0');
    repo.commit({ files: { 'old.json': sampleContract([LIST]) }, day: '2026-01-05' });
    repo.git('tag', 'v1');
    repo.git('mv', 'old.json', 'new.json');
    repo.commit({ files: { 'new.json': sampleContract([LIST, MORE], { version: '1.1.0' }) }, day: '2026-02-05' });
    repo.git('tag', 'v2');
    const { report } = await runJson('changelog', repo.folder, ['changelog', 'v0..v2', ...TODAY]);
    expect(report.apis[0]?.releases).toMatchObject([
      { name: 'v2', from: { name: 'v1' }, entries: [{ check: 'endpoint-added' }] },
      { name: 'v1', from: null, operations: 1, entries: [] },
    ]);
  });

  test('a change in a referenced file counts', async () => {
    const root = sampleContract([LIST]).replace('"#/components/schemas/Account"', '"account.json"');
    const account = (maxLength: number): string =>
      JSON.stringify({ type: 'object', properties: { accountId: { type: 'string', maxLength } } });
    const repo = scratchRepo({ files: { 'openapi.json': root, 'account.json': account(10) }, day: '2026-01-05' });
    repo.git('tag', 'start');
    repo.commit({ files: { 'account.json': account(20) }, day: '2026-02-05' });
    const { report } = await runJson('changelog', repo.folder, [
      'changelog',
      'openapi.json',
      'start..',
      '--per',
      'day',
      ...TODAY,
    ]);
    expect(report.apis[0]?.releases).toMatchObject([
      { name: '2026-02-05', entries: [{ section: 'breaking', check: 'response-property-max-length-increased' }] },
    ]);
  });

  test('tags that name an API are releases of it alone', async () => {
    const settings =
      'schemaVersion: 1\napis:\n  accounts: { contract: accounts.json }\n  cards: { contract: cards.json }\n';
    const repo = scratchRepo({
      files: {
        'countersign.yaml': settings,
        'accounts.json': sampleContract([LIST]),
        'cards.json': sampleContract([MORE], { title: 'Cards' }),
      },
      day: '2026-01-05',
    });
    repo.git('tag', 'start');
    repo.commit({ files: { 'accounts.json': sampleContract([LIST, READ]) }, day: '2026-01-06' });
    repo.commit({ files: { 'cards.json': sampleContract([MORE, READ], { title: 'Cards' }) }, day: '2026-01-07' });
    repo.git('tag', 'cards/v1.1');
    repo.git('tag', 'accounts@1.1');
    const { report } = await runJson('changelog', repo.folder, ['changelog', 'start..', ...TODAY]);
    expect(report.apis.map(({ id, releases }) => [id, releases.map(({ name }) => name)])).toEqual([
      ['accounts', ['accounts@1.1']],
      ['cards', ['cards/v1.1']],
    ]);
  });

  test('a release that cannot be read is told with the next one, with a note', async () => {
    const repo = scratchRepo({ files: contract([LIST], '1.0.0'), day: '2026-01-05' });
    repo.git('tag', 'v1');
    repo.commit({ files: { 'openapi.json': '{ broken' }, day: '2026-02-05' });
    repo.git('tag', 'v2');
    repo.commit({ files: contract([LIST, READ], '1.2.0'), day: '2026-03-05' });
    repo.git('tag', 'v3');
    const { exit, report } = await runJson('changelog', repo.folder, ['changelog', 'v1..v3', ...TODAY]);
    expect(exit).toBe(0);
    expect(report.apis[0]?.releases).toMatchObject([
      { name: 'v3', from: { name: 'v1' }, entries: [{ check: 'endpoint-added' }] },
    ]);
    expect(report.notes.map(({ message }) => message.replace(/\(.*\)/, '(…)'))).toEqual([
      'v2 cannot be read (…), so what changed in it is told with what follows.',
    ]);
    // At an end of the range there is nothing to go on with.
    expect((await runCli(repo.folder, ['changelog', 'v1..v2', ...TODAY])).exit).toBe(3);
  });

  test('a contract that is not in the range is a note', async () => {
    const repo = scratchRepo({ files: { 'README.md': 'x' } }, { files: contract([LIST], '1.0.0') });
    const { exit, report } = await runJson('changelog', repo.folder, ['changelog', 'HEAD~1..HEAD~1', ...TODAY]);
    expect({ exit, apis: report.apis, notes: report.notes }).toEqual({
      exit: 0,
      apis: [],
      notes: [{ api: 'openapi', message: 'openapi.json is not in HEAD~1, so there is nothing to tell.' }],
    });
  });

  test('--no-internal leaves out what is marked x-internal', async () => {
    const internal = (text: string): string =>
      text.replace('"operationId": "listCards"', '"x-internal": true, "operationId": "listCards"');
    const repo = scratchRepo(
      { files: contract([LIST], '1.0.0') },
      { files: { 'openapi.json': internal(sampleContract([LIST, READ, MORE])) } },
    );
    const call = ['changelog', 'HEAD~1..', ...TODAY];
    const paths = async (more: readonly string[]): Promise<unknown> => {
      const { report } = await runJson('changelog', repo.folder, [...call, ...more]);
      return report.apis[0]?.releases[0]?.entries.flatMap(({ operations }) => operations.map(({ path }) => path));
    };
    expect(await paths([])).toEqual(['/accounts/{accountId}', '/cards']);
    expect(await paths(['--no-internal'])).toEqual(['/accounts/{accountId}']);
  });
});

describe('what cannot be asked', () => {
  const cases = [
    [['changelog', 'openapi.json'], 2, '`openapi.json` is no range'],
    [['changelog', 'v1.0.0..', '--whole', '--per', 'tag'], 2, 'changelog takes --per or --whole, not both'],
    [['changelog', 'v9..'], 4, 'there is no revision v9 here'],
    [['changelog', '2020-01-01..'], 4, 'there is no commit of 2020-01-01 or before here'],
    [['changelog', 'cards', 'v1.0.0..'], 2, '`cards` is neither an API nor a file'],
    [['changelog', 'v1.0.0..', '--format', 'pdf'], 2, "argument 'pdf' is invalid"],
  ] as const;
  test.each(cases)('%j: %i', async (args, exit, words) => {
    const result = await runCli(released().folder, [...args, ...TODAY]);
    expect(result).toMatchObject({ exit, stdout: '' });
    expect(result.stderr).toContain(words);
  });
});
