import { posix } from 'node:path';
import type { Location } from './location.ts';

/** The root files of a contract: where it stands, and where it stood in the revision compared with. */
export type Roots = { readonly file: string; readonly base?: { readonly file: string } | null };

/**
 * A place that stays the same when a contract is moved or renamed: `[file, pointer]`, where the root file counts as nameless (null) and
 * other files by their path from it. A pointer is one within its file, so two files may hold the same.
 */
export function placeOf(at: Location, roots: Roots): readonly [string | null, string] {
  const root = at.file === roots.file || at.file === roots.base?.file;
  return [root ? null : posix.relative(posix.dirname(roots.file), at.file), at.pointer];
}
