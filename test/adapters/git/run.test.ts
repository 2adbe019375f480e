import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGitRunner } from '../../../src/adapters/git/run.ts';
import { scratchFolder, scratchRepo } from '../../support/scratch-repo.ts';

const git = createGitRunner(process.env);

/** A folder with a `git` of our own making, to be put on the PATH. */
function fakeGit(script: string): { readonly [name: string]: string } {
  const bin = scratchFolder();
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'git'), 0o755);
  return { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
}

describe('git calls', () => {
  it('give text, bytes, and what they made of their input', async () => {
    const { folder, commit } = scratchRepo();
    const id = commit({ files: { 'a.bin': 'one\0two' } });
    expect(await git.text(['rev-parse', 'HEAD'], { folder })).toBe(`${id}\n`);
    expect(Buffer.from(await git.bytes(['cat-file', 'blob', 'HEAD:a.bin'], { folder })).toString()).toBe('one\0two');
    const blob = await git.text(['hash-object', '--stdin'], { folder, input: 'one\0two' });
    expect(blob).toBe(await git.text(['rev-parse', 'HEAD:a.bin'], { folder }));
  });

  it('stream what git prints, and end it with the loop', async () => {
    const { folder } = scratchRepo({ files: { a: 'x' } });
    const chunks: Uint8Array[] = [];
    for await (const chunk of git.stream(['cat-file', '--batch'], { folder, input: ['HEAD:a\n'] })) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toMatch(/^[0-9a-f]{40} blob 1\nx\n$/);
  });

  it('count only git’s own silence against the deadline of a stream', async () => {
    const { folder } = scratchRepo({ files: { a: 'x' } });
    const slow = createGitRunner(fakeGit('echo one; sleep 0.1; echo two; exec sleep 600'));
    const read: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const chunk of slow.stream(['version'], { folder, timeout: 300 })) {
        read.push(Buffer.from(chunk).toString());
        await new Promise((resolve) => setTimeout(resolve, 350));
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'GIT_TIMED_OUT' });
    expect(read.join('')).toBe('one\ntwo\n');
  });

  it('give the exit code as an answer to whom it concerns', async () => {
    const { folder } = scratchRepo();
    expect(await git.attempt(['rev-parse', '--verify', '--quiet', 'nope'], { folder })).toEqual({
      code: 1,
      stdout: '',
      stderr: '',
    });
  });

  it.each(['text', 'bytes'] as const)('fail with git’s own words (%s)', async (how) => {
    const { folder } = scratchRepo();
    await expect(git[how](['cat-file', 'blob', 'nope'], { folder })).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: 'git cat-file failed: fatal: Not a valid object name nope',
    });
  });

  it.each(['text', 'bytes'] as const)('say that git is not installed (%s)', async (how) => {
    const folder = scratchFolder();
    const without = createGitRunner({ PATH: folder });
    await expect(without[how](['version'], { folder })).rejects.toMatchObject({ code: 'GIT_NOT_INSTALLED' });
  });

  it.each(['text', 'bytes'] as const)('say that the folder is not there (%s)', async (how) => {
    const folder = join(scratchFolder(), 'gone');
    await expect(git[how](['version'], { folder })).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: `git cannot run in ${folder}: there is no such folder`,
    });
  });

  it.each(['text', 'bytes'] as const)('end a git that does not (%s)', async (how) => {
    const slow = createGitRunner(fakeGit('exec sleep 600'));
    await expect(slow[how](['version'], { folder: scratchFolder(), timeout: 200 })).rejects.toMatchObject({
      code: 'GIT_TIMED_OUT',
      message: 'git version did not answer within 0.2 s',
    });
  });

  it.each(['text', 'bytes'] as const)('stop a git that says too much (%s)', async (how) => {
    const endless = createGitRunner(fakeGit('exec yes'));
    await expect(endless[how](['version'], { folder: scratchFolder(), limit: 10_000 })).rejects.toMatchObject({
      code: 'GIT_FAILED',
      message: 'git version gave more than 10000 bytes',
    });
  });

  it('keep credentials out of messages', async () => {
    const { folder } = scratchRepo({ files: { a: 'x' } });
    const failure: unknown = await git
      .text(['ls-remote', 'file://ada:s3cret@bank.example/nowhere.git'], { folder, settings: 'user' })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'GIT_FAILED' });
    expect(String(failure)).not.toContain('s3cret');
  });

  it('refuse an argument by which git would run a program', async () => {
    const { folder } = scratchRepo();
    const marker = join(folder, 'marker');
    await expect(git.text(['fetch', `--upload-pack=touch ${marker}; false`, '.'], { folder })).rejects.toThrow(
      /upload-pack/,
    );
    expect(existsSync(marker)).toBe(false);
  });
});

