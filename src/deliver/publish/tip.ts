import type { RemoteBranch } from '../../model/ports.ts';
import { type LockReading, readLock } from './lock.ts';
import { LOCK, ownedFolder, type Place } from './place.ts';

/** What the tip of the GitOps branch holds in one owned folder: texts by path relative to it. */
export type Tip = {
  readonly commit: string | null;
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  readonly lock: LockReading;
};

/** Reads the owned folder of a place. */
export async function readTip(remote: RemoteBranch, place: Place): Promise<Tip> {
  const folder = ownedFolder(place);
  const files = new Map<string, string>();
  for (const path of await remote.list(folder)) {
    const content = await remote.read(path);
    if (content !== null) files.set(path.slice(folder.length + 1), content);
  }
  return { commit: remote.tip, folder, files, lock: readLock(files.get(LOCK) ?? null) };
}

/** The digest of the contract that another environment has, or null where it has none that we published. */
export async function publishedDigest(remote: RemoteBranch, place: Place): Promise<string | null> {
  const reading = readLock(await remote.read(`${ownedFolder(place)}/${LOCK}`));
  return reading.kind === 'read' ? reading.lock.specDigest : null;
}
