import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import type { Repository, Revision } from '../../model/ports.ts';

/** A commit that touched a contract or one of the files that it references. */
export type Touch = {
  readonly commit: string;
  /** Committer day, UTC. */
  readonly day: Day;
  /** Where the root file stood; null where it was not there. */
  readonly file: string | null;
};

type Between = {
  readonly from: string;
  readonly to: string;
  /** The contract at the end and at the beginning, for its files; the first one is there. */
  readonly contracts: readonly [Contract, Contract | null];
};

/** The first-parent commits after `from` up to `to` that touched a contract, oldest first; renames of its root file are followed. */
export async function touchesBetween(
  repository: Repository,
  { from, to, contracts }: Between,
): Promise<readonly Touch[]> {
  const [after] = contracts;
  const line = await repository.line(to);
  const distance = new Map(line.map((commit, index) => [commit, index]));
  const start = distance.get(from) ?? distance.get((await repository.mergeBase(from, to)) ?? '') ?? line.length;
  const roots = await repository.revisions(to, after.source.file);
  const found = new Map<string, Revision>();
  for (const file of filesOf(contracts)) {
    for (const revision of await repository.revisions(to, file)) found.set(revision.commit, revision);
  }
  for (const revision of roots) found.set(revision.commit, revision);
  return [...found.values()]
    .map((revision) => ({ revision, steps: distance.get(revision.commit) ?? line.length }))
    .filter(({ steps }) => steps < start)
    .sort((left, right) => right.steps - left.steps)
    .map(({ revision, steps }) => {
      // A commit that touched another file only has the root where the last one before it left it.
      const root = roots.find(({ commit }) => (distance.get(commit) ?? line.length) >= steps);
      return { commit: revision.commit, day: revision.day, file: root?.blob == null ? null : root.path };
    });
}

/** The files beside the root. */
function filesOf(contracts: Between['contracts']): readonly string[] {
  const others = contracts.flatMap((contract) => contract?.source.files.slice(1).map(({ file }) => file) ?? []);
  return [...new Set(others)];
}
