import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBase, type FoundBase } from '../../../src/gather/history/base.ts';
import { scratchFolder, type ScratchRepo, scratchRepo } from '../../support/scratch-repo.ts';
import { opened } from './open.ts';

const contract = (title: string, more = ''): string =>
  `openapi: 3.0.3\ninfo:\n  title: ${title}\n  version: 1.0.0\npaths: {}\n${more}`;

const FILE = 'openapi.yaml';

type Asked = {
  readonly against?: string;
  readonly file?: string;
  readonly title?: string;
  readonly ci?: { readonly [name: string]: string };
  readonly present?: (file: string) => Promise<boolean>;
};

async function found(folder: string, asked: Asked = {}): Promise<FoundBase> {
  return findBase(await opened(folder), {
    against: asked.against ?? null,
    file: asked.file ?? FILE,
    title: asked.title ?? 'Payments',
    environment: asked.ci ?? {},
    ...(asked.present === undefined ? {} : { present: asked.present }),
  });
}

/** `main` with two commits, and `change` with two, which left it after the first. */
function forked(): {
  readonly repo: ScratchRepo;
  readonly fork: string;
  readonly main: string;
  readonly change: string;
} {
  const repo = scratchRepo({ files: { [FILE]: contract('Payments') } });
  const fork = repo.git('rev-parse', 'HEAD');
  repo.git('checkout', '--quiet', '-b', 'change');
  repo.commit({ files: { [FILE]: contract('Payments', 'x-one: 1\n') } });
  repo.git('checkout', '--quiet', 'main');
  const main = repo.commit({ files: { [FILE]: contract('Payments', 'x-main: 1\n') } });
  repo.git('checkout', '--quiet', 'change');
  const change = repo.commit({ files: { [FILE]: contract('Payments', 'x-two: 2\n') } });
  return { repo, fork, main, change };
}

