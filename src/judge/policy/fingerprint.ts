import { hash } from 'node:crypto';
import type { Change } from '../../model/change.ts';
import type { Fact } from '../../model/finding.ts';
import { placeOf } from '../../model/place.ts';

/** An API that a run examined: the root file of its contract, and where it stood in the revision compared with. An `ApiSummary` is one. */
export type ExaminedApi = {
  readonly id: string;
  readonly file: string;
  readonly base?: { readonly file: string } | null;
};

/**
 * What stays of a finding when everything around it is edited: the rule, the API, the place and `about`. 32 hexadecimal characters, the first half
 * of the SHA-256 of a JSON array of those. Message text, severity, line, column and order are no part of it, nor is where the contract is stored:
 * its root file counts as nameless and other files by their path from it, so that a contract can be moved or renamed.
 */
export function factFingerprint(fact: Fact, api: ExaminedApi): string {
  return digest(['fact', fact.rule, api.id, placeOf(fact.at, api), fact.about]);
}

/** The same for a change. It has two places, and a shared schema may cause one in several operations, so both are part of it. */
export function changeFingerprint(change: Change, api: ExaminedApi): string {
  const operation = change.operation === null ? null : [change.operation.method, change.operation.path];
  const places = [change.before, change.after].map((at) => (at === null ? null : placeOf(at, api)));
  return digest(['change', change.check, api.id, operation, places, change.about]);
}

/** The JSON text of strings, nulls and arrays is one-to-one with the value, so no two parts can run together. */
function digest(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}
