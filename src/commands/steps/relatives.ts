import { familyOf, type LiveMajor, majorsOf } from '../../examine/lifecycle/majors.ts';
import { NotOpenApi } from '../../gather/contract/dialect.ts';
import { loadContract } from '../../gather/contract/load.ts';
import { workingTree } from '../../gather/contract/tree.ts';
import type { Ports } from '../../model/ports.ts';
import { type Gathered, type Subject, unlessOnlyLinted } from './subjects.ts';

/** The major versions that are alive in the other APIs of the family. Nobody asks while the policy lets any number live. */
export async function relativesOf(
  { workspace, subjects }: Gathered,
  { api, contract }: Subject,
  ports: Ports,
): Promise<readonly LiveMajor[]> {
  if (workspace.policy.deprecation.maxMajors === null) return [];
  const family = familyOf(api.id);
  const tree = workingTree(ports.files, workspace.root);
  const found: LiveMajor[] = [];
  for (const other of workspace.apis) {
    if (other.id === api.id || familyOf(other.id) !== family) continue;
    const known = subjects.find((each) => each.api.id === other.id)?.contract;
    // At a past revision only what was read of it is known.
    if (known === undefined && contract.source.commit !== null) continue;
    const relative = known ?? (await loadContract(tree, other.file, other.id).catch(unlessOnlyLinted));
    // What has no operations keeps no version alive.
    if (!(relative instanceof NotOpenApi)) found.push(...majorsOf(relative));
  }
  return found;
}
