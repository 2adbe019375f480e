import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baseFile } from '../../../src/gather/history/base-file.ts';
import { baseRevision } from '../../../src/gather/history/base-revision.ts';
import { scratchFolder, type ScratchRepo, scratchRepo } from '../../support/scratch-repo.ts';
import { opened } from './open.ts';

const contract = (title: string, more = ''): string =>
  `openapi: 3.0.3\ninfo:\n  title: ${title}\n  version: 1.0.0\npaths: {}\n${more}`;

const FILE = 'openapi.yaml';

type Asked = {
  readonly against?: string;
  readonly file?: string;
  readonly title?: string;
  readonly known?: string;
  readonly ci?: { readonly [name: string]: string };
  readonly present?: (file: string) => Promise<boolean>;
};

type Found = {
  readonly kind: 'found' | 'new';
  readonly revision: string;
  readonly commit: string;
  readonly how: string | null;
  readonly notes: readonly string[];
  readonly file?: string;
};

async function found(folder: string, asked: Asked = {}): Promise<Found> {
  const repository = await opened(folder);
  const head = (await repository.resolve('HEAD')) ?? '';
  const base = await baseRevision(repository, head, asked.against ?? null, asked.ci ?? {});
  const file = await baseFile(repository, base.commit, head, {
    file: asked.file ?? FILE,
    title: asked.title ?? 'Payments',
    known: asked.known ?? null,
    present: asked.present ?? (async (path) => (await repository.read(head, path)) !== null),
  });
  return file === null ? { kind: 'new', ...base } : { kind: 'found', ...base, file };
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
    const how = 'where this branch left it, 2 commits ago';
    expect(await found(repo.folder)).toEqual({
      kind: 'found',
      revision: 'main',
      commit: fork,
      file: FILE,
      how,
      notes: [],
    });
    const { folder } = cloned(repo);
    expect(await found(folder)).toEqual({
      kind: 'found',
      revision: 'origin/change',
      commit: repo.git('rev-parse', 'change'),
      file: FILE,
      how: null,
      notes: [],
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
      const shadowed = 'v1.0 is a tag and a branch; the tag was taken. --against refs/heads/v1.0 takes the branch.';
      const notes = against === 'v1.0' ? [shadowed] : [];
      expect(await found(repo.folder, { against })).toEqual({
        kind: 'found',
        revision: against,
        commit,
        file: FILE,
        how: null,
        notes,
      });
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
        how: 'where this branch left it, 2 commits ago',
        notes: [],
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
    expect(await found(folder, { ci })).toMatchObject({
      revision: 'origin/main',
      commit: fork,
      how: 'where this branch left it, 2 commits ago',
    });
  });

  it('is the commit that GitLab names', async () => {
    const { repo, fork } = forked();
    const ci = { CI_MERGE_REQUEST_DIFF_BASE_SHA: fork, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'gone' };
    expect(await found(repo.folder, { ci })).toEqual({
      kind: 'found',
      revision: fork,
      commit: fork,
      file: FILE,
      how: 'as CI_MERGE_REQUEST_DIFF_BASE_SHA says',
      notes: [],
    });
  });

  it('is an error with the command to run where it is not here', async () => {
    const { repo } = forked();
    const hints = async (folder: string, asked: Asked): Promise<unknown> =>
      found(folder, asked).catch((error: unknown) => error);
    const hint = (text: string): unknown =>
      expect.objectContaining({ code: 'BASE_REF_NOT_FOUND', hint: `${text}   # or add --fetch` });
    expect(await hints(repo.folder, { against: 'origin/trunk' })).toEqual(
      hint('git fetch origin +refs/heads/trunk:refs/remotes/origin/trunk'),
    );
    expect(await hints(repo.folder, { against: 'v9.1' })).toEqual(hint('git fetch origin tag v9.1'));
    expect(await hints(repo.folder, { ci: { GITHUB_BASE_REF: 'trunk' } })).toEqual(
      hint('git fetch origin +refs/heads/trunk:refs/remotes/origin/trunk'),
    );
    repo.git('branch', '-m', 'main', 'odd');
    expect(await hints(repo.folder, {})).toMatchObject({
      code: 'BASE_REF_NOT_FOUND',
      hint: 'name a revision: --against HEAD~1, or let --fetch ask origin',
    });
    const { folder } = cloned(repo, '--depth=1', '--branch=change');
    expect(await hints(folder, { against: 'origin/main' })).toEqual(
      hint('git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main'),
    );
    expect(await hints(folder, { against: 'HEAD~1' })).toEqual(hint('git fetch --unshallow'));
    expect(await hints(folder, { ci: { GITHUB_BASE_REF: 'main' } })).toEqual(
      hint('git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main'),
    );
    await expect(found(folder, { against: '--output=x' })).rejects.toMatchObject({ code: 'REF_INVALID' });
  });

  it('is an error where no common ancestor is to be seen, never a new API', async () => {
    const { repo } = forked();
    const { folder, git } = cloned(repo, '--depth=1', '--no-single-branch', '--branch=change');
    await expect(found(folder, { against: 'origin/main' })).rejects.toMatchObject({
      code: 'NO_MERGE_BASE',
      message: 'HEAD and origin/main have no common ancestor in this clone, which is shallow',
      hint: 'git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main   # or add --fetch',
    });
    git('fetch', '--quiet', '--unshallow', 'origin', '+refs/heads/main:refs/remotes/origin/main');
    expect(await found(folder, { against: 'origin/main' })).toMatchObject({ kind: 'found' });
    repo.git('checkout', '--quiet', '--orphan', 'alone');
    repo.commit({ files: { [FILE]: contract('Payments') }, day: '2026-02-02' });
    await expect(found(repo.folder, { against: 'main' })).rejects.toMatchObject({
      code: 'NO_MERGE_BASE',
      message: 'HEAD and main have no common ancestor',
      hint: 'name a commit to compare with: --against COMMIT',
    });
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
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'apis/new.yaml', title: 'Payments v2' })).toMatchObject({
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
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'v2.yaml' })).toMatchObject(base);
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'c.yaml', title: 'Cards' })).toMatchObject(base);
  });

  it('is the file that its API had in the settings, whatever else there is', async () => {
    const repo = scratchRepo(
      { files: { 'a.yaml': contract('One'), 'b.yaml': contract('Payments', long) } },
      { files: { 'a.yaml': null, 'c.yaml': contract('Payments', long), 'b.yaml': null } },
    );
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'c.yaml', known: 'a.yaml' })).toMatchObject({
      file: 'a.yaml',
    });
    // A title is better evidence than likeness; without either it is likeness.
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'c.yaml', title: 'One' })).toMatchObject({
      file: 'a.yaml',
    });
    expect(await found(repo.folder, { against: 'HEAD~1', file: 'c.yaml', title: '' })).toMatchObject({
      file: 'b.yaml',
    });
  });

  it('is followed when only the case of its name changes, where letter case does not count', async () => {
    const repo = scratchRepo(
      { files: { 'OpenAPI.yaml': contract('Payments') } },
      { files: { 'OpenAPI.yaml': null, 'openapi.yaml': contract('Payments', long) } },
    );
    const present = (): Promise<boolean> => Promise.resolve(true);
    expect(await found(repo.folder, { against: 'HEAD~1', present })).toMatchObject({ file: 'OpenAPI.yaml' });
  });
});

