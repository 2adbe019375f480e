import type { Person } from '../../model/approval.ts';
import type { Contract } from '../../model/contract.ts';
import type { Repository } from '../../model/ports.ts';

/**
 * Everybody who authored or committed the contract's files up to `head`, since the commit that was published (`since`, exclusive);
 * without one, ever: of a contract that nobody has published yet, everything is the change.
 */
export async function authorsOf(
  repository: Repository,
  contract: Contract,
  head: string,
  since: string | null,
): Promise<readonly Person[]> {
  const people = new Map<string, Person>();
  for (const { file } of contract.source.files) {
    for (const { commit, author, committer } of await repository.revisions(head, file)) {
      if (since !== null && (await isAncestor(repository, commit, since))) break;
      for (const person of [author, committer]) people.set(person.email.toLowerCase(), person);
    }
  }
  return [...people.values()];
}

/** Whether a commit is another one, or came before it. */
export async function isAncestor(repository: Repository, commit: string, of: string): Promise<boolean> {
  return commit === of || (await repository.mergeBase(commit, of)) === commit;
}
