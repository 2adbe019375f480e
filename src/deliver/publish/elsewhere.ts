import type { Fact } from '../../model/finding.ts';
import type { RemoteBranch } from '../../model/ports.ts';
import { fileAt, obstacle } from './facts.ts';
import { LOCK, ownedFolder, type Place } from './place.ts';

/** `publish-elsewhere`: the same API and major stand under another owner as well, so the gateway would be given both. */
export async function elsewhereFacts(remote: RemoteBranch, place: Place): Promise<readonly Fact[]> {
  const ours = ownedFolder(place).split('/');
  const gateway = ours.slice(0, 3).join('/');
  const [owner, api, major = ''] = ours.slice(3);
  const locks = (await remote.list(gateway)).filter((path) => {
    const [otherOwner, otherApi, otherMajor, file, ...rest] = path.slice(gateway.length + 1).split('/');
    return otherOwner !== owner && otherApi === api && otherMajor === major && file === LOCK && rest.length === 0;
  });
  return locks.map((path) =>
    obstacle(place.api, 'gateway', {
      rule: 'publish-elsewhere',
      message: `${place.api} ${major} is published for another owner already, in ${path.slice(0, -LOCK.length - 1)}.`,
      hint: 'remove that folder from the GitOps repository, or give the API back to that owner',
      at: fileAt(path, remote.tip),
    }),
  );
}
