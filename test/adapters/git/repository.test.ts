import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGit } from '../../../src/adapters/git/index.ts';
import type { Repository } from '../../../src/model/ports.ts';
import { scratchFolder, type ScratchRepo, scratchRepo } from '../../support/scratch-repo.ts';

const git = createGit({
  environment: process.env,
  fetch: () => Promise.reject(new Error('nothing is fetched here')),
});

async function opened(scratch: ScratchRepo | string): Promise<Repository> {
  const repository = await git.open(typeof scratch === 'string' ? scratch : scratch.folder);
  if (repository === null) throw new Error('no repository');
  return repository;
}

const NAMED = ['-c', 'user.name=Mo', '-c', 'user.email=mo@bank.example'] as const;

const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Buffer.from(bytes).toString());

describe('opening', () => {
  it('finds the top of the working tree from a folder inside', async () => {
    const { folder } = scratchRepo({ files: { 'apis/payments/openapi.yaml': 'x' } });
    expect((await opened(join(folder, 'apis', 'payments'))).root).toBe(folder);
  });

  it('gives null where there is no repository, and for a bare one', async () => {
    const folder = scratchFolder();
    expect(await git.open(folder)).toBeNull();
    execFileSync('git', ['init', '--quiet', '--bare', folder]);
    expect(await git.open(folder)).toBeNull();
  });

  it('opens a worktree, whose `.git` is a file', async () => {
    const main = scratchRepo({ files: { a: 'main' } });
    const folder = join(scratchFolder(), 'tree');
    main.git('worktree', 'add', '--quiet', '-b', 'side', folder);
    const repository = await opened(folder);
    expect(repository.root).toBe(folder);
    expect(await repository.resolve('side')).toBe(main.git('rev-parse', 'main'));
  });

  it('reads a SHA-256 repository', async () => {
    const folder = scratchFolder();
    execFileSync('git', ['init', '--quiet', '--object-format=sha256', '--initial-branch=main', folder]);
    writeFileSync(join(folder, 'a'), 'x');
    execFileSync('git', ['-C', folder, 'add', 'a']);
    execFileSync('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@b.example', 'commit', '-qm', 'one']);
    const repository = await opened(folder);
    const commit = (await repository.resolve('main')) ?? '';
    expect(commit).toMatch(/^[0-9a-f]{64}$/);
    expect(text(await repository.read(commit, 'a'))).toBe('x');
    expect(await repository.revisions(commit, 'a')).toHaveLength(1);
  });

  it('runs nothing that hostile settings name', async () => {
    const scratch = scratchRepo({ files: { 'a.yaml': 'one\n', '.gitattributes': '*.yaml filter=evil diff=evil\n' } });
    const marker = join(scratch.folder, 'marker');
    const program = join(scratch.folder, 'evil');
    writeFileSync(program, `#!/bin/sh\ntouch ${marker}\ncat\n`);
    chmodSync(program, 0o755);
    for (const key of ['core.fsmonitor', 'core.pager', 'diff.external', 'filter.evil.clean', 'filter.evil.smudge'])
      scratch.git('config', key, program);
    for (const key of [
      'diff.evil.textconv',
      'diff.evil.command',
      'core.sshCommand',
      'gpg.program',
      'core.alternateRefsCommand',
    ])
      scratch.git('config', key, program);
    scratch.git('config', 'log.showSignature', 'true');
    scratch.write({ 'a.yaml': 'two\n' });
    const repository = await opened(scratch);
    const head = (await repository.resolve('HEAD')) ?? '';
    expect(await repository.isDirty('a.yaml')).toBe(true);
    expect(text(await repository.read(head, 'a.yaml'))).toBe('one\n');
    expect(await repository.revisions(head, 'a.yaml')).toHaveLength(1);
    await repository.tree(head);
    await repository.identity();
    await repository.defaultBranch();
    expect(existsSync(marker)).toBe(false);
  });
});

