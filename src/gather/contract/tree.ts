import { CountersignError } from '../../model/errors.ts';
import type { Files, Repository } from '../../model/ports.ts';
import { LIMITS } from './limits.ts';

/** Where contract files are read from. The loader cannot tell a working tree from a git revision. */
export type Tree = {
  /** The full commit id, or null for the working tree. */
  readonly commit: string | null;
  /** Bytes of a file; `path` is relative to the tree's root with forward slashes. Throws FILE_NOT_FOUND and the like. */
  readonly read: (path: string) => Promise<Uint8Array>;
};

export function workingTree(files: Files, root: string): Tree {
  return { commit: null, read: (path) => files.read(root, path, LIMITS.fileBytes) };
}

/** The files of a commit; `commit` is a full id, as `Repository.resolve` gives it. */
export function revisionTree(repository: Pick<Repository, 'read'>, commit: string): Tree {
  return {
    commit,
    async read(path) {
      const bytes = await repository.read(commit, path);
      if (bytes === null)
        throw new CountersignError('FILE_NOT_FOUND', `there is no file ${path} in ${commit.slice(0, 12)}`);
      return bytes;
    },
  };
}
