import { releaseOf } from '../../../examine/diff/release.ts';
import type { Lifecycle } from '../../../examine/lifecycle/lifecycle.ts';
import type { Fact } from '../../../model/finding.ts';
import type { Ports } from '../../../model/ports.ts';
import type { GateReport } from '../../../model/report.ts';
import { changesBetween } from '../checked.ts';
import type { Gathered, Subject } from '../subjects.ts';
import { judged } from '../verdict/judged.ts';
import { changesAlone } from '../verdict/rules-ran.ts';

/** What the policy says of an edit of a contract: of what changes, and of the ends that the edited one tells of. */
export async function judgedEdit(
  gathered: Gathered,
  subject: Subject,
  after: Subject,
  { deprecations, facts }: Pick<Lifecycle, 'deprecations'> & { readonly facts: readonly Fact[] },
  ports: Ports,
  /** The version that the edited contract shall be taken to have. */
  version: string = after.contract.version,
): Promise<GateReport> {
  const before = subject.contract;
  const changes = await changesBetween(before, after, gathered.today);
  const plain = releaseOf(before, after.contract);
  const release = { ...plain, after: { ...plain.after, version } };
  const examination = { subject: after, base: null, before, facts, changes, deprecations, release, notes: [] };
  return judged('diff', gathered, [examination], changesAlone, ports).report;
}
