import { loadContract } from '../../../gather/contract/load.ts';
import { revisionTree } from '../../../gather/contract/tree.ts';
import type { BaseRevision } from '../../../gather/history/base-revision.ts';
import type { Contract } from '../../../model/contract.ts';
import type { Repository } from '../../../model/ports.ts';
import type { Base, Note } from '../../../model/report.ts';
import type { Subject } from '../subjects.ts';

/** The contract that a subject is compared with; null with a note that says why there is none. */
export type Comparison = {
  readonly before: Contract | null;
  readonly base: Base | null;
  readonly notes: readonly Note[];
};

export type Compared = readonly [Subject, Comparison];

export function baseOf({ revision, commit, how }: Omit<BaseRevision, 'notes'>, { source, version }: Contract): Base {
  return { revision, commit, file: source.file, version, ...(how === null ? {} : { how }) };
}

export async function contractAt(repository: Repository, commit: string, file: string, api: string): Promise<Contract> {
  return loadContract(revisionTree(repository, commit), file, api);
}

/** No comparison, and why. */
export function nothing({ api }: Subject, message: string): Comparison {
  return { before: null, base: null, notes: [{ api: api.id, message }] };
}
