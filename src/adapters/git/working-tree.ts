import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person } from '../../model/approval.ts';
import type { GitRunner } from './run.ts';

/**
 * Whether a file differs from HEAD in the index or on disk, or is not tracked. Found by comparing bytes: `git status` would run the filters
 * that the repository's settings name. CRLF on disk counts as LF, as `core.autocrlf` writes it.
 */
export async function isDirty(git: GitRunner, root: string, path: string): Promise<boolean> {
  const [staged, committed] = await Promise.all([
    git.text(['ls-files', '--stage', '-z', '--full-name', '--', path], { folder: root }),
    git.attempt(['ls-tree', '-z', '--full-tree', 'HEAD', '--', path], { folder: root }),
  ]);
  const blob = /^100\d{3} ([0-9a-f]+) 0\t/.exec(staged)?.[1];
  const inHead = /^100\d{3} blob ([0-9a-f]+)\t/.exec(committed.stdout)?.[1];
  if (blob === undefined || blob !== inHead) return true;
  const [before, now] = await Promise.all([
    git.bytes(['cat-file', 'blob', blob], { folder: root }),
    readFile(join(root, path)).catch(() => null),
  ]);
  return now === null || !sameText(Buffer.from(before), now);
}

/** Who `git commit` would name, if the user has said so; a name that git would guess from the host is nobody. */
export async function identity(git: GitRunner, folder: string): Promise<Person | null> {
  const call = { folder, settings: 'user', config: ['user.useConfigOnly=true'] } as const;
  const { code, stdout } = await git.attempt(['var', 'GIT_COMMITTER_IDENT'], call);
  const [, name, email] = /^(.*) <(.*)> \d+ [+-]\d{4}$/.exec(stdout.trim()) ?? [];
  return code === 0 && name !== undefined && email !== undefined ? { name, email } : null;
}

/** URL of `origin` as the repository's settings write it, without credentials. */
export async function originUrl(git: GitRunner, folder: string): Promise<string | null> {
  const { code, stdout } = await git.attempt(['config', '--get', 'remote.origin.url'], { folder });
  return code === 0 ? withoutCredentials(stdout.trim()) : null;
}

/** The user of an ssh URL belongs to the address; everything else before the `@` is a secret. */
function withoutCredentials(url: string): string {
  return url
    .replace(/^(ssh:\/\/[^\s/:@]+):[^\s/]*@/i, '$1@')
    .replace(/^((?!ssh:)[a-z][a-z0-9+.-]*:\/\/)[^\s/]*@/i, '$1');
}

function sameText(committed: Buffer, onDisk: Buffer): boolean {
  return (
    committed.equals(onDisk) ||
    committed.equals(Buffer.from(onDisk.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))
  );
}
