import type { Change, CheckInfo, Proof, Witness } from '../../model/change.ts';
import type { Contract } from '../../model/contract.ts';
import { causesOf } from './cause.ts';
import { CHECKS as REGISTERED } from './checks/index.ts';
import { compareContracts, sidesOf } from './compare-contracts.ts';
import type { Check } from './define.ts';
import { type Draft, inOrder } from './draft.ts';
import { isInNeed } from './impact.ts';
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
  compareContracts(sidesOf(before, after), options, (draft) => drafts.push(draft));
  return changesOf(drafts, before, after, unproven);
}

/** What is known of a draft beside itself: the proof that it has, or why it has none. */
export type Proven = { readonly witness: Witness | null; readonly proof: Proof };

/** Nobody looked for a proof, or there is none to be found. */
export function unproven({ impact, vacuous }: Draft): Proven {
  return { witness: null, proof: vacuous ? 'vacuous' : isInNeed(impact) ? 'skipped' : 'not-applicable' };
}

/** The changes of a comparison in their order, each once, with the places in the sources. */
export function changesOf(
  drafts: readonly Draft[],
  before: Contract,
  after: Contract,
  provenBy: (draft: Draft) => Proven,
): Change[] {
  const [old, new_] = [locator(before), locator(after)];
  const cause = causesOf(before, after, { before: old, after: new_ });
  return inOrder(drafts).map((draft) => ({
    check: draft.check,
    impact: draft.impact,
    message: draft.message,
    operation: draft.operation,
    before: old(draft.before),
    after: new_(draft.after),
    ...provenBy(draft),
    about: draft.about,
    cause: cause(draft.edit),
  }));
}
