import type { Tagged } from '../../model/ports.ts';

/** An API, and the ids of the other APIs of its workspace: tags that begin with one of them are not its own. */
export type Owner = { readonly api: string; readonly others: readonly string[] };

/** In a repository of several APIs, `payments/v1.2`, `payments@1.2` and `payments-v1.2` are releases of payments alone. */
export function ownTags(tags: readonly Tagged[], { api, others }: Owner): readonly Tagged[] {
  const own = tags.filter(({ name }) => isOf(name, api));
  return own.length > 0 ? own : tags.filter(({ name }) => !others.some((other) => isOf(name, other)));
}

function isOf(tag: string, api: string): boolean {
  return tag.startsWith(api) && /^[/@_-]v?\d/.test(tag.slice(api.length));
}

const VERSIONS = new Intl.Collator('en', { numeric: true });

/** Of several tags of one commit, a release comes before what led to it, the highest first. */
export function byRank(left: Tagged, right: Tagged): number {
  const [first, second] = [left, right].map(({ name }) =>
    Number(/\d[-.]?(alpha|beta|rc|pre|dev|snapshot)/i.test(name)),
  );
  return (first ?? 0) - (second ?? 0) || VERSIONS.compare(right.name, left.name) || compare(left.name, right.name);
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