describe('the merge that CI made of a pull request', () => {
  /** As `refs/pull/1/merge`: main merged with change, on neither branch. */
  function merged(): ReturnType<typeof forked> & { readonly merge: string } {
    const all = forked();
    all.repo.git('checkout', '--quiet', '--detach', 'main');
    all.repo.git(
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@b.c',
      'merge',
      '--quiet',
      '--no-ff',
      '-s',
      'ours',
      '-m',
      'm',
      'change',
    );
    const merge = all.repo.git('rev-parse', 'HEAD');
    all.repo.git('update-ref', 'refs/pull/1/merge', merge);
    return { ...all, merge };
  }

  const CASES = (merge: string): readonly { readonly [name: string]: string }[] => [
    { GITHUB_BASE_REF: 'main', GITHUB_REF: 'refs/pull/1/merge', GITHUB_SHA: merge },
    {
      SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
      BUILD_SOURCEBRANCH: 'refs/pull/1/merge',
      BUILD_SOURCEVERSION: merge,
    },
    ...['merged_result', 'merge_train'].map((CI_MERGE_REQUEST_EVENT_TYPE) => ({
      CI_MERGE_REQUEST_EVENT_TYPE,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: '0'.repeat(40),
      CI_COMMIT_SHA: merge,
    })),
  ];

  it('is compared with its first parent, also where nothing else was fetched', async () => {
    const { repo, main, merge } = merged();
    const folder = scratchFolder();
    const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    git('init', '--quiet');
    git('remote', 'add', 'origin', `file://${repo.folder}`);
    git('fetch', '--quiet', '--depth=2', 'origin', `+${merge}:refs/remotes/pull/1/merge`);
    git('checkout', '--quiet', '--detach', 'refs/remotes/pull/1/merge');
    for (const ci of CASES(merge))
      expect(await found(folder, { ci })).toMatchObject({
        revision: 'main',
        commit: main,
        how: 'the first parent of the merge that CI made',
      });
  });

  it('is not taken for one where the job has checked out the branch itself', async () => {
    const { repo, fork, merge } = merged();
    repo.git('checkout', '--quiet', 'change');
    const [github = {}] = CASES(merge);
    expect(await found(repo.folder, { ci: github })).toMatchObject({ revision: 'main', commit: fork });
  });

  it('cut off from its parents, it is an error with the command that mends it', async () => {
    const { repo, merge, main } = merged();
    const folder = scratchFolder();
    const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder, stdio: 'pipe' });
    git('init', '--quiet');
    git('remote', 'add', 'origin', `file://${repo.folder}`);
    git('fetch', '--quiet', '--depth=1', 'origin', `+${merge}:refs/remotes/pull/1/merge`);
    git('checkout', '--quiet', '--detach', 'refs/remotes/pull/1/merge');
    const [github = {}] = CASES(merge);
    const error: unknown = await found(folder, { ci: github }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({
      code: 'BASE_REF_NOT_FOUND',
      hint: 'git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main   # or add --fetch',
    });
    git('fetch', '--quiet', '--unshallow', 'origin', '+refs/heads/main:refs/remotes/origin/main');
    expect(await found(folder, { ci: github })).toMatchObject({ commit: main });
  });

  it('GitLab names the tip of the target where HEAD is no merge, as in semi-linear histories', async () => {
    const { repo, main, change } = merged();
    repo.git('checkout', '--quiet', '--detach', 'change');
    const ci = {
      CI_MERGE_REQUEST_EVENT_TYPE: 'merged_result',
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: main,
      CI_COMMIT_SHA: change,
    };
    expect(await found(repo.folder, { ci })).toMatchObject({
      commit: main,
      how: 'as CI_MERGE_REQUEST_TARGET_BRANCH_SHA says',
    });
  });

  it('of Bitbucket names the commit of its target, which is merged in, where the branch was not fetched', async () => {
    const { repo, main } = forked();
    repo.git(
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@b.c',
      'merge',
      '--quiet',
      '--no-ff',
      '-s',
      'ours',
      '-m',
      'm',
      'main',
    );
    const { folder } = cloned(repo, '--branch=change', '--single-branch', '--depth=50');
    const ci = { BITBUCKET_PR_DESTINATION_BRANCH: 'main', BITBUCKET_PR_DESTINATION_COMMIT: main.slice(0, 12) };
    expect(await found(folder, { ci })).toMatchObject({ revision: 'main', commit: main });
  });
});

