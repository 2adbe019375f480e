import { CountersignError } from '../../model/errors.ts';
import type { Repository } from '../../model/ports.ts';
import type { Gathered, Subject } from './subjects.ts';

/** The committed state that a contract in the working tree belongs to. */
export type SourceState = {
  readonly repository: Repository;
  /** HEAD. */
  readonly commit: string;
  /** Files of the contract that differ from it. */
  readonly dirty: readonly string[];
};

/** What is approved and published must be in git. Throws NOT_A_REPOSITORY outside git and before the first commit. */
export async function sourceState(gathered: Gathered, { contract }: Subject): Promise<SourceState> {
  const { repository, workspace } = gathered;
  const commit = (await repository?.resolve('HEAD')) ?? null;
  if (repository === null || commit === null)
    throw new CountersignError(
      'NOT_A_REPOSITORY',
      `${workspace.root} has no commit, so nobody can say who changed what`,
      {
        hint: 'commit the contract first',
      },
    );
  const dirty: string[] = [];
  for (const { file } of contract.source.files) if (await repository.isDirty(file)) dirty.push(file);
  return { repository, commit, dirty };
}
