import type { Fact } from '../../model/finding.ts';
import { fileAt, obstacle } from './facts.ts';
import { LOCK } from './place.ts';
import type { PublicationInput } from './plan.ts';
import type { Tip } from './tip.ts';

/** Whether a commit of the source repository came before ours; null when this clone does not have it and cannot tell. */
export type Precedes = (commit: string) => Promise<boolean | null>;

/** `publish-downgrade`: what is published was made from a commit that ours does not contain, so publishing would silently take it back. */
export async function downgradeFacts(
  { place, source }: PublicationInput,
  tip: Tip,
  precedes: Precedes,
): Promise<readonly Fact[]> {
  const published = tip.lock.kind === 'read' ? tip.lock.lock : null;
  const commit = published?.source.commit ?? null;
  if (published === null || commit === null || commit === source.commit) return [];
  const before = await precedes(commit);
  if (before === true) return [];
  const what = `${place.api} ${published.version} in ${place.environment} was published from commit ${commit.slice(0, 12)}`;
  return [
    obstacle(place.api, 'policy', {
      rule: 'publish-downgrade',
      message:
        before === null
          ? `${what}, which this clone does not have, so whether this would take it back cannot be told.`
          : `${what}, which is no part of what would be published now; this would silently take it back.`,
      hint: before === null ? 'git fetch --unshallow origin' : 'merge or revert that commit in the source repository',
      at: fileAt(`${tip.folder}/${LOCK}`, tip.commit),
    }),
  ];
}
