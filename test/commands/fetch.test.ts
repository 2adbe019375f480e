import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const ONE = sampleContract([LIST, READ], { version: '1.0.0' });
const TWO = sampleContract([LIST], { version: '2.0.0' });

/** `main` of `long` commits and ten more, and `change`, which left it before those ten and removes an operation; tag v1.0 at the first commit. */
function server(long = 3): { readonly repo: ScratchRepo; readonly fork: string } {
  const repo = scratchRepo({ files: { 'openapi.json': ONE } });
  repo.git('tag', 'v1.0');
  const line = (count: number): void => {
    for (let index = 0; index < count; index += 1)
      repo.git('-c', 'user.name=A', '-c', 'user.email=a@b.c', 'commit', '--quiet', '--allow-empty', '-m', `${index}`);
  };
  line(long);
  const fork = repo.git('rev-parse', 'HEAD');
  line(10);
  repo.git('switch', '--quiet', '--create', 'change', fork);
  repo.commit({ files: { 'openapi.json': TWO } });
  repo.git('switch', '--quiet', 'main');
  return { repo, fork };
}

function clone(
  repo: ScratchRepo,
  ...options: readonly string[]
): { folder: string; git: (...args: string[]) => string } {
  const folder = join(scratchFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', ...options, `file://${repo.folder}`, folder], { stdio: 'pipe' });
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
  return { folder, git };
}

describe.each([
  ['shallow, of one branch', ['--depth=1', '--branch=change']],
  ['shallow, of every branch', ['--depth=1', '--branch=change', '--no-single-branch']],
  ['of one branch, whole', ['--single-branch', '--branch=change']],
  ['shallow, without contents', ['--depth=1', '--branch=change', '--filter=blob:none']],
  ['whole, without contents', ['--branch=change', '--filter=blob:none']],
  ['whole, without contents and folders', ['--branch=change', '--filter=tree:0']],
])('a clone that is %s', (_, options) => {
  test('is no base, says so with 4, and with --fetch it is one', async () => {
    const { repo, fork } = server();
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const { folder } = clone(repo, ...options);
    const without = await runCli(folder, ['check', '--against', 'origin/main', ...TODAY]);
    expect(without).toMatchObject({ exit: 4, stdout: '' });
    expect(without.stderr).toMatch(/\n {2}hint {2}.*--fetch/);
    const { exit, report, stderr } = await runJson('check', folder, [
      'check',
      '--against',
      'origin/main',
      '--fetch',
      ...TODAY,
    ]);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    expect(report.apis[0]?.base).toMatchObject({ commit: fork, how: 'where this branch left it, 1 commit ago' });
    expect(report.changes?.map(({ check }) => check)).toContain('api-path-removed-without-deprecation');
  });
});

test('it deepens no further than it must', async () => {
  const { repo, fork } = server(90);
  const { folder, git } = clone(repo, '--depth=1', '--branch=change');
  const { report } = await runJson('diff', folder, ['diff', '--against', 'main', '--fetch', ...TODAY]);
  expect(report.apis[0]?.base?.commit).toBe(fork);
  expect(Number(git('rev-list', '--count', 'HEAD'))).toBeLessThan(70);
  expect(git('rev-parse', '--is-shallow-repository')).toBe('true');
  // A tag below: one step more.
  const tagged = await runJson('diff', folder, ['diff', '--against', 'v1.0', '--fetch', ...TODAY]);
  expect(tagged.report.apis[0]?.base).toMatchObject({ revision: 'v1.0', commit: repo.git('rev-parse', 'v1.0') });
});

test('a range of tags that the clone does not have', async () => {
  const { repo } = server();
  repo.git('tag', 'v2.0', 'change');
  const { folder } = clone(repo, '--depth=1', '--branch=main', '--no-tags');
  const without = await runCli(folder, ['diff', 'v1.0..v2.0', ...TODAY]);
  expect(without).toMatchObject({ exit: 4, stdout: '' });
  const { exit, report } = await runJson('diff', folder, ['diff', 'v1.0..v2.0', '--fetch', ...TODAY]);
  expect(exit).toBe(1);
  expect(report.apis.map(({ version, base }) => [base?.revision, base?.version, version])).toEqual([
    ['v1.0', '1.0.0', '2.0.0'],
  ]);
});

test('a range that begins on a day before all that the clone has', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': ONE }, day: '2026-01-10' });
  const first = repo.git('rev-parse', 'HEAD');
  repo.commit({ files: { 'openapi.json': TWO }, day: '2026-03-10' });
  const { folder, git } = clone(repo, '--depth=1');
  const without = await runCli(folder, ['diff', '2026-02-01..', ...TODAY]);
  expect(without).toMatchObject({ exit: 4, stdout: '' });
  expect(without.stderr).toMatch(/\n {2}hint {2}.*--fetch/);
  const { report } = await runJson('diff', folder, ['diff', '2026-02-01..', '--fetch', ...TODAY]);
  expect(report.apis.map(({ base }) => base?.commit)).toEqual([first]);
  const before = await runCli(folder, ['diff', '2025-12-31..', '--fetch', ...TODAY]);
  expect(before).toMatchObject({ exit: 4, stdout: '' });
  expect(before.stderr).toMatch(/hint {2}name a later day/);
  expect(git('rev-parse', '--is-shallow-repository')).toBe('false');
});

