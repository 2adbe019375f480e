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
  return {
    commit: null,
    read: async (path) => refusePointer(path, await files.read(root, path, LIMITS.fileBytes)),
  };
}

/** The files of a commit; `commit` is a full id, as `Repository.resolve` gives it. */
export function revisionTree(repository: Pick<Repository, 'read'>, commit: string): Tree {
  return {
    commit,
    async read(path) {
      const bytes = await repository.read(commit, path);
      if (bytes === null)
        throw new CountersignError('FILE_NOT_FOUND', `there is no file ${path} in ${commit.slice(0, 12)}`);
      return refusePointer(path, bytes);
    },
  };
}

/** What is staged for the next commit. */
export function stagedTree(repository: Pick<Repository, 'staged'>): Tree {
  return {
    commit: null,
    async read(path) {
      const bytes = await repository.staged(path);
      if (bytes === null)
        throw new CountersignError('FILE_NOT_FOUND', `nothing is staged at ${path}`, { hint: `git add ${path}` });
      return refusePointer(path, bytes);
    },
  };
}

const LFS = 'version https://git-lfs.github.com/spec/';

/** Git LFS keeps the file elsewhere: what git has is a few lines that name it. */
function refusePointer(path: string, bytes: Uint8Array): Uint8Array {
  if (new TextDecoder('latin1').decode(bytes.subarray(0, LFS.length)) !== LFS) return bytes;
  throw new CountersignError('FILE_NOT_READABLE', `${path} is kept in Git LFS, and only its pointer is here`, {
    hint: 'keep contracts in git itself; git lfs pull brings those of the working tree',
  });
}