describe('the environment of a git call', () => {
  const show = (): object => fakeGit('env | grep -E "^(GIT_|LC_ALL|EDITOR|SSH_ASKPASS)" | sort');
  const inherited = (): { readonly [name: string]: string | undefined } => ({
    ...process.env,
    GIT_CONFIG_GLOBAL: '/home/ada/.gitconfig',
    GIT_CONFIG_NOSYSTEM: undefined,
    GIT_DIR: '/elsewhere',
    GIT_EXEC_PATH: '/evil',
    GIT_ASKPASS: '/opt/ask',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_SSL_NO_VERIFY: '1',
    EDITOR: 'vi',
    SSH_ASKPASS: '/opt/ask',
    ...show(),
  });
  const fixed = [
    'GIT_LITERAL_PATHSPECS=1',
    'GIT_NO_LAZY_FETCH=1',
    'GIT_NO_REPLACE_OBJECTS=1',
    'GIT_OPTIONAL_LOCKS=0',
    'GIT_TEST_DISALLOW_ABBREVIATED_OPTIONS=true',
    'GIT_TERMINAL_PROMPT=0',
    'LC_ALL=C',
  ];
  const isolated = [...fixed, 'GIT_ALLOW_PROTOCOL=none', 'GIT_CONFIG_GLOBAL=/dev/null', 'GIT_CONFIG_NOSYSTEM=1'];
  const users = [
    'GIT_ASKPASS=/opt/ask',
    'GIT_AUTHOR_NAME=Ada',
    'GIT_CONFIG_GLOBAL=/home/ada/.gitconfig',
    'SSH_ASKPASS=/opt/ask',
  ];

  it.each(['text', 'bytes'] as const)('holds nothing of the user’s unless it is asked for (%s)', async (how) => {
    const folder = scratchFolder();
    const runner = createGitRunner(inherited());
    const lines = async (call: object): Promise<string[]> =>
      Buffer.from(await runner[how](['x'], { folder, ...call }))
        .toString()
        .trim()
        .split('\n')
        .sort();
    expect(await lines({})).toEqual([...isolated].sort());
    expect(await lines({ settings: 'user' })).toEqual([...fixed, ...users].sort());
    expect(await lines({ environment: { GIT_DIR: '/here' } })).toEqual([...isolated, 'GIT_DIR=/here'].sort());
  });

  it.each(['text', 'bytes'] as const)('overrides what a repository could have run (%s)', async (how) => {
    const folder = scratchFolder();
    const runner = createGitRunner(fakeGit('printf "%s\\n" "$@"'));
    const call = { folder, config: ['user.name=Ada'] };
    expect(Buffer.from(await runner[how](['status'], call)).toString()).toBe(
      [
        'core.hooksPath=/dev/null',
        'core.fsmonitor=false',
        'core.pager=cat',
        'diff.external=',
        'protocol.ext.allow=never',
        'submodule.recurse=false',
        'user.name=Ada',
      ]
        .flatMap((setting) => ['-c', setting])
        .concat('status', '')
        .join('\n'),
    );
  });
});

describe('a repository that somebody else owns', () => {
  // git has this variable for its own tests.
  const foreign = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

  function pretending(): { readonly folder: string; readonly environment: Record<string, string | undefined> } {
    const { folder } = scratchRepo({ files: { a: 'x' } });
    const real = (process.env['PATH'] ?? '')
      .split(delimiter)
      .map((entry) => join(entry, 'git'))
      .find(existsSync);
    const fake = fakeGit(`GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${real ?? 'git'} "$@"`);
    return { folder, environment: { ...foreign, ...fake } };
  }

  it('is refused, with what to do', async () => {
    const { folder, environment } = pretending();
    await expect(createGitRunner(environment).text(['rev-parse', 'HEAD'], { folder })).rejects.toMatchObject({
      code: 'GIT_UNSAFE_OWNER',
      hint: `git config --global --add safe.directory ${folder}`,
    });
  });

  it('is read where the user’s own settings trust it', async () => {
    const { folder, environment } = pretending();
    const home = scratchFolder();
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'gitconfig'), `[safe]\n\tdirectory = ${folder}\n`);
    const runner = createGitRunner({ ...environment, GIT_CONFIG_GLOBAL: join(home, 'gitconfig') });
    expect(await runner.text(['rev-parse', 'HEAD'], { folder })).toMatch(/^[0-9a-f]{40}\n$/);
  });
});