test('changelog and deprecations bring the whole history, changelog the tags of it as well', async () => {
  const { repo } = server();
  repo.commit({ files: { 'openapi.json': sampleContract([LIST, READ], { version: '1.5.0' }) } });
  repo.git('tag', 'v1.5');
  repo.commit({ files: { 'openapi.json': TWO } });
  const { folder, git } = clone(repo, '--depth=1', '--branch=main', '--no-tags');
  const without = await runCli(folder, ['changelog', 'v1.0..', ...TODAY]);
  expect(without).toMatchObject({ exit: 4, stdout: '' });
  expect(without.stderr).toMatch(/\n {2}hint {2}.*--fetch/);
  const { report } = await runJson('changelog', folder, ['changelog', 'v1.0..', '--fetch', ...TODAY]);
  expect(report.apis[0]?.releases.map(({ name, from }) => [name, from?.name])).toEqual([
    ['Unreleased', 'v1.5'],
    ['v1.5', 'v1.0'],
  ]);
  const second = clone(repo, '--depth=1', '--branch=main', '--no-tags');
  expect(await runCli(second.folder, ['deprecations', '--fetch', ...TODAY])).toMatchObject({ exit: 0, stderr: '' });
  expect(second.git('rev-parse', '--is-shallow-repository')).toBe('false');
  expect(second.git('tag')).toBe('');
  expect(git('tag').split('\n')).toEqual(['v1.0', 'v1.5']);
});

test('nobody says what to compare with: it asks origin for its default branch', async () => {
  const { repo, fork } = server();
  const { folder } = clone(repo, '--depth=1', '--branch=change');
  expect(await runCli(folder, ['check', ...TODAY])).toMatchObject({ exit: 4, stdout: '' });
  const { report } = await runJson('check', folder, ['check', '--fetch', ...TODAY]);
  expect(report.apis[0]?.base).toMatchObject({ revision: 'origin/main', commit: fork });
});

test('as actions/checkout leaves it: detached at the merge, one commit deep', async () => {
  const { repo } = server();
  repo.git('checkout', '--quiet', '--detach', 'main');
  repo.git('-c', 'user.name=A', '-c', 'user.email=a@b.c', 'merge', '--quiet', '--no-ff', '-m', 'm', 'change');
  const merge = repo.git('rev-parse', 'HEAD');
  repo.git('update-ref', 'refs/pull/7/merge', merge);
  repo.git('checkout', '--quiet', 'main');
  const folder = scratchFolder();
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
  git('init', '--quiet');
  git('remote', 'add', 'origin', `file://${repo.folder}`);
  git('fetch', '--quiet', '--depth=1', 'origin', `+${merge}:refs/remotes/pull/7/merge`);
  git('checkout', '--quiet', '--detach', 'refs/remotes/pull/7/merge');
  const env = { GITHUB_BASE_REF: 'main', GITHUB_REF: 'refs/pull/7/merge', GITHUB_SHA: merge };
  const { exit, report } = await runJson('check', folder, ['check', '--fetch', ...TODAY], { env });
  expect(exit).toBe(1);
  expect(report.apis[0]?.base).toMatchObject({
    revision: 'main',
    commit: repo.git('rev-parse', 'main'),
    how: 'the first parent of the merge that CI made',
  });
});

