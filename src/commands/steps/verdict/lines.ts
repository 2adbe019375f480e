import type { Outcome } from '../../../model/command.ts';
import type { ApiDocument } from '../../../model/contract.ts';

/** Finds the lines of a file among the contracts that were read. */
export function linesOf(contracts: readonly ApiDocument[]): Outcome['lines'] {
  return (file, commit) =>
    contracts
      .find(({ source }) => source.commit === commit && source.files.some((one) => one.file === file))
      ?.lines(file) ?? [];
}

/** For reports about nothing that has lines. */
export const noLines: Outcome['lines'] = () => [];

/** Finds the lines of a file of the working tree in the bytes that were read, when they are first asked for. */
export function linesOfFiles(bytesOf: (file: string) => Uint8Array | undefined): Outcome['lines'] {
  const split = new Map<string, readonly string[]>();
  return (file, commit) => {
    const bytes = commit === null ? bytesOf(file) : undefined;
    if (bytes === undefined) return [];
    const lines = split.get(file) ?? new TextDecoder().decode(bytes).split(/\r\n|\r|\n/);
    split.set(file, lines);
    return lines;
  };
}
