import type { Json } from '../../model/json.ts';
import { type Collection, entriesOf, type Entry } from './source.ts';

/** A new entry in front of the one that has this index now, or at the end. `key` is null for an item of a list. */
export type Addition = { readonly index: number; readonly key: string | null; readonly value: Json };

/** What becomes of the entries of one collection; at least one entry that is there stays. */
export type EntryChange = {
  readonly collection: Collection;
  readonly removed: ReadonlySet<number>;
  readonly additions: readonly Addition[];
};

/** Additions at one place, with the entries that stay on both sides of it. */
type Gap = { readonly before: Entry | null; readonly after: Entry | null; readonly additions: readonly Addition[] };

export function gapsOf({ collection, removed, additions }: EntryChange): readonly Gap[] {
  const entries = entriesOf(collection);
  const kept = entries.map((entry, index) => (removed.has(index) ? null : entry));
  return [...new Set(additions.map(({ index }) => index))].map((index) => ({
    before: kept.slice(0, index).findLast((entry) => entry !== null) ?? null,
    after: kept.slice(index).find((entry) => entry !== null) ?? null,
    additions: additions.filter((addition) => addition.index === index),
  }));
}
