import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const ONE = sampleContract([LIST], { version: '1.0.0' });
const TWO = sampleContract([LIST, READ], { version: '1.1.0' });

/** The JSON of a diff, as far as these tests look at it. */
async function diffed(folder: string, ...args: string[]): Promise<unknown> {
  const { exit, report } = await runJson('diff', folder, ['diff', ...args, ...TODAY]);
  return {
    exit,
    apis: report.apis.map(({ id, version, base }) => [id, version, base?.revision ?? null, base?.version ?? null]),
    changes: report.changes?.map(({ check }) => check),
    notes: report.notes.map(({ message }) => message),
  };
}

test('what is staged, as a pre-commit hook wants it: not what lies in the working tree', async () => {
  const repo = scratchRepo({ files: { 'api/openapi.json': ONE } });
  repo.write({ 'api/openapi.json': TWO });
  repo.git('add', 'api/openapi.json');
  repo.write({ 'api/openapi.json': 'unfinished' });
  const expected = { exit: 0, apis: [['openapi', '1.1.0', 'HEAD', '1.0.0']], changes: ['endpoint-added'], notes: [] };
  expect(await diffed(repo.folder, 'HEAD:api/openapi.json', ':api/openapi.json')).toEqual(expected);
  expect(await diffed(join(repo.folder, 'api'), 'HEAD:./openapi.json', ':./openapi.json')).toEqual(expected);
  const missing = await runCli(repo.folder, ['diff', 'HEAD:api/openapi.json', ':nosuch.json']);
  expect(missing).toMatchObject({ exit: 3, stdout: '' });
  expect(missing.stderr).toContain('error FILE_NOT_FOUND  nothing is staged at nosuch.json');
  const first = await runCli(repo.folder, ['diff', ':api/openapi.json', 'HEAD:api/openapi.json']);
  expect(first).toMatchObject({ exit: 2, stdout: '' });
  expect(first.stderr).toContain('countersign diff HEAD:api/openapi.json :api/openapi.json');
});

describe('FROM..TO', () => {
  test('of every API, as its settings listed them then', async () => {
    const settings = (apis: string): string => `schemaVersion: 1\napis:\n${apis}`;
    const repo = scratchRepo(
      {
        files: {
          'countersign.yaml': settings('  one: { contract: a.json }\n  old: { contract: old.json }\n'),
          'a.json': ONE,
          'old.json': sampleContract([LIST], { title: 'Old' }),
        },
      },
      {
        files: {
          'countersign.yaml': settings('  one: { contract: b.json }\n'),
          'a.json': null,
          'old.json': null,
          'b.json': TWO,
        },
        day: '2026-02-02',
      },
      { files: { 'countersign.yaml': settings('  one: { contract: b.json }\n'), 'b.json': ONE }, day: '2026-03-03' },
    );
    repo.git('tag', 'v1', 'HEAD~2');
    repo.git('tag', 'v2', 'HEAD~1');
    const expected = {
      exit: 1,
      apis: [
        ['one', '1.1.0', 'v1', '1.0.0'],
        ['old', '1.0.0', 'v1', '1.0.0'],
      ],
      changes: ['endpoint-added', 'api-path-removed-without-deprecation'],
      notes: ['old is gone: old.json is no longer here, so each of its 1 operations counts as removed.'],
    };
    expect(await diffed(repo.folder, 'v1..v2')).toEqual(expected);
    expect(await diffed(repo.folder, 'v1..v2', 'one')).toEqual({
      exit: 0,
      apis: [['one', '1.1.0', 'v1', '1.0.0']],
      changes: ['endpoint-added'],
      notes: [],
    });
    expect(await diffed(repo.folder, '2026-01-01..2026-02-28', 'one')).toMatchObject({
      apis: [['one', '1.1.0', '2026-01-01', '1.0.0']],
    });
    expect(await diffed(repo.folder, 'v2..', 'one')).toMatchObject({ apis: [['one', '1.0.0', 'v2', '1.1.0']] });
    const unknown = await runCli(repo.folder, ['diff', 'v1..v2', 'onne']);
    expect(unknown).toMatchObject({ exit: 2, stdout: '' });
    expect(unknown.stderr).toContain('did you mean');
  });

  test('without settings, and with a tag that a branch shares its name with', async () => {
    const repo = scratchRepo({ files: { 'openapi.json': ONE } });
    repo.git('tag', 'release');
    repo.commit({ files: { 'openapi.json': TWO } });
    repo.git('branch', 'release');
    expect(await diffed(repo.folder, 'release..main')).toEqual({
      exit: 0,
      apis: [['openapi', '1.1.0', 'release', '1.0.0']],
      changes: ['endpoint-added'],
      notes: ['release is a tag and a branch; the tag was taken.'],
    });
    expect(await diffed(repo.folder, 'release:openapi.json', 'refs/heads/release:openapi.json')).toMatchObject({
      changes: ['endpoint-added'],
      notes: ['release is a tag and a branch; the tag was taken. refs/heads/release:openapi.json takes the branch.'],
    });
    const three = await runCli(repo.folder, ['diff', 'release...main']);
    expect(three).toMatchObject({ exit: 2, stdout: '' });
    expect(three.stderr).toContain('error REF_INVALID  ');
  });
});

