import { join } from 'node:path';
import { loadContract } from '../../gather/contract/load.ts';
import { revisionTree } from '../../gather/contract/tree.ts';
import { findBase } from '../../gather/history/base.ts';
import type { OptionSpec } from '../../model/command.ts';
import type { Contract } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Ports } from '../../model/ports.ts';
import type { Base, Note } from '../../model/report.ts';
import type { Gathered, Subject } from './subjects.ts';

export const AGAINST_OPTION: OptionSpec = {
  flags: '--against <ref>',
  description:
    'compare with this branch (where it was left), tag or commit; else with where the default branch was left',
};

/** The contract that a subject is compared with; null with a note that says why there is none. */
export type Comparison = {
  readonly before: Contract | null;
  readonly base: Base | null;
  readonly note: Note | null;
};

/**
 * Finds and reads what a subject is compared with: at `against`, or where the branch left the default branch.
 * Throws NOT_A_REPOSITORY when `against` is asked for outside git, and BASE_REF_NOT_FOUND or NO_MERGE_BASE with the command that mends it.
 */
export async function gatherComparison(
  gathered: Gathered,
  subject: Subject,
  against: string | null,
  ports: Ports,
): Promise<Comparison> {
  const { repository } = gathered;
  const { api, contract } = subject;
  if (repository === null) {
    if (against === null)
      return nothing(api.id, 'This folder is not in a git repository, so there is nothing to compare with.');
    throw new CountersignError(
      'NOT_A_REPOSITORY',
      `--against ${against} needs a git repository, and ${gathered.workspace.root} is not in one`,
    );
  }
  const found = await findBase(repository, {
    against,
    file: api.file,
    title: contract.title,
    environment: ports.environment,
    present: async (file) => (await ports.files.kind(join(gathered.workspace.root, file))) === 'file',
  });
  if (found.kind === 'new')
    return nothing(api.id, `${api.file} is new: it is not in ${found.revision}, so there is nothing to compare with.`);
  const before = await loadContract(revisionTree(repository, found.commit), found.file, api.id);
  const base = { revision: found.revision, commit: found.commit, file: found.file, version: before.version };
  const itself =
    against === null &&
    before.source.sha256 === contract.source.sha256 &&
    found.commit === (await repository.resolve('HEAD'));
  return { before, base, note: itself ? { api: api.id, message: ITSELF } : null };
}

const ITSELF =
  'This is what the default branch has, so it was compared with itself; --against HEAD~1 compares with the commit before.';

/** What the GitOps repository says was published: that revision of the contract, or nothing yet. */
export async function comparisonAt(
  { repository }: Gathered,
  { api }: Subject,
  published: { readonly commit: string | null; readonly path: string } | null,
): Promise<Comparison> {
  if (repository === null || published?.commit == null)
    return nothing(api.id, `${api.id} has not been published here before, so there is nothing to compare with.`);
  const commit = await repository.resolve(published.commit);
  if (commit === null)
    throw new CountersignError(
      'BASE_REF_NOT_FOUND',
      `what is published was made from ${published.commit}, and this clone does not have that commit`,
      {
        hint: (await repository.isShallow()) ? 'this clone is shallow: git fetch --unshallow' : 'git fetch origin',
      },
    );
  const before = await loadContract(revisionTree(repository, commit), published.path, api.id);
  return { before, base: { revision: 'published', commit, file: published.path, version: before.version }, note: null };
}

function nothing(api: string, message: string): Comparison {
  return { before: null, base: null, note: { api, message } };
}