describe('resolving', () => {
  it('gives full commit ids, also of annotated tags, and null for what is not there', async () => {
    const scratch = scratchRepo({ files: { a: '1' } }, { files: { a: '2' } });
    scratch.git(...NAMED, 'tag', '--annotate', '--message', 'first', 'v1', 'HEAD~1');
    const repository = await opened(scratch);
    const [first, second] = [scratch.git('rev-parse', 'HEAD~1'), scratch.git('rev-parse', 'HEAD')];
    expect(await repository.resolve('v1')).toBe(first);
    expect(await repository.resolve('HEAD~1')).toBe(first);
    expect(await repository.resolve('main^{commit}')).toBe(second);
    expect(await repository.resolve(second.slice(0, 10))).toBe(second);
    expect(await repository.resolve('v2')).toBeNull();
    expect(await repository.resolve('0'.repeat(40))).toBeNull();
  });

  it('prefers a tag to a branch of the same name, but lets nothing take over HEAD or a full id', async () => {
    const scratch = scratchRepo({ files: { a: '1' } }, { files: { a: '2' } });
    const [first, second] = [scratch.git('rev-parse', 'HEAD~1'), scratch.git('rev-parse', 'HEAD')];
    scratch.git('tag', 'v1', first);
    scratch.git('branch', 'v1', second);
    for (const name of ['HEAD', second]) scratch.git('update-ref', `refs/tags/${name}`, first);
    const repository = await opened(scratch);
    expect(await repository.resolve('v1')).toBe(first);
    expect(await repository.resolve('HEAD')).toBe(second);
    expect(await repository.resolve('HEAD~1')).toBe(first);
    expect(await repository.resolve(second)).toBe(second);
  });

  it.each([
    '--output=marker',
    '-h',
    '',
    'main..side',
    'main:a.yaml',
    ':/subject',
    'ext::sh -c "touch marker"',
    'a b',
    'main\n--all',
    '$(touch marker)',
    '`touch marker`',
    'main;touch marker',
    '../x',
    '@{u}',
    'main@{u}',
    'main@{1}',
    'main@{yesterday}',
    'main^{tree}',
    'main^{/change}',
    'main/',
    'a//b',
    'a.lock',
    'a\\b',
    'a?',
    'a[b',
    'a\u202eb',
    'a\u0085b',
    'a|b',
    'a&b',
    'a>b',
    'refs\0heads',
    '^main',
    '*',
  ])('refuses %j', async (name) => {
    const repository = await opened(scratchRepo({ files: { a: '1' } }));
    await expect(repository.resolve(name)).rejects.toMatchObject({ code: 'REF_INVALID' });
  });

  it('takes names as people give them: other scripts, numbers of issues, slashes', async () => {
    const scratch = scratchRepo({ files: { a: '1' } });
    const names = ['straße', '支払い/改正', 'fix/#123', 'renovate/a-1.x', 'v1.0+rc=2,b', '100%', 'user@home'];
    for (const name of names) scratch.git('branch', name);
    const repository = await opened(scratch);
    for (const name of names) expect(await repository.resolve(name)).toBe(scratch.git('rev-parse', 'HEAD'));
  });

  it('a tag that is called like the full name of a branch takes nothing over', async () => {
    const scratch = scratchRepo({ files: { a: '1' } }, { files: { a: '2' } });
    scratch.git('update-ref', 'refs/tags/refs/heads/main', 'HEAD~1');
    const repository = await opened(scratch);
    expect(await repository.resolve('refs/heads/main')).toBe(scratch.git('rev-parse', 'HEAD'));
  });

  it('takes only full ids as commits afterwards', async () => {
    const repository = await opened(scratchRepo({ files: { a: '1' } }));
    for (const call of [
      () => repository.tree('--help'),
      () => repository.read('HEAD', 'a'),
      () => repository.mergeBase('--all', 'HEAD'),
      () => repository.revisions('--output=x', 'a'),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'REF_INVALID' });
    }
  });

  it('is null in a repository without commits', async () => {
    const repository = await opened(scratchRepo());
    expect(await repository.resolve('HEAD')).toBeNull();
    expect(await repository.defaultBranch()).toBeNull();
    expect(await repository.isShallow()).toBe(false);
  });
});