describe('places that a comparison meets', () => {
  test('a worktree, a detached HEAD, a folder with settings of its own', async () => {
    const repo = scratchRepo({
      files: {
        'team/countersign.yaml': 'schemaVersion: 1\napis:\n  a: { contract: api/openapi.json }\n',
        'team/api/openapi.json': ONE,
      },
    });
    const folder = join(scratchFolder(), 'tree');
    repo.git('worktree', 'add', '--quiet', '--detach', folder);
    repo.commit({ files: { 'team/api/openapi.json': TWO } });
    execFileSync('git', ['checkout', '--quiet', '--detach', 'main'], { cwd: folder });
    expect(await diffed(join(folder, 'team', 'api'), '--against', 'HEAD~1')).toEqual({
      exit: 0,
      apis: [['a', '1.1.0', 'HEAD~1', '1.0.0']],
      changes: ['endpoint-added'],
      notes: [],
    });
  });

  test('a repository without commits, a file that is not committed or ignored, and no git at all', async () => {
    const repo = scratchRepo();
    repo.write({ 'openapi.json': ONE });
    const empty = await runJson('check', repo.folder, ['check', ...TODAY]);
    expect(empty.exit).toBe(0);
    expect(empty.report.notes.map(({ message }) => message)).toEqual([
      'openapi.json is new: nothing is committed here yet, so there is nothing to compare with.',
    ]);
    repo.commit({ files: { '.gitignore': '*.json\n' } });
    repo.git('rm', '--quiet', '--cached', '--ignore-unmatch', 'openapi.json');
    const ignored = await runJson('check', repo.folder, ['check', ...TODAY]);
    expect(ignored.exit).toBe(0);
    expect(ignored.report.notes.map(({ message }) => message)).toEqual([
      'openapi.json is new: it is not in main, so there is nothing to compare with.',
    ]);
    const bare = join(scratchFolder(), 'bare.git');
    execFileSync('git', ['clone', '--quiet', '--bare', repo.folder, bare]);
    expect(await runCli(bare, ['diff', 'HEAD:a.json', 'HEAD:a.json'])).toMatchObject({ exit: 4, stdout: '' });
  });

  test('names with spaces, other scripts, colons and backslashes', async () => {
    for (const name of [
      'my api.json',
      'straße/支払い.json',
      'a:b.json',
      'a\\b.json',
      '-x.json',
      'a"b.json',
      "it's.json",
    ]) {
      const repo = scratchRepo({ files: { [name]: ONE } });
      repo.commit({ files: { [name]: TWO } });
      expect(await diffed(repo.folder, '--against', 'HEAD~1')).toMatchObject({ changes: ['endpoint-added'] });
    }
  });

  test('a link, a submodule and an LFS pointer at a revision are no contracts', async () => {
    const repo = scratchRepo({ files: { 'openapi.json': ONE } });
    symlinkSync('/etc/passwd', join(repo.folder, 'link.json'));
    repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.git('rev-parse', 'HEAD')},sub`);
    repo.commit({
      files: { 'lfs.json': 'version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 12\n' },
    });
    for (const [path, says] of [
      ['link.json', 'error FILE_NOT_FOUND  there is no file link.json in '],
      ['sub', 'error FILE_NOT_FOUND  there is no file sub in '],
      ['lfs.json', 'error FILE_NOT_READABLE  lfs.json is kept in Git LFS'],
      ['..', 'error FILE_NOT_FOUND  '],
      ['a/../openapi.json', 'error FILE_NOT_FOUND  '],
      ['./../openapi.json', 'error PATH_OUTSIDE_WORKSPACE  '],
      ['/etc/passwd', 'error FILE_NOT_FOUND  '],
      ['api\\openapi.json', 'error FILE_NOT_FOUND  '],
    ] as const) {
      const result = await runCli(repo.folder, ['diff', `HEAD:${path}`, 'openapi.json', ...TODAY]);
      expect(result, path).toMatchObject({ exit: 3, stdout: '' });
      expect(result.stderr).toContain(says);
    }
  });
});

test('`HEAD:../x` is taken from git, not for a file that lies beside', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': ONE, 'api/openapi.json': TWO } });
  expect(await diffed(join(repo.folder, 'api'), 'HEAD:../openapi.json', 'openapi.json')).toMatchObject({
    apis: [['openapi', '1.1.0', 'HEAD', '1.0.0']],
  });
});

test('names that are none never reach git', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': ONE } });
  for (const name of [
    '--upload-pack=touch marker',
    '-x',
    'a..b',
    ':/text',
    '@{u}',
    'main@{u}',
    'a b',
    'HEAD:../x',
    '$(touch marker)',
    'a;touch marker',
    'a\u0007',
    'a\u202e',
  ]) {
    const result = await runCli(repo.folder, ['check', `--against=${name}`, ...TODAY]);
    expect(result, name).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toMatch(/^error REF_INVALID {2}"(?!refs)[^\n]*\n {2}hint {2}/);
  }
  expect(existsSync(join(repo.folder, 'marker'))).toBe(false);
});

test('where nothing changed, the closing lines say what it was compared with and why', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract([LIST, READ]) } });
  repo.git('switch', '--quiet', '--create', 'feature');
  repo.commit({ files: { 'README.md': 'words' } });
  const base = repo.git('rev-parse', '--short=7', 'main');
  const { stdout, exit } = await runCli(repo.folder, ['diff', '--today', '2026-06-01']);
  expect({ exit, stdout }).toEqual({
    exit: 0,
    stdout: `compared openapi 1.0.0, 2 operations,\nagainst main (${base}), where this branch left it, 1 commit ago,\nas of 2026-06-01\nPASS  nothing changed\n`,
  });
});
