import type { Repository, Tagged } from '../../model/ports.ts';
import { byRank, type Owner, ownTags } from './own-tags.ts';

/** The release in which a commit of the first-parent line of `head` came out: the earliest tag that has it. Null for what is in none yet. */
export async function releasesOf(
  repository: Repository,
  head: string,
  owner: Owner,
): Promise<(commit: string) => string | null> {
  const tags = ownTags(await repository.tagsBetween(null, head), owner);
  if (tags.length === 0) return () => null;
  const line = await repository.line(head);
  const age = new Map(line.map((commit, index) => [commit, index]));
  const placed: { readonly tag: Tagged; readonly age: number }[] = [];
  for (const tag of tags) {
    const at = age.get(tag.commit) ?? (await forkOf(repository, tag, age));
    if (at !== null) placed.push({ tag, age: at });
  }
  placed.sort((left, right) => right.age - left.age || byTime(left.tag, right.tag));
  return (commit) => {
    const at = age.get(commit);
    if (at === undefined) return null;
    return placed.find((each) => each.age <= at)?.tag.name ?? null;
  };
}

/** Where a branch that a tag is on, and that was merged since, left the line. */
async function forkOf(
  repository: Repository,
  { commit }: Tagged,
  age: ReadonlyMap<string, number>,
): Promise<number | null> {
  for (const each of await repository.line(commit)) {
    const at = age.get(each);
    if (at !== undefined) return at;
  }
  return null;
}

function byTime(left: Tagged, right: Tagged): number {
  if (left.commit === right.commit) return byRank(left, right);
  return left.time === right.time ? byRank(left, right) : left.time < right.time ? -1 : 1;
}
