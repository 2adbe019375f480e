import { resolve } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import { plainLine } from '../../model/plain-text.ts';
import { redact } from './failure.ts';
import type { GitRunner } from './run.ts';

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const ALLOWED = ['https', 'ssh', 'file'];
/** `host:path` or `user@host:path`, as ssh is often written; not `C:\path`. */
const SCP_LIKE = /^(?:[\w.+-]+@)?[\w.-]{2,}:(?!\/\/)/;
const BRANCH = /^[A-Za-z0-9][\w./+-]*$/;

/**
 * What git is given to reach a remote: an https, ssh or file URL as it is, anything else as a path from `folder`. Throws GITOPS_INVALID for what
 * could run a program (`ext::…`, a leading `-`), is not encrypted, or holds a password.
 */
export function remoteAddress(folder: string, remote: string): string {
  const shown = plainLine(redact(remote));
  const refuse = (reason: string, hint?: string): CountersignError =>
    new CountersignError('GITOPS_INVALID', `gitops.remote ${shown} ${reason}`, hint === undefined ? {} : { hint });
  if (remote === '') throw refuse('is empty');
  if (plainLine(remote) !== remote) throw refuse('holds characters that cannot be seen');
  if (/^-|:\/\/-|@-|^[^/]*:-/.test(remote)) throw refuse('would be read as an option');
  if (/^[\w+.-]*::/.test(remote)) throw refuse('would run a program');
  const scheme = SCHEME.exec(remote)?.[1]?.toLowerCase();
  if (scheme === undefined) return SCP_LIKE.test(remote) ? remote : resolve(folder, remote);
  if (!ALLOWED.includes(scheme)) throw refuse(`begins with ${scheme}://; https, ssh and file are allowed`);
  if (/^[^/]*:\/\/[^/@]*:[^/@]*@/.test(remote))
    throw refuse('holds a password', 'take it out; git asks your credential helper, or GIT_ASKPASS');
  return remote;
}

/** Throws GITOPS_INVALID for what is no ordinary name of a branch. */
export async function checkBranch(git: GitRunner, folder: string, branch: string): Promise<void> {
  const valid =
    BRANCH.test(branch) && (await git.attempt(['check-ref-format', '--branch', branch], { folder })).code === 0;
  if (!valid)
    throw new CountersignError('GITOPS_INVALID', `gitops.branch ${plainLine(branch)} is not the name of a branch`);
}
