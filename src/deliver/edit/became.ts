import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq } from 'yaml';
import { isArray, isObject, type Json, type JsonObject, own } from '../../model/json.ts';
import { blockChange } from './block.ts';
import type { Addition } from './entries.ts';
import { flowChange } from './flow.ts';
import { emptied, replaced } from './replace.ts';
import { type Collection, entriesOf, type Found, isBlock, type Source } from './source.ts';
import type { Splice } from './splice.ts';

/** What has to be changed where `old` stands, so that `value` stands there. What is the same in both is left alone. */
export function became(source: Source, found: Found, old: Json, value: Json): readonly Splice[] {
  if (isDeepStrictEqual(old, value)) return [];
  const { node } = found;
  if (isMap(node) && isObject(old) && isObject(value) && hasKeysOf(node, old))
    return objectBecame(source, found, node, old, value);
  if (isSeq(node) && isArray(old) && isArray(value) && entriesOf(node).length === old.length)
    return listBecame(source, found, node, old, value);
  return replaced(source, found, value);
}

/** Whether all that an object has is written in its own entries, and not merged in. */
function hasKeysOf(collection: Collection, value: JsonObject): boolean {
  const entries = entriesOf(collection);
  return (
    entries.length === Object.keys(value).length &&
    entries.every(({ key }) => key !== null && Object.hasOwn(value, key))
  );
}

function objectBecame(
  source: Source,
  found: Found,
  collection: Collection,
  old: JsonObject,
  value: JsonObject,
): readonly Splice[] {
  const entries = entriesOf(collection);
  const removed = new Set<number>();
  const inside: Splice[] = [];
  for (const [index, entry] of entries.entries()) {
    const [before, after] = [own(old, entry.key ?? ''), own(value, entry.key ?? '')];
    if (after === undefined || before === undefined) removed.add(index);
    else inside.push(...became(source, { node: entry.value, entry, parent: collection }, before, after));
  }
  const additions: Addition[] = [];
  let index = entries.length;
  for (const [key, each] of Object.entries(value).toReversed()) {
    const there = entries.findIndex((entry) => entry.key === key);
    if (there === -1) additions.unshift({ index, key, value: each });
    else index = there;
  }
  return [...inside, ...changedEntries(source, found, collection, removed, additions)];
}

function listBecame(
  source: Source,
  found: Found,
  collection: Collection,
  old: readonly Json[],
  value: readonly Json[],
): readonly Splice[] {
  const lost = leftOver(old, value);
  if (lost !== null) return changedEntries(source, found, collection, new Set(lost), []);
  const added = leftOver(value, old);
  if (added !== null)
    return changedEntries(
      source,
      found,
      collection,
      new Set(),
      added.map((at, before) => ({ index: at - before, key: null, value: value[at] ?? null })),
    );
  const start = old.findIndex((item, index) => !isDeepStrictEqual(item, value[index]));
  const ends = Math.min(old.length, value.length) - start;
  let end = 0;
  while (end < ends && isDeepStrictEqual(old.at(-1 - end), value.at(-1 - end))) end += 1;
  const paired = ends - end;
  const inside = entriesOf(collection)
    .slice(start, start + paired)
    .flatMap((entry, index) =>
      became(
        source,
        { node: entry.value, entry, parent: collection },
        old[start + index] ?? null,
        value[start + index] ?? null,
      ),
    );
  const removed = new Set(old.map((_, index) => index).slice(start + paired, old.length - end));
  const additions = value
    .slice(start + paired, value.length - end)
    .map((each) => ({ index: old.length - end, key: null, value: each }));
  return [...inside, ...changedEntries(source, found, collection, removed, additions)];
}

/** The indices of `all` that `part` lacks, if `part` is `all` without them; else null. */
function leftOver(all: readonly Json[], part: readonly Json[]): readonly number[] | null {
  const left: number[] = [];
  let at = 0;
  for (const [index, item] of all.entries()) {
    if (at < part.length && isDeepStrictEqual(item, part[at])) at += 1;
    else left.push(index);
  }
  return at === part.length ? left : null;
}

/** Entries of a collection go and come. */
export function changedEntries(
  source: Source,
  found: Found,
  collection: Collection,
  removed: ReadonlySet<number>,
  additions: readonly Addition[],
): readonly Splice[] {
  if (removed.size + additions.length === 0) return [];
  if (removed.size < entriesOf(collection).length) {
    const change = { collection, removed, additions };
    return isBlock(collection) ? blockChange(source, change) : flowChange(source, change);
  }
  if (additions.length === 0) return emptied(source, collection, found);
  const value: Json = isMap(collection)
    ? Object.fromEntries(additions.map(({ key, value: each }) => [key ?? '', each] as const))
    : additions.map(({ value: each }) => each);
  return replaced(source, found, value);
}
