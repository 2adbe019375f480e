import type { Change, CheckInfo } from '../../model/change.ts';
import type { Contract } from '../../model/contract.ts';
import { causesOf } from './cause.ts';
import { CHECKS as REGISTERED } from './checks/index.ts';
import { compareContracts, storesOf } from './compare-contracts.ts';
import type { Check } from './define.ts';
import { type Draft, inOrder } from './draft.ts';
import { locator } from './locator.ts';
import type { DiffOptions } from './options.ts';

/** Every check that a comparison can report, by id. */
export const CHECKS: readonly CheckInfo[] = [...REGISTERED.map(infoOf)].sort((left, right) =>
  left.id < right.id ? -1 : 1,
);

function infoOf({ id, impact, summary, why, fix }: Check): CheckInfo {
  return { id, impact, summary, why, fix };
}

/**
 * What happened between two versions of a contract. Pure: the same two contracts and options give the same list in the same order.
 * Swagger 2.0 and OpenAPI 3 may be compared with each other.
 */
export function diffContracts(before: Contract, after: Contract, options: DiffOptions = {}): Change[] {
  const drafts: Draft[] = [];
  compareContracts(storesOf(before, after), options, (draft) => drafts.push(draft));
  return finish(drafts, before, after);
}

function finish(drafts: readonly Draft[], before: Contract, after: Contract): Change[] {
  const [old, new_] = [locator(before), locator(after)];
  const cause = causesOf(before, after, { before: old, after: new_ });
  return inOrder(drafts).map((draft) => ({
    check: draft.check,
    impact: draft.impact,
    message: draft.message,
    operation: draft.operation,
    before: old(draft.before),
    after: new_(draft.after),
    witness: null,
    about: draft.about,
    cause: cause(draft.edit),
  }));
}
