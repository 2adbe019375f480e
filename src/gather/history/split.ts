import { CountersignError, ERRORS, EXIT } from '../../model/errors.ts';
import type { Repository, Revision } from '../../model/ports.ts';
import { loadContract } from '../contract/load.ts';
import { revisionTree } from '../contract/tree.ts';
import type { Contents } from './contents.ts';
import type { ReadRevision } from './read.ts';
import { summarise } from './summary.ts';

type Request = { readonly api: string; readonly commit: string; readonly zone: string };

/**
 * Reads the revisions of a contract that is split over several files. Their root alone does not tell: the contract is loaded whole, and also
 * at every commit that touched only one of its other files. `roots` are the revisions of the root file, oldest first.
 */
export async function readSplit(
  repository: Repository,
  roots: readonly ReadRevision[],
  request: Request,
): Promise<ReadRevision[]> {
  const files = new Set<string>();
  const whole = async (revision: Revision, path: string): Promise<Contents> => {
    try {
      const contract = await loadContract(revisionTree(repository, revision.commit), path, request.api);
      for (const { file } of contract.source.files) files.add(file);
      const operations = summarise(contract.document, request.zone);
      return operations === null ? 'unreadable' : { operations };
    } catch (error) {
      if (error instanceof CountersignError && ERRORS[error.code].exit === EXIT.input) return 'unreadable';
      throw error;
    }
  };
  const read = new Map<string, ReadRevision>();
  for (const { revision, contents } of roots) {
    const known = contents === 'needs other files' ? await whole(revision, revision.path) : contents;
    read.set(revision.commit, { revision, contents: known });
  }
  const line = [...(await repository.line(request.commit))].reverse();
  const touched = await othersByCommit(repository, request.commit, [...files], read);
  let root: Revision | null = null;
  const result: ReadRevision[] = [];
  for (const commit of line) {
    const own = read.get(commit);
    const other = touched.get(commit);
    if (own !== undefined) {
      root = own.revision;
      result.push(own);
    } else if (other !== undefined && root !== null && root.blob !== null) {
      result.push({ revision: other, contents: await whole(other, root.path) });
    }
  }
  return result;
}

/** The commits that touched one of the other files and not the root. */
async function othersByCommit(
  repository: Repository,
  commit: string,
  files: readonly string[],
  known: ReadonlyMap<string, unknown>,
): Promise<Map<string, Revision>> {
  const touched = new Map<string, Revision>();
  for (const file of files) {
    for (const revision of await repository.revisions(commit, file)) {
      if (!known.has(revision.commit)) touched.set(revision.commit, revision);
    }
  }
  return touched;
}
