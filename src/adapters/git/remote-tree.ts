import type { TreeEntry } from '../../model/ports.ts';
import type { GitRunner } from './run.ts';

/** The files and links of a tree by path; repositories inside it are left out. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** Reads a commit or a tree of a bare repository. */
export async function readTree(git: GitRunner, folder: string, id: string): Promise<Tree> {
  const records = (await git.text(['ls-tree', '-r', '-z', '--full-tree', id], { folder })).split('\0');
  const entries = records.flatMap((record) => {
    const [, mode, blob, path] = /^(\d+) blob ([0-9a-f]+)\t([^]+)$/.exec(record) ?? [];
    return mode === undefined || blob === undefined || path === undefined ? [] : [{ mode, blob, path }];
  });
  return new Map(entries.map((entry) => [entry.path, entry]));
}

/** Paths at which two trees differ, in whatever way. */
export function changedPaths(before: Tree, after: Tree): readonly string[] {
  const differs = (path: string): boolean => {
    const [left, right] = [before.get(path), after.get(path)];
    return left?.blob !== right?.blob || left?.mode !== right?.mode;
  };
  return [...new Set([...before.keys(), ...after.keys()])].filter(differs);
}