describe('branches', () => {
  it('finds the merge base, or null', async () => {
    const scratch = scratchRepo({ files: { a: '1' } });
    const fork = scratch.git('rev-parse', 'HEAD');
    scratch.git('checkout', '--quiet', '-b', 'side');
    const side = scratch.commit({ files: { a: 'side' } });
    scratch.git('checkout', '--quiet', 'main');
    const main = scratch.commit({ files: { b: 'main' } });
    scratch.git('checkout', '--quiet', '--orphan', 'alone');
    const alone = scratch.commit({ files: { c: 'alone' } });
    const repository = await opened(scratch);
    expect(await repository.mergeBase(side, main)).toBe(fork);
    expect(await repository.mergeBase(alone, main)).toBeNull();
  });

  it('takes origin’s head first, then the usual names', async () => {
    const upstream = scratchRepo({ files: { a: '1' } });
    upstream.git('branch', 'trunk');
    upstream.git('checkout', '--quiet', 'trunk');
    const folder = join(scratchFolder(), 'clone');
    execFileSync('git', ['clone', '--quiet', upstream.folder, folder]);
    const repository = await opened(folder);
    expect(await repository.defaultBranch()).toBe('origin/trunk');
    execFileSync('git', ['-C', folder, 'symbolic-ref', '--delete', 'refs/remotes/origin/HEAD']);
    expect(await repository.defaultBranch()).toBe('origin/main');
    execFileSync('git', ['-C', folder, 'update-ref', '-d', 'refs/remotes/origin/main']);
    expect(await repository.defaultBranch()).toBeNull();
    execFileSync('git', ['-C', folder, 'branch', 'master']);
    expect(await repository.defaultBranch()).toBe('master');
  });

  it('knows a shallow clone', async () => {
    const upstream = scratchRepo({ files: { a: '1' } }, { files: { a: '2' } });
    const folder = join(scratchFolder(), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${upstream.folder}`, folder]);
    expect(await (await opened(folder)).isShallow()).toBe(true);
    expect(await (await opened(upstream)).isShallow()).toBe(false);
  });

  it('gives the committer’s day in UTC', async () => {
    const scratch = scratchRepo({ files: { a: '1' }, day: '2026-03-01' });
    const repository = await opened(scratch);
    expect(await repository.committedOn(scratch.git('rev-parse', 'HEAD'))).toBe('2026-03-01');
  });
});

describe('files of a commit', () => {
  it('are regular files, by path; links and what only looks like a path are not read', async () => {
    const scratch = scratchRepo();
    mkdirSync(join(scratch.folder, 'dir'));
    symlinkSync('/etc/passwd', join(scratch.folder, 'link.yaml'));
    symlinkSync('dir', join(scratch.folder, 'way'));
    const odd = 'odd "name"\n[*].yaml';
    const commit = scratch.commit({ files: { 'dir/a.yaml': 'a', 'b.yaml': 'b', [odd]: 'odd' } });
    scratch.git('update-index', '--add', '--cacheinfo', `160000,${commit},module`);
    scratch.git(...NAMED, 'commit', '--quiet', '--message', 'module');
    const head = scratch.git('rev-parse', 'HEAD');
    const repository = await opened(scratch);
    expect((await repository.tree(head)).map(({ path, mode }) => [path, mode])).toEqual([
      ['b.yaml', '100644'],
      ['dir/a.yaml', '100644'],
      [odd, '100644'],
    ]);
    expect(text(await repository.read(head, 'dir/a.yaml'))).toBe('a');
    expect(text(await repository.read(head, odd))).toBe('odd');
    for (const path of [
      'link.yaml',
      'way/a.yaml',
      'module',
      'dir',
      'dir/',
      './b.yaml',
      'dir/../b.yaml',
      '',
      '*.yaml',
      'gone',
    ])
      expect([path, await repository.read(head, path)]).toEqual([path, null]);
  });

  it('are read in the order asked for, however often, through one process', async () => {
    const scratch = scratchRepo();
    const big = 'x\n'.repeat(300_000);
    const commit = scratch.commit({ files: { big, empty: '', line: 'one\ntwo' } });
    const repository = await opened(scratch);
    const blob = (path: string): string => scratch.git('rev-parse', `${commit}:${path}`);
    const read: (string | null)[] = [];
    for await (const bytes of repository.readBlobs(['line', 'big', 'empty', 'line'].map(blob))) read.push(text(bytes));
    expect(read).toEqual(['one\ntwo', big, '', 'one\ntwo']);
  });

  it('are not fetched from elsewhere in a partial clone', async () => {
    const upstream = scratchRepo({ files: { a: 'x' } });
    upstream.git('config', 'uploadpack.allowFilter', 'true');
    const folder = join(scratchFolder(), 'clone');
    const url = `file://${upstream.folder}`;
    execFileSync('git', ['clone', '--quiet', '--no-checkout', '--filter=blob:none', url, folder]);
    const repository = await opened(folder);
    const head = (await repository.resolve('HEAD')) ?? '';
    await expect(repository.read(head, 'a')).rejects.toMatchObject({ code: 'OBJECTS_MISSING' });
    const [entry] = await repository.tree(head);
    const reading = repository.readBlobs([entry?.blob ?? ''])[Symbol.asyncIterator]();
    await expect(reading.next()).rejects.toMatchObject({ code: 'OBJECTS_MISSING' });
  });

  it('say so when a blob is missing', async () => {
    const repository = await opened(scratchRepo({ files: { a: '1' } }));
    const reading = repository.readBlobs(['1'.repeat(40)])[Symbol.asyncIterator]();
    await expect(reading.next()).rejects.toMatchObject({ code: 'OBJECTS_MISSING' });
  });
});

describe('the revisions of a file', () => {
  const lines = (mark: string): string => Array.from({ length: 20 }, (_, index) => `${mark}${index}\n`).join('');

  it('come newest first and follow renames, with days, people and subjects', async () => {
    const scratch = scratchRepo(
      { files: { 'old.yaml': lines('a') }, day: '2026-01-01', message: 'first' },
      { files: { other: 'x' }, day: '2026-01-02' },
      {
        files: { 'old.yaml': null, 'apis/new.yaml': `${lines('a')}b\n` },
        day: '2026-01-03',
        message: 'move\n\nand why',
      },
      { files: { 'apis/new.yaml': null }, day: '2026-01-04', message: 'drop' },
      { files: { 'apis/new.yaml': lines('c') }, day: '2026-01-05', message: 'again' },
    );
    const repository = await opened(scratch);
    const commit = (back: number): string => scratch.git('rev-parse', `HEAD~${back}`);
    const blob = (name: string): string => scratch.git('rev-parse', name);
    const who = { name: 'Ada Author', email: 'ada@bank.example' };
    const people = { author: who, committer: who };
    expect(await repository.revisions(commit(0), 'apis/new.yaml')).toEqual([
      {
        commit: commit(0),
        day: '2026-01-05',
        ...people,
        subject: 'again',
        path: 'apis/new.yaml',
        blob: blob('HEAD:apis/new.yaml'),
      },
      { commit: commit(1), day: '2026-01-04', ...people, subject: 'drop', path: 'apis/new.yaml', blob: null },
      {
        commit: commit(2),
        day: '2026-01-03',
        ...people,
        subject: 'move',
        path: 'apis/new.yaml',
        blob: blob('HEAD~2:apis/new.yaml'),
      },
      {
        commit: commit(4),
        day: '2026-01-01',
        ...people,
        subject: 'first',
        path: 'old.yaml',
        blob: blob('HEAD~4:old.yaml'),
      },
    ]);
    expect(await repository.renamedFrom(commit(4), commit(2), 'apis/new.yaml')).toBe('old.yaml');
    expect(await repository.renamedFrom(commit(4), commit(3), 'old.yaml')).toBeNull();
  });

  it('keep to the first parent: a branch counts on the day that it is merged', async () => {
    const scratch = scratchRepo({ files: { a: lines('a') }, day: '2026-01-01' });
    scratch.git('checkout', '--quiet', '-b', 'side');
    scratch.commit({ files: { a: lines('b') }, day: '2026-01-02' });
    scratch.commit({ files: { a: lines('c') }, day: '2026-01-03' });
    scratch.git('checkout', '--quiet', 'main');
    scratch.commit({ files: { b: 'x' }, day: '2026-01-04' });
    scratch.git(...NAMED, 'merge', '--quiet', '--no-ff', '-m', 'merge side', 'side');
    const repository = await opened(scratch);
    const found = await repository.revisions(scratch.git('rev-parse', 'HEAD'), 'a');
    expect(found.map(({ subject, blob }) => [subject, blob])).toEqual([
      ['merge side', scratch.git('rev-parse', 'side:a')],
      ['change', scratch.git('rev-parse', 'main~2:a')],
    ]);
  });

  it('stand along a line of first parents', async () => {
    const scratch = scratchRepo({ files: { a: '1' } }, { files: { b: '2' } }, { files: { a: '3' } });
    const repository = await opened(scratch);
    const ids = [0, 1, 2].map((back) => scratch.git('rev-parse', `HEAD~${back}`));
    expect(await repository.line(ids[0] ?? '')).toEqual(ids);
    expect(await repository.line(ids[1] ?? '')).toEqual(ids.slice(1));
  });

  it('have no blob where the file was a link', async () => {
    const scratch = scratchRepo({ files: { 'b.yaml': 'b' } });
    symlinkSync('b.yaml', join(scratch.folder, 'a.yaml'));
    const link = scratch.commit({ files: {} });
    expect((await (await opened(scratch)).revisions(link, 'a.yaml')).map(({ blob }) => blob)).toEqual([null]);
  });

  it('are none for a file that was never there', async () => {
    const scratch = scratchRepo({ files: { a: 'x' } });
    expect(await (await opened(scratch)).revisions(scratch.git('rev-parse', 'HEAD'), '--help')).toEqual([]);
  });
});

describe('the working tree', () => {
  it('is dirty where bytes differ, save for CRLF, and where a file is staged, untracked or gone', async () => {
    const scratch = scratchRepo({
      files: { same: 'a\nb\n', crlf: 'a\nb\n', edited: 'a\n', staged: 'a\n', gone: 'a\n' },
    });
    scratch.write({ crlf: 'a\r\nb\r\n', edited: 'b\n', staged: 'b\n', gone: null, fresh: 'a\n' });
    scratch.git('add', 'staged');
    scratch.write({ staged: 'a\n' });
    const repository = await opened(scratch);
    const dirty: Record<string, boolean> = {};
    for (const path of ['same', 'crlf', 'edited', 'staged', 'gone', 'fresh'])
      dirty[path] = await repository.isDirty(path);
    expect(dirty).toEqual({ same: false, crlf: false, edited: true, staged: true, gone: true, fresh: true });
  });

  it('knows who commits, and does not guess', async () => {
    const scratch = scratchRepo();
    const repository = await opened(scratch);
    expect(await repository.identity()).toBeNull();
    scratch.git('config', 'user.name', 'Ada Author');
    scratch.git('config', 'user.email', 'ada@bank.example');
    expect(await repository.identity()).toEqual({ name: 'Ada Author', email: 'ada@bank.example' });
  });

  it.each([
    ['https://ada:s3cret@bank.example/apis.git', 'https://bank.example/apis.git'],
    ['https://t0ken@bank.example/apis.git', 'https://bank.example/apis.git'],
    ['ssh://git:s3cret@bank.example:22/apis.git', 'ssh://git@bank.example:22/apis.git'],
    ['ssh://git@bank.example/apis.git', 'ssh://git@bank.example/apis.git'],
    ['git@bank.example:apis.git', 'git@bank.example:apis.git'],
  ])('gives the URL of origin without credentials: %s', async (configured, shown) => {
    const scratch = scratchRepo();
    const repository = await opened(scratch);
    expect(await repository.originUrl()).toBeNull();
    scratch.git('config', 'remote.origin.url', configured);
    expect(await repository.originUrl()).toBe(shown);
  });
});
