import { CountersignError } from '../../model/errors.ts';
import type { Repository } from '../../model/ports.ts';

/** The commit to compare with, and the name by which people know it. */
export type BaseRevision = { readonly revision: string; readonly commit: string };

type Environment = { readonly [name: string]: string | undefined };

/** Names the branch that a pull request goes to, in the CI systems that do; the first that is set counts. */
const CI_BRANCHES = [
  'GITHUB_BASE_REF',
  'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
  'SYSTEM_PULLREQUEST_TARGETBRANCH',
  'CHANGE_TARGET',
  'BITBUCKET_PR_DESTINATION_BRANCH',
];

/** GitLab names the commit itself: where the merge request left its target branch. */
const CI_COMMIT = 'CI_MERGE_REQUEST_DIFF_BASE_SHA';

/**
 * What to compare with.
 * A revision that is asked for is taken as it is: `HEAD~1`, a tag and a commit id mean that commit. A branch means the commit at which HEAD left
 * it (the merge base), since what others have merged there meanwhile is not this change's doing.
 * Without one, it is where HEAD left the branch that the pull request goes to, or else the default branch.
 * Throws BASE_REF_NOT_FOUND or NO_MERGE_BASE with the command that mends it, and REF_INVALID.
 */
export async function baseRevision(
  repository: Repository,
  head: string,
  against: string | null,
  environment: Environment,
): Promise<BaseRevision> {
  if (against !== null) return asked(repository, head, against);
  const commit = environment[CI_COMMIT];
  if (commit !== undefined && commit !== '') return asked(repository, head, commit);
  const branch = CI_BRANCHES.map((name) => environment[name]).find((value) => value !== undefined && value !== '');
  if (branch !== undefined) return targetOf(repository, head, branch.replace(/^refs\/heads\//, ''));
  const usual = await repository.defaultBranch();
  if (usual === null) {
    throw new CountersignError(
      'BASE_REF_NOT_FOUND',
      'there is no origin, and no branch main or master, to compare with',
      {
        hint: 'name a revision: --against HEAD~1',
      },
    );
  }
  return (await branchBase(repository, head, usual)) ?? fail(repository, usual);
}

async function asked(repository: Repository, head: string, name: string): Promise<BaseRevision> {
  const commit = await repository.resolve(name);
  if (commit !== null && (await repository.resolve(`refs/tags/${name}`)) === commit) return { revision: name, commit };
  const branch =
    (await branchBase(repository, head, name)) ?? (commit === null ? await remoteBase(repository, head, name) : null);
  if (branch !== null) return branch;
  return commit === null ? fail(repository, name) : { revision: name, commit };
}

/** In a CI job the branch itself is rarely checked out, and where it is, it may be old: what was fetched comes first. */
async function targetOf(repository: Repository, head: string, name: string): Promise<BaseRevision> {
  return (
    (await remoteBase(repository, head, name)) ??
    (await branchBase(repository, head, name)) ??
    fail(repository, `origin/${name}`)
  );
}

async function remoteBase(repository: Repository, head: string, name: string): Promise<BaseRevision | null> {
  const commit = await repository.resolve(`refs/remotes/origin/${name}`);
  return commit === null ? null : mergeBase(repository, head, `origin/${name}`, commit);
}

/** Null where no local or remote-tracking branch has that name. */
async function branchBase(repository: Repository, head: string, name: string): Promise<BaseRevision | null> {
  // `main~2` names a commit, not a branch.
  if (/[~^@{]/.test(name)) return null;
  const plain = name.replace(/^refs\/(heads|remotes)\//, '');
  const commit =
    (await repository.resolve(`refs/heads/${plain}`)) ?? (await repository.resolve(`refs/remotes/${plain}`));
  return commit === null ? null : mergeBase(repository, head, name, commit);
}

async function mergeBase(repository: Repository, head: string, revision: string, tip: string): Promise<BaseRevision> {
  const commit = await repository.mergeBase(tip, head);
  if (commit !== null) return { revision, commit };
  const shallow = await repository.isShallow();
  throw new CountersignError(
    'NO_MERGE_BASE',
    `HEAD and ${revision} have no common ancestor${shallow ? ' in this clone, which is shallow' : ''}`,
    { hint: shallow ? fetchCommand(revision, true) : 'name a commit to compare with: --against COMMIT' },
  );
}

async function fail(repository: Repository, name: string): Promise<never> {
  const shallow = await repository.isShallow();
  throw new CountersignError(
    'BASE_REF_NOT_FOUND',
    `there is no revision ${name} here${shallow ? '; this clone is shallow' : ''}`,
    { hint: fetchCommand(name, shallow) },
  );
}

/** The command that brings a revision here, as far as its name tells what it is. */
function fetchCommand(name: string, shallow: boolean): string {
  const fetch = `git fetch ${shallow ? '--deepen=200 ' : ''}origin`;
  const plain = name.replace(/^(refs\/remotes\/)?origin\/|^refs\/(heads|tags)\//, '');
  if (/^HEAD\b/.test(plain))
    return shallow ? 'git fetch --deepen=200' : 'name an older commit that exists: git log --oneline';
  if (/^v?\d+\.\d/.test(plain)) return `${fetch} tag ${plain}`;
  return `${fetch} ${plain.replace(/[~^@].*$/, '')}`;
}
