import type { Outcome } from '../../model/command.ts';
import type { Contract } from '../../model/contract.ts';

/** Finds the lines of a file among the contracts that were read. */
export function linesOf(contracts: readonly Contract[]): Outcome['lines'] {
  return (file, commit) =>
    contracts
      .find(({ source }) => source.commit === commit && source.files.some((one) => one.file === file))
      ?.lines(file) ?? [];
}

/** For reports about nothing that has lines. */
export const noLines: Outcome['lines'] = () => [];
