import type { Contract } from '../../../model/contract.ts';
import { CountersignError } from '../../../model/errors.ts';
import { contractAt } from '../comparison/compared.ts';
import type { Gathered, Subject } from '../subjects.ts';

/** The contract as it is committed, which is what callers may know of; as it stands where no commit has it, or has it in a state that nobody can read. */
export async function committedContract({ repository }: Gathered, { api, contract }: Subject): Promise<Contract> {
  const head = (await repository?.resolve('HEAD')) ?? null;
  if (repository === null || head === null) return contract;
  return contractAt(repository, head, api.file, api.id).catch((error: unknown) => {
    if (error instanceof CountersignError) return contract;
    throw error;
  });
}
