import type { LifecycleInput } from '../../examine/lifecycle/define.ts';
import { examineLifecycle, type Lifecycle } from '../../examine/lifecycle/lifecycle.ts';
import { isCalled, metIn } from '../../examine/lifecycle/places.ts';
import { consumersOf, namesOfConsumers } from '../../examine/impact/impact.ts';
import { readHistory } from '../../gather/history/read.ts';
import { requiredNotice } from '../../judge/policy/notice.ts';
import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import type { ContractHistory, Depth } from '../../model/history.ts';
import { isDeprecated, type LifecycleFields } from '../../model/lifecycle-fields.ts';
import type { Ports } from '../../model/ports.ts';
import type { Observation } from '../../model/usage.ts';
import type { Consumer } from '../../model/workspace.ts';
import { relativesOf } from './relatives.ts';
import type { Gathered, Subject } from './subjects.ts';

/** Who calls, as they declare and as they were seen. */
type Callers = { readonly consumers: readonly Consumer[]; readonly observations?: readonly Observation[] };

/** Holds what is deprecated or gone to the policy, with the days that git proves. */
export async function gatherLifecycle(
  gathered: Gathered,
  subject: Subject,
  before: Contract | null,
  callers: Callers,
  ports: Ports,
  options?: { readonly past: boolean },
): Promise<Lifecycle> {
  return examineLifecycle(await lifecycleInput(gathered, subject, before, callers, ports, options));
}

/** All that the lifecycle of a contract is judged by. */
export async function lifecycleInput(
  gathered: Gathered,
  subject: Subject,
  before: Contract | null,
  { consumers, observations = [] }: Callers,
  ports: Ports,
  /** `past`: what went or was taken back is asked for too, so that history is read whatever the contract says. */
  { past }: { readonly past: boolean } = { past: false },
): Promise<LifecycleInput> {
  const { workspace, today } = gathered;
  const { api, contract } = subject;
  const { deprecation: policy, timezone: zone } = workspace.policy;
  return {
    contract,
    history: await historyOf(gathered, subject, before, ports, past),
    before: before === null ? null : { contract: before, day: await dayOf(gathered, before) },
    owner: api.owner,
    policy,
    requiredNotice: (thing) => requiredNotice(api, policy, thing, today),
    relatives: await relativesOf(gathered, subject, ports),
    zone,
    today,
    consumersOf: consumersOf(consumers, api.id, observations),
    consumers: namesOfConsumers(consumers, api.id),
  };
}

/** The contract's life up to the revision at hand, or up to HEAD for the working tree; null where git does not know it. */
async function historyOf(
  { repository, workspace }: Gathered,
  { api, contract }: Subject,
  before: Contract | null,
  ports: Ports,
  past: boolean,
): Promise<ContractHistory | null> {
  const commit = contract.source.commit ?? (await repository?.resolve('HEAD')) ?? null;
  if (repository === null || commit === null) return null;
  const { deprecation, timezone: zone } = workspace.policy;
  const { fields } = deprecation;
  const depths = [contract, before].map((each) => (each === null ? null : depthNeeded(each, fields)));
  // What went is told of operations.
  const least = past || depths.includes('operations') ? 'operations' : null;
  const depth = depths.includes('elements') ? 'elements' : least;
  if (depth === null) return null;
  return readHistory(repository, {
    api: api.id,
    file: contract.source.file,
    commit,
    depth,
    zone,
    fields,
    cache: ports.cache,
    progress: ports.progress,
  });
}

/** History is long, and tells nothing that the rules ask for while nothing is deprecated, or nothing but operations. */
function depthNeeded({ document }: Contract, fields: LifecycleFields): Depth | null {
  const marked = metIn(document, fields).filter(({ value }) => isDeprecated(value, fields));
  if (marked.length === 0) return null;
  return marked.every(isCalled) ? 'operations' : 'elements';
}

async function dayOf({ repository }: Gathered, { source }: Contract): Promise<Day | null> {
  return repository === null || source.commit === null ? null : repository.committedOn(source.commit);
}
