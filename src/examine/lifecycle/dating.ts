import type { Day } from '../../model/day.ts';
import type { Dated } from '../../model/deprecation.ts';
import type { ContractHistory, Depth } from '../../model/history.ts';
import { dayOf, type LifecycleNote } from '../../model/lifecycle-fields.ts';
import type { Notice } from './define.ts';
import { type Timeline, timelinesOf } from './timeline.ts';

/** A thing to be dated: its key, what its life goes by in history (nothing where it has none), whether it is marked deprecated, and what it says itself. */
export type Undated = {
  readonly key: string;
  readonly lives: readonly string[];
  readonly deprecated: boolean;
  readonly note: LifecycleNote;
};

/** What days are learned from, besides the thing itself. */
export type Sources = {
  readonly zone: string;
  /** What history followed. */
  readonly depth: Depth;
  /** Null where there is no history to speak of. */
  readonly timelines: ReadonlyMap<string, Timeline> | null;
  /** What was marked in the contract before, and the day of that contract; null without one. */
  readonly before: { readonly marked: ReadonlySet<string>; readonly day: Day | null } | null;
};

export function timelinesIn(history: ContractHistory | null): ReadonlyMap<string, Timeline> | null {
  return history === null || history.events.length === 0 ? null : timelinesOf(history);
}

/** When a thing was marked deprecated: from the contract if it says so, else from history, else it was at least in the contract before. Never invented. */
export function sinceOf(thing: Undated, sources: Sources): Dated | null {
  return saidBy(thing, sources) ?? seen(thing, sources);
}

/**
 * From when callers could know. A day in the contract can be written at any time, so what git shows goes before it; it counts where nothing shows
 * the opposite. `today` where the mark is not even committed.
 */
export function noticeOf(thing: Undated, sources: Sources): Notice {
  if (!thing.deprecated) return seen(thing, sources);
  const shown = seen(thing, sources);
  if (shown?.from === 'history') return shown;
  if (shown === null && isMarkedNow(thing, sources)) return 'today';
  return saidBy(thing, sources) ?? shown;
}

function saidBy({ note }: Undated, { zone }: Sources): Dated | null {
  const day = dayOf(note.since, zone);
  return day === null ? null : { day, from: 'contract' };
}

/** The timeline of the first of these lives that history knows. */
export function timelineIn({ timelines }: Sources, lives: readonly string[]): Timeline | undefined {
  for (const life of lives) {
    const timeline = timelines?.get(life);
    if (timeline !== undefined) return timeline;
  }
  return undefined;
}

function seen({ key, lives, deprecated }: Undated, sources: Sources): Dated | null {
  const { before } = sources;
  const timeline = timelineIn(sources, lives);
  if (timeline !== undefined) return timeline.since;
  if (!deprecated || before === null || before.day === null || !before.marked.has(key)) return null;
  return { day: before.day, from: 'no later than' };
}

/** History or the contract before would show the mark if it had been there. */
function isMarkedNow({ key, lives }: Undated, { timelines, before }: Sources): boolean {
  if (lives.length > 0 && timelines !== null) return true;
  return before !== null && !before.marked.has(key);
}