describe('branches that are no simple fork', () => {
  it('after merges both ways, the newest common ancestor is taken, and the reader told', async () => {
    const { repo, main, change } = forked();
    const merge = (other: string): unknown =>
      repo.git(
        '-c',
        'user.name=A',
        '-c',
        'user.email=a@b.c',
        'merge',
        '--quiet',
        '--no-ff',
        '-s',
        'ours',
        '-m',
        'm',
        other,
      );
    repo.git('checkout', '--quiet', 'change');
    merge(main);
    repo.git('checkout', '--quiet', 'main');
    merge(change);
    repo.git('checkout', '--quiet', 'change');
    const base = await found(repo.folder, { against: 'main' });
    expect([main, change]).toContain(base.commit);
    expect(base.notes).toEqual([
      `HEAD and main have 2 common ancestors, as after merges both ways; the newest was taken, ${base.commit.slice(0, 7)}. --against COMMIT takes another.`,
    ]);
  });

  it('a branch that is behind, or the same', async () => {
    const { repo, main } = forked();
    repo.git('checkout', '--quiet', '--detach', 'main~1');
    expect(await found(repo.folder, { against: 'main' })).toMatchObject({
      commit: repo.git('rev-parse', 'HEAD'),
      how: 'which has all of this branch already',
    });
    repo.git('checkout', '--quiet', 'main');
    expect(await found(repo.folder, { against: 'main' })).toMatchObject({ commit: main, how: null });
  });

  it('a tag that is called like the default branch does not stand for it', async () => {
    const { repo, fork, change } = forked();
    repo.git('tag', 'main', change);
    expect(await found(repo.folder)).toMatchObject({ revision: 'main', commit: fork, notes: [] });
  });
});
