import { CountersignError } from '../../model/errors.ts';
import type { Repository } from '../../model/ports.ts';
import { type Basis, basisOf, type Environment } from './basis.ts';
import {
  branchNamed,
  fetchCommand,
  type NamedRevision,
  namedRevision,
  OR_FETCH,
  remoteBranch,
  revisionMissing,
} from './named-revision.ts';

/** The commit to compare with, and the name by which people know it. */
export type BaseRevision = {
  readonly revision: string;
  readonly commit: string;
  /** Which commit of that name it is, in words that follow the name: `where this branch left it, 3 commits ago`. Null where the name says it all. */
  readonly how: string | null;
  /** What the reader must know: a branch that a tag hides, one of several common ancestors. */
  readonly notes: readonly string[];
};

/**
 * What to compare with.
 * A revision that is asked for is taken as it is: `HEAD~1`, a tag and a commit id mean that commit. A branch means the commit at which HEAD left
 * it (the merge base), since what others have merged there meanwhile is not this change's doing.
 * Without one, it is what the CI system says (`basis.ts`), or else where HEAD left the default branch.
 * Throws BASE_REF_NOT_FOUND or NO_MERGE_BASE with the command that mends it, and REF_INVALID.
 */
export async function baseRevision(
  repository: Repository,
  head: string,
  against: string | null,
  environment: Environment,
): Promise<BaseRevision> {
  return revisionOf(repository, head, await basisOf(repository, head, against, environment));
}

/** As `baseRevision`, where it is settled what decides. */
export async function revisionOf(repository: Repository, head: string, basis: Basis): Promise<BaseRevision> {
  switch (basis.kind) {
    case 'asked':
      return asked(repository, head, basis.name);
    case 'first-parent':
      return {
        revision: basis.name,
        commit: basis.commit,
        how: 'the first parent of the merge that CI made',
        notes: [],
      };
    case 'commit': {
      const commit = await repository.resolve(basis.name);
      if (commit === null) throw await revisionMissing(repository, basis.name, OR_FETCH);
      return { revision: basis.name, commit, how: `as ${basis.variable} says`, notes: [] };
    }
    case 'target':
      return targetOf(repository, head, basis);
    case 'unknown':
      throw new CountersignError(
        'BASE_REF_NOT_FOUND',
        'this clone does not know the default branch of its origin, and has no branch main or master to compare with',
        { hint: 'name a revision: --against HEAD~1, or let --fetch ask origin' },
      );
  }
}

async function asked(repository: Repository, head: string, name: string): Promise<BaseRevision> {
  const named = await namedRevision(repository, name);
  if (named === null) throw await revisionMissing(repository, name, OR_FETCH);
  if (named.kind === 'branch') return leftAt(repository, head, named);
  const notes = named.shadowed === null ? [] : [shadowing(named.ref, named.shadowed)];
  return { revision: named.ref, commit: named.commit, how: null, notes };
}

function shadowing(tag: string, branch: string): string {
  return `${tag} is a tag and a branch; the tag was taken. --against refs/heads/${branch} takes the branch.`;
}

/** In a CI job the branch itself is rarely checked out, and where it is, it may be old: what was fetched comes first. */
async function targetOf(
  repository: Repository,
  head: string,
  { name, tip }: Basis & { readonly kind: 'target' },
): Promise<BaseRevision> {
  const branch = (await remoteBranch(repository, name)) ?? (await branchNamed(repository, name));
  if (branch !== null) return leftAt(repository, head, branch);
  const commit = tip === null ? null : await repository.resolve(tip);
  if (commit === null) throw await revisionMissing(repository, `origin/${name}`, OR_FETCH);
  return leftAt(repository, head, { kind: 'branch', ref: name, commit, shadowed: null });
}

/** The merge base of HEAD and a branch. */
async function leftAt(repository: Repository, head: string, { ref, commit }: NamedRevision): Promise<BaseRevision> {
  const [base, ...others] = await repository.mergeBases(commit, head);
  if (base === undefined) throw await noMergeBase(repository, ref);
  const notes =
    others.length === 0
      ? []
      : [
          `HEAD and ${ref} have ${others.length + 1} common ancestors, as after merges both ways; the newest was taken, ${base.slice(0, 7)}. --against COMMIT takes another.`,
        ];
  return { revision: ref, commit: base, how: await leaving(repository, head, commit, base), notes };
}

async function leaving(repository: Repository, head: string, tip: string, base: string): Promise<string | null> {
  if (base === head) return tip === head ? null : 'which has all of this branch already';
  const commits = await repository.ahead(base, head);
  return `where this branch left it, ${commits} ${commits === 1 ? 'commit' : 'commits'} ago`;
}

async function noMergeBase(repository: Repository, ref: string): Promise<CountersignError> {
  const shallow = await repository.isShallow();
  return new CountersignError(
    'NO_MERGE_BASE',
    `HEAD and ${ref} have no common ancestor${shallow ? ' in this clone, which is shallow' : ''}`,
    { hint: shallow ? fetchCommand(ref, true) + OR_FETCH : 'name a commit to compare with: --against COMMIT' },
  );
}
