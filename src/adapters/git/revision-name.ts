import { CountersignError } from '../../model/errors.ts';
import { checkRevisionName } from '../../model/revision-name.ts';
import type { GitRunner } from './run.ts';

const ID = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** Names that no tag may take over: HEAD and its ancestors, full ids, and full names of refs. */
const DIRECT = /^(refs\/|HEAD(?![\w./+-])|[0-9a-f]{40}$|[0-9a-f]{64}$)/;

/**
 * The full commit id that a revision names, or null. A tag wins over a branch of the same name (`refs/tags/X` is tried first).
 * Throws REF_INVALID for what cannot be a revision's name, such as an option, a range or `commit:path`.
 */
export async function resolveRevision(git: GitRunner, folder: string, revision: string): Promise<string | null> {
  checkRevisionName(revision);
  const tag = DIRECT.test(revision) ? null : await verify(git, folder, `refs/tags/${revision}`);
  return tag ?? verify(git, folder, revision);
}

/** Lets only a full id pass: what reaches git as a commit or a blob has been resolved before. */
export function fullId(id: string): string {
  if (!ID.test(id)) throw new CountersignError('REF_INVALID', `${JSON.stringify(id)} is not a full id`);
  return id;
}

async function verify(git: GitRunner, folder: string, name: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const { stdout } = await git.attempt(args, { folder });
  const id = stdout.trim();
  return ID.test(id) ? id : null;
}
