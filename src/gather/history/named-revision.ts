import { CountersignError } from '../../model/errors.ts';
import type { Repository } from '../../model/ports.ts';
import { checkRevisionName } from '../../model/revision-name.ts';

/** What a name stands for. `ref` is the name as it was written, with `origin/` in front where only that has it. */
export type NamedRevision = {
  readonly kind: 'tag' | 'branch' | 'commit';
  readonly ref: string;
  /** Full id; for a branch, of its tip. */
  readonly commit: string;
  /** The branch that has the tag's name, and loses. */
  readonly shadowed: string | null;
};

/** `main~2` and `HEAD^` name a commit, whatever stands before the mark; HEAD and full ids do so as they are. */
const COMMIT = /[~^]|^HEAD$|^([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * What a name stands for, or null where this clone has nothing of it. A tag wins over a branch, a local branch over a remote one, `origin/NAME` over
 * an abbreviated commit id. Throws REF_INVALID for what cannot be a revision's name.
 */
export async function namedRevision(repository: Repository, name: string): Promise<NamedRevision | null> {
  checkRevisionName(name);
  if (COMMIT.test(name)) return commitNamed(repository, name);
  const full = /^refs\/(tags|heads|remotes)\//.exec(name);
  if (full !== null) {
    const commit = await repository.resolve(name);
    return commit === null ? null : { kind: full[1] === 'tags' ? 'tag' : 'branch', ref: name, commit, shadowed: null };
  }
  const branch = await branchNamed(repository, name);
  const tag = await repository.resolve(`refs/tags/${name}`);
  if (tag !== null) return { kind: 'tag', ref: name, commit: tag, shadowed: branch?.ref ?? null };
  return branch ?? (await remoteBranch(repository, name)) ?? (await commitNamed(repository, name));
}

/** A branch of `origin` as it was when it was last fetched, or null. */
export async function remoteBranch(repository: Repository, name: string): Promise<NamedRevision | null> {
  const commit = await repository.resolve(`refs/remotes/origin/${name}`);
  return commit === null ? null : { kind: 'branch', ref: `origin/${name}`, commit, shadowed: null };
}

/** A local branch, or one that is named with its remote, or null. */
export async function branchNamed(repository: Repository, name: string): Promise<NamedRevision | null> {
  const commit = (await repository.resolve(`refs/heads/${name}`)) ?? (await repository.resolve(`refs/remotes/${name}`));
  return commit === null ? null : { kind: 'branch', ref: name, commit, shadowed: null };
}

async function commitNamed(repository: Repository, name: string): Promise<NamedRevision | null> {
  const commit = await repository.resolve(name);
  return commit === null ? null : { kind: 'commit', ref: name, commit, shadowed: null };
}

/** What is added to a command in a hint where the tool could do the same itself; a comment, so that the whole line can be pasted. */
export const OR_FETCH = '   # or add --fetch';

/** The error for a name that this clone has nothing of: BASE_REF_NOT_FOUND, with the command that brings it here, and what else there is to say. */
export async function revisionMissing(repository: Repository, name: string, also = ''): Promise<CountersignError> {
  const shallow = await repository.isShallow();
  return new CountersignError(
    'BASE_REF_NOT_FOUND',
    `there is no revision ${name} here${shallow ? '; this clone is shallow' : ''}`,
    { hint: fetchCommand(name, shallow) + also },
  );
}

/** The one command that brings a revision here, as far as its name tells what it is. In a shallow clone it makes the history whole. */
export function fetchCommand(name: string, shallow: boolean): string {
  const plain = name.replace(/^(refs\/remotes\/)?origin\/|^refs\/(heads|tags)\//, '').replace(/[~^].*$/, '');
  if (plain === 'HEAD')
    return shallow ? 'git fetch --unshallow' : 'git log --oneline   # shows which commits there are';
  const fetch = `git fetch ${shallow ? '--unshallow ' : ''}origin`;
  if (/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(plain)) return `${fetch} ${plain}`;
  if (/^[0-9a-f]{7,39}$/.test(plain)) return fetch;
  if (/^refs\/tags\/|^v?\d+\.\d/.test(name)) return `${fetch} tag ${plain}`;
  return `${fetch} +refs/heads/${plain}:refs/remotes/origin/${plain}`;
}
