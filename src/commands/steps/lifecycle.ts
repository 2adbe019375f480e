import { examineLifecycle } from '../../examine/lifecycle/lifecycle.ts';
import { consumersOf } from '../../examine/impact/impact.ts';
import { readHistory } from '../../gather/history/read.ts';
import { noticeDays } from '../../judge/policy/notice.ts';
import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import type { ContractHistory } from '../../model/deprecation.ts';
import { isDeprecated } from '../../model/lifecycle-fields.ts';
import { operationsIn } from '../../model/operations.ts';
import type { Ports } from '../../model/ports.ts';
import type { Observation } from '../../model/usage.ts';
import type { Consumer } from '../../model/workspace.ts';
import type { Gathered, Subject } from './subjects.ts';

/** Who calls, as they declare and as they were seen. */
type Callers = { readonly consumers: readonly Consumer[]; readonly observations?: readonly Observation[] };

/** Holds what is deprecated or gone to the policy, with the days that git proves. */
export async function gatherLifecycle(
  gathered: Gathered,
  subject: Subject,
  before: Contract | null,
  { consumers, observations = [] }: Callers,
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
    consumersOf: consumersOf(consumers, api.id, observations),
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
  if (!needsHistory(contract) && (before === null || !needsHistory(before))) return null;
  const zone = workspace.policy.timezone;
  return readHistory(repository, { api: api.id, file: contract.source.file, commit, zone, progress: ports.progress });
}

/** History is long, and tells nothing that the rules ask for while no operation is deprecated. */
function needsHistory(contract: Contract): boolean {
  return operationsIn(contract.document).some(({ value }) => isDeprecated(value));
}

async function dayOf({ repository }: Gathered, { source }: Contract): Promise<Day | null> {
  return repository === null || source.commit === null ? null : repository.committedOn(source.commit);
}
