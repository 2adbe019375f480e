import type { Repository } from '../../model/ports.ts';

export type Environment = { readonly [name: string]: string | undefined };

/** What decides which revision is compared with. */
export type Basis =
  /** A name that was asked for. */
  | { readonly kind: 'asked'; readonly name: string }
  /** HEAD is the merge that CI made of the pull request into its target, `name`. */
  | { readonly kind: 'first-parent'; readonly name: string; readonly commit: string }
  /** CI names the commit. */
  | { readonly kind: 'commit'; readonly name: string; readonly variable: string }
  /** The branch that the pull request goes to, as CI names it, perhaps with the commit that was its tip; or the default branch. */
  | { readonly kind: 'target'; readonly name: string; readonly tip: string | null }
  /** Nobody says, and no usual branch is here. */
  | { readonly kind: 'unknown' };

/** How a CI system names the branch that a pull request goes to; the first that is set counts. */
const TARGETS: readonly { readonly branch: string; readonly tip?: string }[] = [
  { branch: 'GITHUB_BASE_REF' },
  { branch: 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME' },
  { branch: 'SYSTEM_PULLREQUEST_TARGETBRANCH' },
  { branch: 'CHANGE_TARGET' },
  { branch: 'BITBUCKET_PR_DESTINATION_BRANCH', tip: 'BITBUCKET_PR_DESTINATION_COMMIT' },
];

/** Says that CI checked out a merge into the target, and which commit that is, so that a job that has checked out another one is not taken for it. */
const MERGES: readonly { readonly variable: string; readonly pattern: RegExp; readonly commit: string }[] = [
  { variable: 'GITHUB_REF', pattern: /^refs\/pull\/\d+\/merge$/, commit: 'GITHUB_SHA' },
  { variable: 'BUILD_SOURCEBRANCH', pattern: /^refs\/pull\/\d+\/merge$/, commit: 'BUILD_SOURCEVERSION' },
  { variable: 'CI_MERGE_REQUEST_EVENT_TYPE', pattern: /^merge(d_result|_train)$/, commit: 'CI_COMMIT_SHA' },
];

/** GitLab names commits: the tip of the target where the pipeline tests a merge with it, and where the merge request left it. */
const COMMITS = ['CI_MERGE_REQUEST_TARGET_BRANCH_SHA', 'CI_MERGE_REQUEST_DIFF_BASE_SHA'];

/** What was asked for; else what the CI system says about the pull request; else the default branch. */
export async function basisOf(
  repository: Repository,
  head: string,
  against: string | null,
  environment: Environment,
): Promise<Basis> {
  if (against !== null) return { kind: 'asked', name: against };
  const value = (name: string): string | null => environment[name] || null;
  const target = TARGETS.flatMap(({ branch, tip }) => {
    const name = value(branch)?.replace(/^refs\/heads\//, '');
    return name === undefined ? [] : [{ kind: 'target' as const, name, tip: tip === undefined ? null : value(tip) }];
  })[0];
  if (target !== undefined) {
    const parent = await firstParentOfMerge(repository, head, value);
    if (parent !== null) return { kind: 'first-parent', name: target.name, commit: parent };
  }
  for (const variable of COMMITS) {
    const name = value(variable);
    if (name !== null) return { kind: 'commit', name, variable };
  }
  if (target !== undefined) return target;
  const usual = await repository.defaultBranch();
  return usual === null ? { kind: 'unknown' } : { kind: 'target', name: usual, tip: null };
}

/** Null also where the clone is cut so short that the parents are not here. */
async function firstParentOfMerge(
  repository: Repository,
  head: string,
  value: (name: string) => string | null,
): Promise<string | null> {
  const isMerge = MERGES.some(
    ({ variable, pattern, commit }) => pattern.test(value(variable) ?? '') && value(commit) === head,
  );
  if (!isMerge || (await repository.resolve('HEAD^2')) === null) return null;
  return repository.resolve('HEAD^1');
}
