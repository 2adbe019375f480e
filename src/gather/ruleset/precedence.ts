import { type JsonObject, own } from '../../model/json.ts';
import { type Draft, yieldsOf } from './draft.ts';
import type { Title } from './title.ts';

/** A ruleset that was named: where it stands among the others, and its rules. `rank` is null for one that is not bundled. */
export type Ranked = {
  readonly profile: string;
  readonly rank: number | null;
  readonly drafts: ReadonlyMap<string, Draft>;
};

/** What a bundled profile says of its precedence (`x-precedence`); the higher counts. */
export function rankOf(title: Title, definition: JsonObject): number | null {
  if (title.shelf !== 'bundled') return null;
  const written = own(definition, 'x-precedence');
  return typeof written === 'number' ? written : 0;
}

/**
 * Rulesets so that a later one counts more: bundled profiles by precedence, then the others as they were named. Rules of bundled profiles that give way
 * to another of them (`x-yields-to`) are marked.
 */
export function inPrecedence<T extends Ranked>(all: readonly T[]): readonly T[] {
  const bundled = all.filter(({ rank }) => rank !== null);
  const profiles = bundled
    .sort((left, right) => (left.rank ?? 0) - (right.rank ?? 0) || (left.profile < right.profile ? -1 : 1))
    .map(({ profile }) => profile);
  for (const { drafts } of bundled)
    for (const draft of drafts.values())
      draft.gaveWayTo = profiles.findLast((one) => yieldsOf(draft).some(({ profile }) => profile === one)) ?? null;
  return [...bundled, ...all.filter(({ rank }) => rank === null)];
}
