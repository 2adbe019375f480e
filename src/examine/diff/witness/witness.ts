import type { Change, Proof, Witness } from '../../../model/change.ts';
import type { Contract } from '../../../model/contract.ts';
import { type Origin, type Sides, compareContracts, sidesOf } from '../compare-contracts.ts';
import type { Context } from '../define.ts';
import { type Proven, changesOf, unproven } from '../diff.ts';
import type { Draft } from '../draft.ts';
import { isInNeed } from '../impact.ts';
import type { DiffOptions } from '../options.ts';
import type { Trail } from '../schema/uses.ts';
import { callWitness, isCallable } from './call.ts';
import { isPayloadless } from './relevance.ts';
import type { PayloadFinder } from './payload.ts';
import { readingCall } from './reading-call.ts';

/** What a change is of. */
type Found = { readonly origin: Origin; readonly context: Context };

/**
 * The changes that `diffContracts` finds, the breaking and risky ones with a proof where one was found: a payload that ajv accepts on one
 * side and refuses on the other, or a call that worked. The comparison is made once. Deterministic: what bounds the search is counted,
 * not timed.
 */
export async function diffWithWitnesses(
  before: Contract,
  after: Contract,
  options: DiffOptions = {},
): Promise<Change[]> {
  const sides = sidesOf(before, after);
  const drafts: Draft[] = [];
  const found = new Map<Draft, Found>();
  compareContracts(sides, options, (draft, origin, context) => {
    drafts.push(draft);
    if (isInNeed(draft.impact)) found.set(draft, { origin, context });
  });
  if (found.size === 0) return changesOf(drafts, before, after, unproven);
  // ajv is loaded only here, so that a comparison without breaks does not pay for it.
  const { payloadFinder } = await import('./payload.ts');
  const finder = payloadFinder(sides);
  const proven = new Map<Draft, Proven>();
  for (const draft of inTurn(found, finder)) {
    const one = found.get(draft);
    if (one !== undefined) proven.set(draft, provenBy(draft, one, finder, sides));
  }
  return changesOf(drafts, before, after, (draft) => proven.get(draft) ?? unproven(draft));
}

/**
 * Whom the search looks at first, since what it may cost is bounded: each edit of a schema once, where the least stands around it, breaks
 * before risks; then the same edits in everything else that they reach.
 */
function inTurn(found: ReadonlyMap<Draft, Found>, { causeOf }: PayloadFinder): readonly Draft[] {
  const firsts = new Map<string, { readonly draft: Draft; readonly depth: number }>();
  for (const [draft, { origin }] of found) {
    if (origin.kind === 'pair') continue;
    const [cause, depth] = [causeOf(origin), depthOf(origin.use.trail)];
    const first = firsts.get(cause);
    if (first === undefined || depth < first.depth) firsts.set(cause, { draft, depth });
  }
  const chosen = new Set([...firsts.values()].map(({ draft }) => draft));
  const rank = (draft: Draft): number => (chosen.has(draft) ? 0 : 2) + (draft.impact === 'breaking' ? 0 : 1);
  const queues: readonly Draft[][] = [[], [], [], []];
  for (const draft of found.keys()) queues[rank(draft)]?.push(draft);
  return queues.flat();
}

function depthOf({ above }: Trail): number {
  return above === null ? 0 : 1 + depthOf(above);
}

function provenBy(draft: Draft, one: Found, finder: PayloadFinder, sides: Sides): Proven {
  const witness = witnessOf(draft, one, finder, sides);
  return { witness, proof: witness === null ? reasonFor(one.origin) : 'witness' };
}

/** Why there is no witness. */
function reasonFor(origin: Origin): Proof {
  if (origin.kind === 'pair') return isCallable(origin) ? 'undecided' : 'not-applicable';
  return isPayloadless(origin.use) ? 'not-applicable' : 'undecided';
}

function witnessOf(draft: Draft, { origin, context }: Found, finder: PayloadFinder, sides: Sides): Witness | null {
  if (origin.kind === 'pair') return callWitness(draft, origin, context);
  const direction = directionOf(origin, context);
  if (isPayloadless(origin.use)) {
    const call = readingCall(origin, context, { before: sides.before.cache, after: sides.after.cache });
    return call === null || draft.impact !== 'breaking' ? null : { ...call, direction };
  }
  const payload = finder.find(origin);
  return payload === null ? null : { kind: 'payload', direction, ...payload };
}

/** Requests are what is sent to whoever is called, which for webhooks and callbacks is the consumer. */
function directionOf(
  { surface: { flow } }: Extract<Origin, { kind: 'schema' }>,
  { operation }: Context,
): Witness['direction'] {
  const side = operation?.after ?? operation?.before;
  if (side?.caller !== 'out') return flow;
  return flow === 'request' ? 'response' : 'request';
}
