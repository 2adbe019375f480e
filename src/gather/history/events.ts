import { ELEMENT_KINDS, elementOf, type HistoryEvent, type Moment, type ServedFrom } from '../../model/history.ts';
import type { Delta } from './delta.ts';
import type { ElementState } from './summary.ts';

/** A revision, and what it has different from the one before; null for one that removed the file, and everything with it. */
export type Step = { readonly moment: Moment; readonly delta: Delta | null };

/** What happened to each thing from one step to the next; oldest first, within a step operations first, by path and method. */
export function eventsOf(steps: readonly Step[]): {
  readonly events: readonly HistoryEvent[];
  readonly served: readonly ServedFrom[];
} {
  const events: HistoryEvent[] = [];
  const served: ServedFrom[] = [];
  const present = new Map<string, ElementState>();
  const elements = new Map<string, ReturnType<typeof elementOf>>();
  for (const [index, { moment, delta }] of steps.entries()) {
    const { day, commit } = moment;
    const found: HistoryEvent[] = [];
    const note = (event: HistoryEvent['event'], key: string, { pointer, deprecated, sunset }: ElementState): void => {
      const element = elements.get(key) ?? elementOf(key);
      elements.set(key, element);
      found.push({ event, what: { ...element, pointer }, key, deprecated, sunset, day, commit });
    };
    for (const [key, state] of delta?.changes ?? new Map([...present.keys()].map((key) => [key, null]))) {
      const was = present.get(key);
      if (state === null) {
        present.delete(key);
        if (was !== undefined) note('removed', key, was);
        continue;
      }
      present.set(key, state);
      if (was === undefined) note(index === 0 ? 'first-seen' : 'appeared', key, state);
      else if (was.deprecated !== state.deprecated) note(state.deprecated ? 'deprecated' : 'undeprecated', key, state);
    }
    events.push(...found.sort(byPlace));
    if (delta?.served != null) served.push({ commit, paths: delta.served });
  }
  return { events, served };
}

const RANK: ReadonlyMap<string, number> = new Map(ELEMENT_KINDS.map((kind, index) => [kind, index]));

function byPlace(left: HistoryEvent, right: HistoryEvent): number {
  return (
    (RANK.get(left.what.kind) ?? 0) - (RANK.get(right.what.kind) ?? 0) ||
    compare(left.what.path ?? '', right.what.path ?? '') ||
    compare(left.what.method ?? '', right.what.method ?? '') ||
    compare(left.key, right.key)
  );
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
