import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const GONE = { 'openapi.json': sampleContract([LIST], { version: '2.0.0' }) };
const CLOSE = { operation: 'GET /accounts/{accountId}/status', id: 'getAccountStatus' };

/** Two APIs, one waiver for each kind of end that a waiver can come to. */
function twoApis(): ReturnType<typeof scratchRepo> {
  const kebab = sampleContract([LIST, { operation: 'GET /accountBalances', id: 'listBalances' }]);
  return scratchRepo({
    files: {
      'countersign.yaml':
        'schemaVersion: 1\napis:\n  cards: { contract: cards.json }\n  loans: { contract: loans.json }\n',
      '.countersign/waivers.yaml': [
        'schemaVersion: 1',
        'waivers:',
        '  - { rule: path-kebab-case, api: cards, reason: older than the rule, owner: Olu Owner, expires: 2026-12-31 }',
        '  - { rule: path-kebab-case, api: loans, reason: older than the rule, owner: Olu Owner, expires: 2026-01-31 }',
        '  - { rule: pii-not-in-path, api: cards, reason: there was one once, owner: Olu Owner, expires: 2026-12-31 }',
        '',
      ].join('\n'),
      'cards.json': kebab,
      'loans.json': kebab,
    },
  });
}

describe('without any settings', () => {
  test('it finds the only contract, holds it to core, and compares with where the branch left the default branch', async () => {
    const repo = scratchRepo({ files: { 'api/openapi.json': sampleContract() }, day: '2026-01-05' });
    repo.git('switch', '--quiet', '--create', 'feature');
    repo.commit({ files: { 'api/openapi.json': sampleContract([LIST, READ, CLOSE], { version: '1.1.0' }) } });
    repo.git('switch', '--quiet', 'main');
    // What others merged meanwhile is not this branch's doing.
    repo.commit({ files: { 'api/openapi.json': sampleContract([LIST, READ, { ...READ, operation: 'GET /cards' }]) } });
    repo.git('switch', '--quiet', 'feature');

    const result = await runCli(repo.folder, ['check', ...TODAY]);
    expect(result).toMatchObject({ exit: 0, stderr: '' });
    await expect(result.stdout).toMatchFileSnapshot('golden/check-no-settings.txt');

    const { exit, report } = await runJson('check', repo.folder, ['check', ...TODAY]);
    expect(exit).toBe(0);
    expect(report).toMatchObject({
      verdict: 'pass',
      today: '2026-06-01',
      apis: [
        {
          id: 'openapi',
          file: 'api/openapi.json',
          version: '1.1.0',
          operations: 3,
          base: { revision: 'main', commit: repo.git('merge-base', 'main', 'feature'), version: '1.0.0' },
        },
      ],
      findings: [],
      changes: [
        { check: 'endpoint-added', impact: 'compatible', operation: { method: 'GET', path: CLOSE.operation.slice(4) } },
      ],
      deprecations: [],
      notes: [],
    });
  });

  test('a contract that is new passes, and the reader is told that nothing was compared', async () => {
    const repo = scratchRepo({ files: { 'README.md': 'a bank\n' } });
    repo.git('switch', '--quiet', '--create', 'feature');
    repo.commit({ files: { 'openapi.json': sampleContract() } });
    const result = await runCli(repo.folder, ['check', ...TODAY]);
    expect(result).toMatchObject({ exit: 0, stderr: '' });
    expect(result.stdout).toContain('openapi.json is new: it is not in main');
  });

  test('outside git it lints, and says that there is nothing to compare with', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'openapi.json'), sampleContract());
    const result = await runCli(folder, ['check', ...TODAY]);
    expect(result).toMatchObject({ exit: 0, stderr: '' });
    await expect(result.stdout).toMatchFileSnapshot('golden/check-outside-git.txt');
  });

  test.each([
    { files: {}, code: 'CONTRACT_NOT_FOUND' },
    { files: { 'a.json': sampleContract(), 'b.json': sampleContract() }, code: 'CONTRACT_AMBIGUOUS' },
  ])('$code: it does not guess', async ({ files, code }) => {
    const repo = scratchRepo({ files });
    const result = await runCli(repo.folder, ['check']);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toContain(`error ${code}  `);
  });
});

