import type { Repository } from '../../model/ports.ts';
import { baseFile } from './base-file.ts';
import { baseRevision } from './base-revision.ts';

export type BaseRequest = {
  /** The revision that was asked for, or null for the usual one (`baseRevision` says which). */
  readonly against: string | null;
  /** Root file of the contract at present, relative to the top of the repository. */
  readonly file: string;
  /** Its `info.title`, by which it is found under another name. */
  readonly title?: string;
  /** The process's environment, for what CI systems say. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** Whether a file is there at present. By default: whether it is in HEAD. */
  readonly present?: (file: string) => Promise<boolean>;
};

/**
 * What to compare a contract with. `new`: the API is not in that revision (worth a note, no error); the commit is null in a repository without commits.
 */
export type FoundBase =
  | { readonly kind: 'found'; readonly revision: string; readonly commit: string; readonly file: string }
  | { readonly kind: 'new'; readonly revision: string; readonly commit: string | null };

/** Finds the revision to compare with, and the contract in it. Throws REF_INVALID, BASE_REF_NOT_FOUND, NO_MERGE_BASE; never takes what cannot be seen for new. */
export async function findBase(repository: Repository, request: BaseRequest): Promise<FoundBase> {
  const head = await repository.resolve('HEAD');
  if (head === null) return { kind: 'new', revision: request.against ?? 'HEAD', commit: null };
  const base = await baseRevision(repository, head, request.against, request.environment);
  const file = await baseFile(repository, base.commit, head, {
    file: request.file,
    title: request.title ?? null,
    present: request.present ?? (async (path) => (await repository.read(head, path)) !== null),
  });
  return file === null ? { kind: 'new', ...base } : { kind: 'found', ...base, file };
}