test('a commit that GitLab names is fetched by its id', async () => {
  const { repo, fork } = server();
  const { folder } = clone(repo, '--depth=1', '--branch=change');
  const env = { CI_MERGE_REQUEST_DIFF_BASE_SHA: fork, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' };
  const { report } = await runJson('check', folder, ['check', '--fetch', ...TODAY], { env });
  expect(report.apis[0]?.base).toMatchObject({ revision: fork, commit: fork });
});

test('what is here already is not fetched: a server that is gone is no matter', async () => {
  const { repo } = server();
  const { folder, git } = clone(repo, '--branch=change');
  git('remote', 'set-url', 'origin', `file://${repo.folder}-gone`);
  expect(await runCli(folder, ['check', '--against', 'origin/main', '--fetch', ...TODAY])).toMatchObject({
    exit: 1,
    stderr: '',
  });
});

describe('what cannot be fetched ends with 4, and says why', () => {
  test.each([
    ['a name that nobody has', (): string[] => [], 'there is no revision nosuch, neither here nor at origin'],
    [
      'a server that is gone',
      ([folder = '']: string[]): string[] => ['remote', 'set-url', 'origin', `file://${folder}/gone`],
      'error FETCH_FAILED  origin could not be asked: ',
    ],
    ['no origin', (): string[] => ['remote', 'remove', 'origin'], 'error FETCH_FAILED  this repository has no origin'],
    [
      'a transport that runs programs',
      (): string[] => ['remote', 'set-url', 'origin', 'ext::sh -c "touch marker"'],
      'error FETCH_FAILED  ',
    ],
  ])('%s', async (_, change, says) => {
    const { repo } = server();
    const { folder, git } = clone(repo, '--depth=1', '--branch=change');
    const args = change([folder]);
    if (args.length > 0) git(...args);
    const result = await runCli(folder, ['check', '--against', 'nosuch', '--fetch', ...TODAY]);
    expect(result).toMatchObject({ exit: 4, stdout: '' });
    expect(result.stderr).toContain(says);
    expect(existsSync(join(folder, 'marker'))).toBe(false);
  });

  test('histories that have nothing in common', async () => {
    const { repo } = server();
    repo.git('switch', '--quiet', '--orphan', 'alone');
    repo.commit({ files: { 'openapi.json': ONE }, day: '2026-02-02' });
    repo.git('switch', '--quiet', 'main');
    const { folder } = clone(repo, '--depth=1', '--branch=alone');
    const result = await runCli(folder, ['check', '--against', 'main', '--fetch', ...TODAY]);
    expect(result).toMatchObject({ exit: 4, stdout: '' });
    expect(result.stderr).toContain('error NO_MERGE_BASE  HEAD and origin/main have no common ancestor\n');
  });

  test('settings of the repository that name a program are not run', async () => {
    const { repo } = server();
    const { folder, git } = clone(repo, '--depth=1', '--branch=change');
    const marker = join(folder, 'marker');
    const program = join(folder, 'evil.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${marker}\nexit 1\n`);
    chmodSync(program, 0o755);
    git('config', 'core.hooksPath', folder);
    git('config', 'remote.origin.uploadpack', program);
    const result = await runCli(folder, ['check', '--against', 'main', '--fetch', ...TODAY]);
    expect(result).toMatchObject({ exit: 4, stdout: '' });
    expect(result.stderr).toContain('remote.origin.uploadpack names a program');
    expect(existsSync(marker)).toBe(false);
  });

  test('a password in the URL is not printed', async () => {
    const { repo } = server();
    const { folder, git } = clone(repo, '--depth=1', '--branch=change');
    git('remote', 'set-url', 'origin', 'https://user:canary-secret@127.0.0.1:1/x.git');
    const result = await runCli(folder, ['check', '--against', 'main', '--fetch', '--debug', ...TODAY]);
    expect(result).toMatchObject({ exit: 4, stdout: '' });
    expect(result.stderr).toContain('error FETCH_FAILED');
    expect(result.stderr).not.toContain('canary-secret');
  });
});

test('nothing but what was asked for is changed: local branches, FETCH_HEAD and tags stay', async () => {
  const { repo } = server();
  const { folder, git } = clone(repo, '--depth=1', '--branch=change', '--no-tags');
  git('config', 'remote.origin.fetch', '+refs/heads/*:refs/heads/*');
  await runCli(folder, ['check', '--against', 'main', '--fetch', ...TODAY]);
  expect(git('for-each-ref', '--format=%(refname)').split('\n')).toEqual(
    expect.not.arrayContaining(['refs/heads/main', 'refs/tags/v1.0']),
  );
  expect(git('for-each-ref', '--format=%(refname)').split('\n')).toContain('refs/remotes/origin/main');
  expect(existsSync(join(folder, '.git', 'FETCH_HEAD'))).toBe(false);
});
