import { CountersignError } from '../../model/errors.ts';
import type { Repository } from '../../model/ports.ts';
import {
  branchNamed,
  fetchCommand,
  type NamedRevision,
  namedRevision,
  remoteBranch,
  revisionMissing,
} from './named-revision.ts';

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
  return asked(repository, head, usual);
}

async function asked(repository: Repository, head: string, name: string): Promise<BaseRevision> {
  const named = await namedRevision(repository, name);
  if (named === null) throw await revisionMissing(repository, name);
  return named.kind === 'branch' ? mergeBase(repository, head, named) : { revision: named.ref, commit: named.commit };
}

/** In a CI job the branch itself is rarely checked out, and where it is, it may be old: what was fetched comes first. */
async function targetOf(repository: Repository, head: string, name: string): Promise<BaseRevision> {
  const branch = (await remoteBranch(repository, name)) ?? (await branchNamed(repository, name));
  if (branch === null) throw await revisionMissing(repository, `origin/${name}`);
  return mergeBase(repository, head, branch);
}

async function mergeBase(repository: Repository, head: string, { ref, commit }: NamedRevision): Promise<BaseRevision> {
  const base = await repository.mergeBase(commit, head);
  if (base !== null) return { revision: ref, commit: base };
  const shallow = await repository.isShallow();
  throw new CountersignError(
    'NO_MERGE_BASE',
    `HEAD and ${ref} have no common ancestor${shallow ? ' in this clone, which is shallow' : ''}`,
    { hint: shallow ? fetchCommand(ref, true) : 'name a commit to compare with: --against COMMIT' },
  );
}
