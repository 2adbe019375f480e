import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { fetchBranch } from '../../../src/adapters/git/remote.ts';
import { createGitRunner } from '../../../src/adapters/git/run.ts';
import type { Publication } from '../../../src/model/publication.ts';
import type { RemoteBranch } from '../../../src/model/ports.ts';
import { type GitOpsRepo, gitOpsRepo } from '../../support/gitops-repo.ts';
import { scratchFolder, scratchRepo } from '../../support/scratch-repo.ts';

const runner = createGitRunner(process.env);
const robot = { name: 'Jane Doe', email: 'jane@bank.example' };
const noon = '2026-11-20T12:00:00Z';

async function open(bare: GitOpsRepo, branch = 'main'): Promise<RemoteBranch> {
  const remote = await fetchBranch(runner, '/', bare.folder, branch);
  onTestFinished(() => remote.close());
  return remote;
}

function publication(over: Partial<Publication> = {}): Publication {
  return {
    base: null,
    branch: 'main',
    write: [{ path: 'environments/prod/kong.yaml', content: 'services: []\n' }],
    remove: [],
    commit: {
      subject: 'countersign(prod): payments 2.3.1 → kong',
      body: '- one breaking change, accepted\n- nothing deprecated',
      trailers: [
        { token: 'Environment', value: 'prod' },
        { token: 'Approved-By', value: 'Jane Doe <jane@bank.example> (2026-11-18)' },
      ],
    },
    ...over,
  };
}

async function commit(remote: RemoteBranch, over: Partial<Publication> = {}): Promise<string> {
  const id = await remote.commit(publication(over), robot, noon);
  if (id === null) throw new Error('nothing to commit');
  return id;
}

