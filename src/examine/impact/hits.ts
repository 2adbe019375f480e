import type { Change } from '../../model/change.ts';
import type { Contract } from '../../model/contract.ts';
import type { Call } from './callers.ts';
import { reaches } from './fields.ts';

/** Whether a change of an operation hits who uses it so. What is used is known where it is declared; who was only seen to call may use everything. */
export function isHit(
  { before, contract }: { readonly before: Contract | null; readonly contract: Contract },
  change: Change,
  { uses }: Call,
): boolean {
  return uses.length === 0 || uses.some((use) => reaches(change, use, before ?? contract));
}
