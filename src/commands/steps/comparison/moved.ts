import type { Contract } from '../../../model/contract.ts';
import { operationsIn } from '../../../model/operations.ts';
import type { Note } from '../../../model/report.ts';

/** A contract now, and as it was; null where it is new. */
type Pair = { readonly contract: Contract; readonly before: Contract | null };

/** More than so many operations are counted, not listed. */
const LISTED = 5;

/**
 * Operations that one API lost and another one gained, as when a contract is split in two: a note for each pair of APIs. They still count as removed, as
 * whether they are served at the same address the contracts do not say.
 */
export function movedNotes(pairs: readonly Pair[]): readonly Note[] {
  return pairs.flatMap((from) =>
    pairs.flatMap((to): readonly Note[] => {
      const gained = without(operationsOf(to.contract), operationsOf(to.before));
      const lost = without(operationsOf(from.before), operationsOf(from.contract));
      const moved = [...lost].flatMap(([key, name]) => (gained.has(key) ? [name] : []));
      if (from === to || moved.length === 0) return [];
      return [{ api: from.contract.id, message: messageOf(moved, from.contract.id, to.contract.id) }];
    }),
  );
}

function messageOf(moved: readonly string[], from: string, to: string): string {
  const more = moved.length > LISTED ? `, and ${moved.length - LISTED} more` : '';
  const list = moved.slice(0, LISTED).join(', ') + more;
  return `${to} has now what ${from} lost: ${list}. Removed from ${from} all the same: its callers must learn where to go.`;
}

/** By method and path with its parameters left empty: their names are no part of the URL. */
function operationsOf(contract: Contract | null): ReadonlyMap<string, string> {
  const operations = contract === null ? [] : operationsIn(contract.document);
  return new Map(
    operations.map(({ method, path }) => [`${method} ${path.replace(/\{[^}]*\}/g, '{}')}`, `${method} ${path}`]),
  );
}

function without(some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...some].filter(([key]) => !others.has(key)));
}
