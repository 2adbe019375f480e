import type { Entry } from './entries.ts';
import { grouped } from './grouped.ts';

/** One thing to tell once: an entry, and the entries of the same change for other operations. `all` begins with the entry itself. */
export type Topic = Entry & { readonly all: readonly Entry[] };

/**
 * A change of a shared component reaches every operation that uses it: such entries become one topic. They are of one check
 * at the same places before and after, with the same judgement. The order is kept.
 */
export function topicsOf(entries: readonly Entry[]): readonly Topic[] {
  return [...grouped(entries, topicKey).values()].flatMap((own) => {
    const all = [...own].sort(byOperation);
    const [first] = all;
    return first === undefined ? [] : [{ ...first, all }];
  });
}

function byOperation(left: Entry, right: Entry): number {
  const [first, second] = [left, right].map(({ change, message }) =>
    JSON.stringify([change?.operation?.path ?? '', change?.operation?.method ?? '', message]),
  );
  if (first === second) return 0;
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

function topicKey(entry: Entry): string {
  const { change, rule, api, severity, waiver } = entry;
  if (change === null) return entry.fingerprint + JSON.stringify([rule, entry.at, entry.message]);
  return JSON.stringify([rule, api, severity, waiver, change.before, change.after, change.about]);
}

/**
 * The words of a message that differ from another one of the same check: of `Property `a/x` (200) is new` beside
 * `Property `b/x` (200) is new` it is `b/x`. Empty where they are the same.
 */
export function differing(message: string, other: string): string {
  const [ours, theirs] = [message.split(' '), other.split(' ')];
  const same = (left: number, right: number): boolean => ours.at(left) === theirs.at(right);
  const shorter = Math.min(ours.length, theirs.length);
  let start = 0;
  while (start < shorter && same(start, start)) start += 1;
  let end = 0;
  while (end < shorter - start && same(-1 - end, -1 - end)) end += 1;
  return ours.slice(start, ours.length - end).join(' ');
}
