import type { Fact } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { RemoteBranch } from '../../model/ports.ts';
import type { Publication } from '../../model/publication.ts';
import { downgradeFacts, type Precedes } from './downgrade.ts';
import { driftFacts } from './drift.ts';
import { elsewhereFacts } from './elsewhere.ts';
import { orderFacts } from './gate.ts';
import type { Place } from './place.ts';
import { planPublication, type PublicationInput } from './plan.ts';
import { publishedDigest, readTip, type Tip } from './tip.ts';

/** What publishing comes to on one tip: the plan, and the facts that stand in its way. */
export type TipAttempt = {
  readonly tip: Tip;
  readonly publication: Publication | null;
  readonly facts: readonly Fact[];
};

export type TipConditions = {
  /** Where the contract begins. */
  readonly at: Location;
  readonly precedes: Precedes;
  /** The environment that must have this contract first, and the place of it there; null when anything may come. */
  readonly after: Pick<Place, 'environment' | 'target'> | null;
};

/** Plans against the tip that was fetched. All that depends on the tip is asked again whenever somebody was faster. */
export async function attemptPublication(
  remote: RemoteBranch,
  input: PublicationInput,
  conditions: TipConditions,
): Promise<TipAttempt> {
  const tip = await readTip(remote, input.place);
  const publication = planPublication(input, tip);
  // What is there already takes nothing back and is in nobody's way.
  if (publication === null) return { tip, publication, facts: [] };
  const facts = [
    ...(await orderOf(remote, input, conditions)),
    ...driftFacts(input, tip),
    ...(await elsewhereFacts(remote, input.place)),
    ...(await downgradeFacts(input, tip, conditions.precedes)),
  ];
  return { tip, publication, facts };
}

async function orderOf(
  remote: RemoteBranch,
  { place, source }: PublicationInput,
  { at, after }: TipConditions,
): Promise<readonly Fact[]> {
  if (after === null) return [];
  const published = await publishedDigest(remote, { ...place, ...after });
  const ours = { api: place.api, at, environment: place.environment, digest: source.digest };
  return orderFacts(ours, after.environment, published);
}
