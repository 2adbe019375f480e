import { examineLifecycle } from '../../examine/lifecycle/lifecycle.ts';
import { isCalled, metIn } from '../../examine/lifecycle/places.ts';
import { consumersOf } from '../../examine/impact/impact.ts';
import { readHistory } from '../../gather/history/read.ts';
import { noticeDays } from '../../judge/policy/notice.ts';
import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import type { ContractHistory, Depth } from '../../model/history.ts';
import { isDeprecated } from '../../model/lifecycle-fields.ts';
import type { Ports } from '../../model/ports.ts';
import type { Consumer } from '../../model/workspace.ts';
import type { Gathered, Subject } from './subjects.ts';

/** Holds what is deprecated or gone to the policy, with the days that git proves. */
export async function gatherLifecycle(
  gathered: Gathered,
  subject: Subject,
  before: Contract | null,
  consumers: readonly Consumer[],
  ports: Ports,
): Promise<ReturnType<typeof examineLifecycle>> {
  const { workspace, today } = gathered;
  const { api, contract } = subject;
  return examineLifecycle({
    contract,
    history: await historyOf(gathered, subject, before, ports),
    before: before === null ? null : { contract: before, day: await dayOf(gathered, before) },
    noticeDays: noticeDays(api, workspace.policy.deprecation),
    dueSoonDays: workspace.policy.deprecation.dueSoonDays,
    zone: workspace.policy.timezone,
    today,
    consumersOf: consumersOf(consumers, api.id),
  });
}

/** The contract's life up to the revision at hand, or up to HEAD for the working tree; null where git does not know it. */
async function historyOf(
  { repository, workspace }: Gathered,
  { api, contract }: Subject,
  before: Contract | null,
  ports: Ports,
): Promise<ContractHistory | null> {
  const commit = contract.source.commit ?? (await repository?.resolve('HEAD')) ?? null;
  if (repository === null || commit === null) return null;
  const depths = [contract, before].map((each) => (each === null ? null : depthNeeded(each)));
  const depth = depths.includes('elements') ? 'elements' : depths.includes('operations') ? 'operations' : null;
  if (depth === null) return null;
  return readHistory(repository, {
    api: api.id,
    file: contract.source.file,
    commit,
    depth,
    zone: workspace.policy.timezone,
    cache: ports.cache,
    progress: ports.progress,
  });
}

/** History is long, and tells nothing that the rules ask for while nothing is deprecated, or nothing but operations. */
function depthNeeded({ document }: Contract): Depth | null {
  const marked = metIn(document).filter(({ value }) => isDeprecated(value));
  if (marked.length === 0) return null;
  return marked.every(isCalled) ? 'operations' : 'elements';
}

async function dayOf({ repository }: Gathered, { source }: Contract): Promise<Day | null> {
  return repository === null || source.commit === null ? null : repository.committedOn(source.commit);
}
