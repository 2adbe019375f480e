import { type Day, daysBetween } from '../../model/day.ts';
import type { Dated } from '../../model/deprecation.ts';
import { type ContractHistory, type HistoryEvent, lifeOf } from '../../model/history.ts';

/** What history says of one thing, at its end. */
export type Timeline = {
  /** When the deprecation began that was in force when history ended, or when the operation went; null when none was. */
  readonly since: Dated | null;
  /** The day on which it went; null while it is there. */
  readonly removedOn: Day | null;
  /** Whether it went once and came back, or would come back now, soon enough to be the same thing. */
  readonly returned: boolean;
};

/** A mark that is lifted for no longer than this was not lifted: merges drop and restore. */
const LIFTED_DAYS = 7;
/** What was gone for longer than this and comes back is a new thing, with a notice of its own. */
const GONE_DAYS = 30;

/** The timeline of everything that history knows, by `lifeOf`. */
export function timelinesOf(history: ContractHistory | null): ReadonlyMap<string, Timeline> {
  const byKey = grouped(history?.events ?? [], ({ key }) => lifeOf(key));
  return new Map([...byKey].map(([key, events]) => [key, timelineOf(events)]));
}

function timelineOf(events: readonly HistoryEvent[]): Timeline {
  // By key as written: a parameter that is renamed is one path going and another coming in the same commit.
  const present = new Map<string, boolean>();
  let since: Dated | null = null;
  let liftedOn: Day | null = null;
  let removedOn: Day | null = null;
  let returned = false;
  for (const [, together] of grouped(events, ({ commit }) => commit)) {
    for (const { event, key, deprecated } of together) {
      if (event === 'removed') present.delete(key);
      else present.set(key, deprecated);
    }
    const [first] = together;
    if (first === undefined) continue;
    const { day } = first;
    if (present.size === 0) {
      removedOn = day;
      continue;
    }
    if (removedOn !== null) returned = daysBetween(removedOn, day) <= GONE_DAYS;
    if (removedOn !== null && !returned) since = null;
    removedOn = null;
    if (![...present.values()].includes(true)) {
      liftedOn ??= day;
      continue;
    }
    const again = liftedOn !== null && daysBetween(liftedOn, day) > LIFTED_DAYS;
    if (since === null || again) since = { day, from: first.event === 'first-seen' ? 'no later than' : 'history' };
    liftedOn = null;
  }
  return { since: liftedOn === null ? since : null, removedOn, returned: returned || removedOn !== null };
}

/** Groups in the order in which their first members came. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