function cloned(
  repo: ScratchRepo,
  ...options: readonly string[]
): { folder: string; git: (...args: string[]) => string } {
  const folder = join(scratchFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', ...options, `file://${repo.folder}`, folder], { stdio: 'pipe' });
  return {
    folder,
    git: (...args) => execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim(),
  };
}

describe('the revision to compare with', () => {
  it('is where HEAD left the default branch', async () => {
    const { repo, fork } = forked();
    expect(await found(repo.folder)).toEqual({ kind: 'found', revision: 'main', commit: fork, file: FILE });
    const { folder } = cloned(repo);
    expect(await found(folder)).toEqual({
      kind: 'found',
      revision: 'origin/change',
      commit: repo.git('rev-parse', 'change'),
      file: FILE,
    });
  });

  it('is exactly the commit that a tag, an id or a relative name means', async () => {
    const { repo, main, change } = forked();
    repo.git('tag', 'v1.0', main);
    repo.git('branch', 'v1.0', change);
    for (const [against, commit] of [
      ['v1.0', main],
      [main, main],
      [main.slice(0, 12), main],
      ['HEAD~1', repo.git('rev-parse', 'HEAD~1')],
      ['HEAD', change],
      ['main~0', main],
    ] as const) {
      expect(await found(repo.folder, { against })).toEqual({ kind: 'found', revision: against, commit, file: FILE });
    }
  });

  it('is where HEAD left a branch that is named, local or remote', async () => {
    const { repo, fork } = forked();
    for (const against of ['main', 'refs/heads/main'])
      expect(await found(repo.folder, { against })).toEqual({
        kind: 'found',
        revision: against,
        commit: fork,
        file: FILE,
      });
    const { folder } = cloned(repo);
    expect(await found(folder, { against: 'origin/main' })).toMatchObject({ revision: 'origin/main', commit: fork });
    expect(await found(folder, { against: 'main' })).toMatchObject({ revision: 'origin/main', commit: fork });
  });

  it.each([
    { GITHUB_BASE_REF: 'main' },
    { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' },
    { SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' },
    { CHANGE_TARGET: 'main' },
    { BITBUCKET_PR_DESTINATION_BRANCH: 'main' },
    { GITHUB_BASE_REF: '', CHANGE_TARGET: 'main' },
  ])('is where HEAD left the branch that CI names: %j', async (ci) => {
    const { repo, fork } = forked();
    const { folder, git } = cloned(repo);
    // As CI checks out: detached, and a local branch of that name may be old or absent.
    git('checkout', '--quiet', '--detach');
    git('branch', 'main', 'HEAD');
    expect(await found(folder, { ci })).toEqual({ kind: 'found', revision: 'origin/main', commit: fork, file: FILE });
  });

  it('is the commit that GitLab names', async () => {
    const { repo, fork } = forked();
    const ci = { CI_MERGE_REQUEST_DIFF_BASE_SHA: fork, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'gone' };
    expect(await found(repo.folder, { ci })).toEqual({ kind: 'found', revision: fork, commit: fork, file: FILE });
  });

  it('is an error with the command to run where it is not here', async () => {
    const { repo } = forked();
    const hints = async (folder: string, asked: Asked): Promise<unknown> =>
      found(folder, asked).catch((error: unknown) => error);
    const hint = (text: string): unknown => expect.objectContaining({ code: 'BASE_REF_NOT_FOUND', hint: text });
    expect(await hints(repo.folder, { against: 'origin/trunk' })).toEqual(hint('git fetch origin trunk'));
    expect(await hints(repo.folder, { against: 'v9.1' })).toEqual(hint('git fetch origin tag v9.1'));
    expect(await hints(repo.folder, { ci: { GITHUB_BASE_REF: 'trunk' } })).toEqual(hint('git fetch origin trunk'));
    repo.git('branch', '-m', 'main', 'odd');
    expect(await hints(repo.folder, {})).toEqual(hint('name a revision: --against HEAD~1'));
    const { folder } = cloned(repo, '--depth=1', '--branch=change');
    expect(await hints(folder, { against: 'origin/main' })).toEqual(hint('git fetch --deepen=200 origin main'));
    expect(await hints(folder, { against: 'HEAD~1' })).toEqual(hint('git fetch --deepen=200'));
    expect(await hints(folder, { ci: { GITHUB_BASE_REF: 'main' } })).toEqual(
      hint('git fetch --deepen=200 origin main'),
    );
    await expect(found(folder, { against: '--output=x' })).rejects.toMatchObject({ code: 'REF_INVALID' });
  });

  it('is an error where no common ancestor is to be seen, never a new API', async () => {
    const { repo } = forked();
    const { folder, git } = cloned(repo, '--depth=1', '--no-single-branch', '--branch=change');
    await expect(found(folder, { against: 'origin/main' })).rejects.toMatchObject({
      code: 'NO_MERGE_BASE',
      message: 'HEAD and origin/main have no common ancestor in this clone, which is shallow',
      hint: 'git fetch --deepen=200 origin main',
    });
    git('fetch', '--quiet', '--deepen=200', 'origin', 'main');
    git('fetch', '--quiet', '--deepen=200', 'origin', 'change');
    expect(await found(folder, { against: 'origin/main' })).toMatchObject({ kind: 'found' });
    repo.git('checkout', '--quiet', '--orphan', 'alone');
    repo.commit({ files: { [FILE]: contract('Payments') }, day: '2026-02-02' });
    await expect(found(repo.folder, { against: 'main' })).rejects.toMatchObject({
      code: 'NO_MERGE_BASE',
      message: 'HEAD and main have no common ancestor',
      hint: 'name a commit to compare with: --against COMMIT',
    });
  });

  it('is nothing, and the API new, in a repository without commits', async () => {
    expect(await found(scratchRepo().folder)).toEqual({ kind: 'new', revision: 'HEAD', commit: null });
  });
});

describe('the contract in that revision', () => {
  const long = Array.from({ length: 30 }, (_, index) => `x-${index}: ${index}\n`).join('');
  const at = (repo: ScratchRepo, revision: string): string => repo.git('rev-parse', revision);

  it('is followed through renames, with edits', async () => {
    const repo = scratchRepo(
      { files: { 'old.yaml': contract('Payments', long) } },
      { files: { 'old.yaml': null, 'apis/new.yaml': contract('Payments v2', long) } },
    );
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'apis/new.yaml', title: 'Payments v2' })).toEqual({
      kind: 'found',
      revision: 'HEAD~1',
      commit: at(repo, 'HEAD~1'),
      file: 'old.yaml',
    });
  });

  it('is found by its title where git sees no rename', async () => {
    const repo = scratchRepo(
      {
        files: {
          'old.json': JSON.stringify({ openapi: '3.0.3', info: { title: 'Payments', version: '1' } }),
          'notes.yaml': 'title: Payments',
        },
      },
      { files: { 'old.json': null, [FILE]: contract('Payments', long) } },
    );
    expect(await found(repo.folder, { against: 'HEAD~1' })).toMatchObject({ kind: 'found', file: 'old.json' });
    expect(await found(repo.folder, { against: 'HEAD~1', title: 'Accounts' })).toMatchObject({ kind: 'new' });
  });

  it('is found by its title in a rename that is not committed', async () => {
    const repo = scratchRepo({ files: { 'old.yaml': contract('Payments') } });
    const asked = { against: 'HEAD', file: FILE };
    expect(await found(repo.folder, asked)).toMatchObject({ kind: 'new' });
    const present = (): Promise<boolean> => Promise.resolve(false);
    expect(await found(repo.folder, { ...asked, present })).toMatchObject({ kind: 'found', file: 'old.yaml' });
  });

  it('is new where it was not there: another of its title still is, or several were', async () => {
    const repo = scratchRepo(
      {
        files: {
          'v1.yaml': contract('Payments'),
          'a.yaml': contract('Cards', 'x: 1\n'),
          'b.yaml': contract('Cards', 'x: 2\n'),
        },
      },
      {
        files: {
          'v2.yaml': contract('Payments', long),
          'a.yaml': null,
          'b.yaml': null,
          'c.yaml': contract('Cards', long),
        },
      },
    );
    const base = { kind: 'new', revision: 'HEAD~1', commit: at(repo, 'HEAD~1') };
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'v2.yaml' })).toEqual(base);
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'c.yaml', title: 'Cards' })).toEqual(base);
  });
});