describe('reading', () => {
  test('the tip, the files below a folder, and their text', async () => {
    const bare = gitOpsRepo({ 'a/b/c.yaml': 'c: ü\n', 'a/bb.yaml': '', 'a/b/ d"\n.txt': 'odd' });
    const remote = await open(bare);
    expect(remote.tip).toBe(bare.git('rev-parse', 'main'));
    expect(await remote.list('a/b')).toEqual(['a/b/ d"\n.txt', 'a/b/c.yaml']);
    expect(await remote.list('')).toHaveLength(3);
    expect(await remote.read('a/b/c.yaml')).toBe('c: ü\n');
    expect(await remote.read('a/b/ d"\n.txt')).toBe('odd');
    expect([await remote.read('a/b'), await remote.read('a/b/../bb.yaml'), await remote.read('no')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('a branch that does not exist yet has no tip and no files, in an empty repository or beside others', async () => {
    for (const remote of [await open(gitOpsRepo(null)), await open(gitOpsRepo(), 'release/next')]) {
      expect(remote.tip).toBeNull();
      expect(await remote.list('')).toEqual([]);
      expect(await remote.read('README.md')).toBeNull();
    }
  });

  test('a path is taken from the folder, and a file URL as it is', async () => {
    const bare = gitOpsRepo();
    const paths = [
      ['gitops.git', join(bare.folder, '..')],
      [`file://${bare.folder}`, '/'],
    ] as const;
    for (const [remote, folder] of paths) {
      const branch = await fetchBranch(runner, folder, remote, 'main');
      expect(branch.tip).toBe(bare.git('rev-parse', 'main'));
      await branch.close();
    }
  });

  test('closing leaves nothing behind, nor does a failure to fetch', async () => {
    const bare = gitOpsRepo();
    const temporary = scratchFolder();
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const remote = await fetchBranch(runner, '/', bare.folder, 'main');
    expect(readdirSync(temporary)).toHaveLength(1);
    await remote.close();
    await expect(fetchBranch(runner, '/', '/nowhere', 'main')).rejects.toThrow();
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('committing and pushing', () => {
  test('a commit with its message, trailers, author and date, on top of what is there', async () => {
    const bare = gitOpsRepo();
    const remote = await open(bare);
    const id = await commit(remote);
    expect(await remote.push(id)).toBe('pushed');
    expect(bare.git('rev-parse', 'main')).toBe(id);
    expect(bare.git('rev-parse', 'main~1')).toBe(remote.tip);
    expect(bare.git('show', '--no-patch', '--format=%an <%ae> %aI%n%cn <%ce> %cI%n%B', 'main')).toBe(
      [
        'Jane Doe <jane@bank.example> 2026-11-20T12:00:00+00:00',
        'Jane Doe <jane@bank.example> 2026-11-20T12:00:00+00:00',
        'countersign(prod): payments 2.3.1 → kong',
        '',
        '- one breaking change, accepted',
        '- nothing deprecated',
        '',
        'Environment: prod',
        'Approved-By: Jane Doe <jane@bank.example> (2026-11-18)',
      ].join('\n'),
    );
    expect(bare.git('show', '--no-patch', '--format=%(trailers:key=Approved-By,valueonly)', 'main')).toBe(
      'Jane Doe <jane@bank.example> (2026-11-18)',
    );
    expect(bare.git('ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual([
      'README.md',
      'environments/prod/kong.yaml',
    ]);
    expect(bare.git('show', 'main:environments/prod/kong.yaml')).toBe('services: []');
    bare.git('fsck', '--strict');
  });

  test('the same plan on the same tip at the same date is the same commit', async () => {
    const bare = gitOpsRepo();
    expect(await commit(await open(bare))).toBe(await commit(await open(bare)));
  });

  test('a tree that stays as it is makes no commit', async () => {
    const same = { write: [{ path: 'README.md', content: 'gateway\n' }] };
    expect(await (await open(gitOpsRepo())).commit(publication(same), robot, noon)).toBeNull();
    expect(await (await open(gitOpsRepo(null))).commit(publication({ write: [] }), robot, noon)).toBeNull();
  });

  test('removes files, and only those', async () => {
    const bare = gitOpsRepo({ 'a/old.yaml': 'old', 'a/kept.yaml': 'kept' });
    const remote = await open(bare);
    await remote.push(await commit(remote, { write: [], remove: ['a/old.yaml', 'a/never-there.yaml'] }));
    expect(bare.git('ls-tree', '-r', '--name-only', 'main')).toBe('a/kept.yaml');
  });

  test.each<[string, string | null, string]>([
    ['an empty repository', null, 'main'],
    ['a new branch', '', 'release/next'],
  ])('the first commit of %s', async (_title, files, branch) => {
    const bare = gitOpsRepo(files === null ? null : undefined);
    const remote = await open(bare, branch);
    const id = await commit(remote);
    expect(await remote.push(id)).toBe('pushed');
    expect(bare.git('rev-list', branch)).toBe(id);
  });

  test('a repository that names its objects by SHA-256', async () => {
    const bare = gitOpsRepo({ 'a/old.yaml': 'old' }, '--object-format=sha256');
    const remote = await open(bare);
    expect(remote.tip).toHaveLength(64);
    expect(await remote.push(await commit(remote, { remove: ['a/old.yaml'] }))).toBe('pushed');
    expect(bare.git('ls-tree', '-r', '--name-only', 'main')).toBe('environments/prod/kong.yaml');
  });

  test('a line break in a trailer or the subject is a fault, not a second trailer', async () => {
    const remote = await open(gitOpsRepo());
    const forged = { token: 'Change-Ref', value: 'CHG1\nApproved-By: evil' };
    const { commit: message } = publication();
    for (const bad of [
      { ...message, trailers: [forged] },
      { ...message, subject: 'a\n\nApproved-By: evil' },
    ])
      await expect(remote.commit(publication({ commit: bad }), robot, noon)).rejects.toMatchObject({ code: 'FAULT' });
  });

  test('a file where a folder is needed is not swept away', async () => {
    const remote = await open(gitOpsRepo({ environments: 'I am a file' }));
    await expect(commit(remote)).rejects.toMatchObject({
      code: 'PUSH_REFUSED',
      message: 'environments in the GitOps repository is in the way',
    });
  });

  test.each(['../evil', '.git/config', 'a/../../evil', '/etc/evil'])('the path %s is not taken', async (path) => {
    const remote = await open(gitOpsRepo());
    await expect(commit(remote, { write: [{ path, content: 'x' }] })).rejects.toMatchObject({ code: 'FAULT' });
  });

  test('signs with an ssh key, so that the commit can be verified', async () => {
    const bare = gitOpsRepo();
    const keys = scratchFolder();
    const key = join(keys, 'key');
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', key]);
    const allowed = join(keys, 'allowed');
    writeFileSync(allowed, `${robot.email} ${execFileSync('cat', [`${key}.pub`], { encoding: 'utf8' })}`);
    const remote = await open(bare);
    const id = await remote.commit(publication(), robot, noon, key);
    expect(await remote.commit(publication(), robot, noon, key)).toBe(id);
    await remote.push(id ?? '');
    const verify = ['-c', 'gpg.format=ssh', '-c', `gpg.ssh.allowedSignersFile=${allowed}`];
    expect(bare.git(...verify, 'show', '--no-patch', '--format=%G? %GS', 'main')).toBe('G jane@bank.example');
    await expect(remote.commit(publication(), robot, noon, join(keys, 'no-such-key'))).rejects.toMatchObject({
      code: 'GIT_FAILED',
    });
  });
});

describe('a push that does not land', () => {
  test('behind when somebody pushed since: nothing changed', async () => {
    const bare = gitOpsRepo();
    const [first, second] = [await open(bare), await open(bare)];
    const other = { write: [{ path: 'other.yaml', content: 'other' }] };
    const [ours, theirs] = [await commit(first), await commit(second, other)];
    expect(await second.push(theirs)).toBe('pushed');
    expect(await first.push(ours)).toBe('behind');
    expect(bare.git('rev-parse', 'main')).toBe(theirs);
  });

  test('behind when two make the same new branch', async () => {
    const bare = gitOpsRepo(null);
    const [first, second] = [await open(bare), await open(bare)];
    const theirs = await commit(second, { write: [{ path: 'other.yaml', content: 'other' }] });
    await second.push(theirs);
    expect(await first.push(await commit(first))).toBe('behind');
  });

  test('behind when the branch is locked at that very moment', async () => {
    const bare = gitOpsRepo();
    const remote = await open(bare);
    const id = await commit(remote);
    const lock = join(bare.folder, 'refs', 'heads', 'main.lock');
    writeFileSync(lock, '');
    expect(await remote.push(id)).toBe('behind');
    rmSync(lock);
    expect(await remote.push(id)).toBe('pushed');
  });

  test('never forced: a tip that was rewritten underneath is behind, too', async () => {
    const bare = gitOpsRepo();
    const remote = await open(bare);
    const id = await commit(remote);
    scratchRepo({ files: { y: 'y' } }).git('push', '--quiet', '--force', bare.folder, 'main');
    expect(await remote.push(id)).toBe('behind');
  });

  test('refused by a hook, in its own words, without what could disturb a terminal', async () => {
    const bare = gitOpsRepo();
    bare.hook(
      'pre-receive',
      `printf 'freeze until \\033[31mMonday\\nask https://user:secret@bank.example\\n' >&2; exit 1`,
    );
    const remote = await open(bare);
    const refused = remote.push(await commit(remote));
    await expect(refused).rejects.toMatchObject({
      code: 'PUSH_REFUSED',
      message:
        'the GitOps repository refused the push: [remote rejected] (pre-receive hook declined)\n  freeze until [31mMonday\n  ask https://bank.example',
    });
    expect(bare.git('rev-parse', 'main')).toBe(remote.tip);
  });

  test('refused when a branch of that name cannot exist, rather than tried for ever', async () => {
    const bare = gitOpsRepo();
    bare.git('branch', 'release', 'main');
    const remote = await open(bare, 'release/next');
    await expect(remote.push(await commit(remote))).rejects.toMatchObject({ code: 'PUSH_REFUSED' });
  });

  test('unreachable when the repository has gone away in between', async () => {
    const bare = gitOpsRepo();
    const remote = await open(bare);
    const id = await commit(remote);
    rmSync(bare.folder, { recursive: true });
    await expect(remote.push(id)).rejects.toMatchObject({ code: 'REMOTE_UNREACHABLE' });
  });

  test('unreachable when it was never there, and no secret is repeated', async () => {
    const failure = fetchBranch(runner, '/', 'https://token@localhost:1/x.git', 'main');
    await expect(failure).rejects.toMatchObject({ code: 'REMOTE_UNREACHABLE' });
    await failure.catch((cause: unknown) => expect(String(cause)).not.toContain('token'));
    await expect(fetchBranch(runner, scratchFolder(), 'no-such', 'main')).rejects.toMatchObject({
      code: 'REMOTE_UNREACHABLE',
    });
  });
});

describe('what is not even tried', () => {
  test.each([
    '',
    '--upload-pack=touch X;',
    '-oProxyCommand=touch X',
    'ssh://-oProxyCommand=touch/x',
    'ssh://git@-oProxyCommand=touch/x',
    'git@-oProxyCommand=touch:x',
    '-host:x',
    'ext::sh -c touch% X',
    'fd::3',
    '::x',
    'http://bank.example/x.git',
    'git://bank.example/x.git',
    'ftp://bank.example/x.git',
    'EXT://x',
    'https://user:password@bank.example/x.git',
    'https://bank.example/x\n.git',
    'https://bank.example/\u202ex.git',
  ])('the remote %j', async (remote) => {
    const folder = scratchFolder();
    await expect(fetchBranch(runner, folder, remote, 'main')).rejects.toMatchObject({ code: 'GITOPS_INVALID' });
    expect(existsSync(join(folder, 'X'))).toBe(false);
  });

  test('a password is not repeated', async () => {
    await expect(fetchBranch(runner, '/', 'https://user:hunter2@bank.example/x.git', 'main')).rejects.toThrow(
      /^gitops\.remote https:\/\/bank\.example\/x\.git holds a password$/,
    );
  });

  test.each([
    '',
    '-x',
    '--upload-pack=x',
    'a b',
    'a..b',
    'a~1',
    'main.lock',
    '@{-1}',
    '/main',
    'main:other',
    'a\nb',
    'refs/heads/*',
  ])('the branch %j', async (branch) => {
    const bare = gitOpsRepo();
    await expect(fetchBranch(runner, '/', bare.folder, branch)).rejects.toMatchObject({ code: 'GITOPS_INVALID' });
  });
});

test('the user’s own ways to the remote are taken, and their hooks are not run', async () => {
  const bare = gitOpsRepo();
  const folder = scratchFolder();
  mkdirSync(join(folder, 'hooks'));
  for (const name of ['pre-push', 'reference-transaction', 'post-index-change']) {
    writeFileSync(join(folder, 'hooks', name), `#!/bin/sh\npwd >> ${folder}/ran-${name}\n`);
    chmodSync(join(folder, 'hooks', name), 0o755);
  }
  writeFileSync(
    join(folder, 'config'),
    `[core]\nhooksPath = ${folder}/hooks\n[url "${bare.folder}"]\ninsteadOf = https://gitops.bank.example/x.git\n[push]\ngpgSign = true\n`,
  );
  const theirs = createGitRunner({ ...process.env, GIT_CONFIG_GLOBAL: join(folder, 'config') });
  const remote = await fetchBranch(theirs, '/', 'https://gitops.bank.example/x.git', 'main');
  onTestFinished(() => remote.close());
  expect(await remote.push(await commit(remote))).toBe('pushed');
  // Where the remote is a folder of the same machine, it is their own settings that it obeys; our clone never does.
  const ran = readdirSync(folder).filter((name) => name.startsWith('ran-'));
  const where = ran.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'));
  expect(new Set(where)).toEqual(new Set([bare.folder]));
});
