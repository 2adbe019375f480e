import type { Change } from '../../../../src/model/change.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { diffWithWitnesses } from '../../../../src/examine/diff/witness/witness.ts';
import { contractOf } from '../../../support/contract.ts';

/** The changes between two documents, with their proofs. */
export async function provenBetween(before: JsonObject, after: JsonObject): Promise<readonly Change[]> {
  const [old, new_] = await Promise.all([contractOf(JSON.stringify(before)), contractOf(JSON.stringify(after))]);
  return diffWithWitnesses(old, new_);
}
