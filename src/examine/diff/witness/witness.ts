import type { Change, Witness } from '../../../model/change.ts';
import type { Contract } from '../../../model/contract.ts';
import { type Origin, compareContracts, storesOf } from '../compare-contracts.ts';
import type { Context } from '../define.ts';
import type { Draft } from '../draft.ts';
import { locator } from '../locator.ts';
import type { DiffOptions } from '../options.ts';
import type { SchemaOrigin } from '../schema-report.ts';
import { cacheOf } from '../schema/cache.ts';
import { callWitness } from './call.ts';
import type { Payload } from './payload.ts';

/** What a change is of, found again: the comparison's own answer carries no more than a place. */
type Found = { readonly draft: Draft; readonly origin: Origin; readonly context: Context };

/**
 * The changes of `diffContracts`, the breaking and risky ones with a proof where one was found: a payload that ajv accepts on one side
 * and refuses on the other, or a call that worked. `options` must be those that the changes were found with. Deterministic: what bounds
 * the search is counted, not timed.
 */
export async function withWitnesses(
  before: Contract,
  after: Contract,
  changes: readonly Change[],
  options: DiffOptions = {},
): Promise<Change[]> {
  if (!changes.some(isInNeed)) return [...changes];
  const stores = storesOf(before, after);
  const found = new Map<string, Found>();
  const wanted = new Set(changes.filter(isInNeed).map(identity));
  const [old, new_] = [locator(before), locator(after)];
  compareContracts(stores, options, (draft, origin, context) => {
    if (!isInNeed(draft)) return;
    const key = identity({ ...draft, before: old(draft.before), after: new_(draft.after) });
    if (wanted.has(key) && !found.has(key)) found.set(key, { draft, origin, context });
  });
  // ajv is loaded only here, so that a comparison without breaks does not pay for it.
  const { payloadFinder } = await import('./payload.ts');
  const payloadOf = payloadFinder({
    before: { store: stores.before, cache: cacheOf(stores.before) },
    after: { store: stores.after, cache: cacheOf(stores.after) },
  });
  const witnesses = new Map<string, Witness | null>();
  // What the search may cost is spent on breaks first.
  for (const impact of ['breaking', 'risky'])
    for (const [key, one] of found) if (one.draft.impact === impact) witnesses.set(key, witnessOf(one, payloadOf));
  return changes.map((change) => {
    const witness = isInNeed(change) ? (witnesses.get(identity(change)) ?? null) : null;
    return witness === null ? change : { ...change, witness };
  });
}

function isInNeed({ impact }: Pick<Change, 'impact'>): boolean {
  return impact === 'breaking' || impact === 'risky';
}

type Payloads = (origin: SchemaOrigin) => Payload | null;

function witnessOf({ draft, origin, context }: Found, payloadOf: Payloads): Witness | null {
  if (origin.kind === 'pair') return callWitness(draft, origin, context);
  const payload = payloadOf(origin);
  return payload === null ? null : { kind: 'payload', direction: directionOf(origin, context), ...payload };
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

/** The same for a change and for the draft that it was made from. */
function identity({
  check,
  message,
  operation,
  before,
  after,
  about,
}: Omit<Change, 'impact' | 'witness' | 'cause'>): string {
  const places = [before, after].map((at) => [at?.file ?? '', at?.pointer ?? '']);
  return JSON.stringify([check, message, operation?.method ?? '', operation?.path ?? '', about, places]);
}
