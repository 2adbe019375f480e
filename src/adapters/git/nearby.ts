import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Whether git could find a repository around a folder: without a `.git` at or above it there is none, and git need not be asked, nor loaded. No variable says
 * otherwise, since git inherits none that would (`environment.ts`). A folder that cannot be looked at is for git to speak about.
 */
export async function mayHaveRepository(start: string): Promise<boolean> {
  const real = await realpath(start).catch(() => null);
  if (real === null) return true;
  for (let folder = real; ; folder = dirname(folder)) {
    if (await isThere(join(folder, '.git'))) return true;
    if (dirname(folder) === folder) return false;
  }
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (cause: unknown) => !(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'),
  );
}