test('an operation that goes away without having been deprecated is refused', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract() } }, { files: GONE, day: '2026-02-01' });
  const result = await runCli(repo.folder, ['check', '--against', 'HEAD~1', ...TODAY]);
  expect(result).toMatchObject({ exit: 1, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/check-removed.txt');

  const { exit, report } = await runJson('check', repo.folder, ['check', '--against', 'HEAD~1', ...TODAY]);
  expect(exit).toBe(1);
  expect(report.verdict).toBe('fail');
  expect(report.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toContain(
    'api-path-removed-without-deprecation',
  );
});

test('the pull request of a shallow clone is not passed unseen, and the command that mends the clone does', async () => {
  const repo = scratchRepo(
    { files: { 'openapi.json': sampleContract() } },
    { files: { 'openapi.json': sampleContract([LIST, READ, CLOSE], { version: '1.1.0' }) } },
  );
  const clone = join(scratchFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repo.folder}`, clone]);
  const result = await runCli(clone, ['check', '--against', 'HEAD~1', ...TODAY]);
  expect(result).toMatchObject({ exit: 4, stdout: '' });
  await expect(result.stderr).toMatchFileSnapshot('golden/check-shallow.txt');

  const [, mend = ''] = /hint {2}(git [^\n]*)/.exec(result.stderr) ?? [];
  execFileSync('sh', ['-c', mend], { cwd: clone, stdio: 'pipe' });
  expect(await runCli(clone, ['check', '--against', 'HEAD~1', ...TODAY])).toMatchObject({ exit: 0, stderr: '' });
});

describe('several APIs and waivers', () => {
  test('used, expired and left over', async () => {
    const repo = twoApis();
    const result = await runCli(repo.folder, ['check', '--against', 'HEAD', ...TODAY]);
    expect(result).toMatchObject({ exit: 1, stderr: '' });
    await expect(result.stdout).toMatchFileSnapshot('golden/check-waivers.txt');

    const { report } = await runJson('check', repo.folder, ['check', '--against', 'HEAD', ...TODAY]);
    expect(report.apis.map(({ id }) => id)).toEqual(['cards', 'loans']);
    expect(report.findings.map(({ rule, api, waiver }) => [rule, api, waiver?.owner ?? null])).toEqual([
      ['waiver-expired', 'loans', null],
      ['waiver-unused', 'cards', null],
      ['path-kebab-case', 'cards', 'Olu Owner'],
      ['path-kebab-case', 'loans', null],
    ]);
  });

  test('one API by its name; the waivers of the other are none of its business', async () => {
    const repo = twoApis();
    const { exit, report } = await runJson('check', repo.folder, ['check', 'loans', '--today', '2026-01-15']);
    expect(exit).toBe(0);
    expect(report.apis.map(({ id }) => id)).toEqual(['loans']);
    expect(report.findings.map(({ rule, waiver }) => [rule, waiver === null])).toEqual([['path-kebab-case', false]]);
  });

  test('a name that is nearly one is suggested', async () => {
    const result = await runCli(twoApis().folder, ['check', 'card']);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toContain('did you mean `cards`?');
  });
});

test('--ruleset lints with that ruleset alone', async () => {
  const repo = scratchRepo({
    files: {
      'openapi.json': sampleContract(),
      'house.yaml':
        'rules:\n  title-in-capitals:\n    message: the title has small letters\n    severity: error\n    given: $.info.title\n    then: { function: casing, functionOptions: { type: macro } }\n',
    },
  });
  const { exit, report } = await runJson('check', repo.folder, ['check', '--ruleset', 'house.yaml', ...TODAY]);
  expect(exit).toBe(1);
  expect(report.findings.map(({ rule, at }) => [rule, at.pointer])).toEqual([['title-in-capitals', '/info/title']]);
});

test('--quiet prints errors and the verdict, --output writes to a file, and the exit code stays', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract() } }, { files: GONE });
  const quiet = await runCli(repo.folder, ['check', '--against', 'HEAD~1', '--quiet', ...TODAY]);
  expect(quiet.exit).toBe(1);
  expect(quiet.stdout).toMatch(/api-path-removed-without-deprecation[^]*\nFAIL /);
  const written = await runCli(repo.folder, ['check', '--against', 'HEAD~1', '--output', 'out/report.txt', ...TODAY]);
  expect(written).toEqual({ exit: 1, stdout: '', stderr: '' });
  expect(execFileSync('cat', ['out/report.txt'], { cwd: repo.folder, encoding: 'utf8' })).toMatch(/\nFAIL /);
});
