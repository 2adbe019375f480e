import type { HistoryEvent } from '../../model/deprecation.ts';
import type { Revision } from '../../model/ports.ts';
import type { OperationState, Summary } from './summary.ts';

/** A revision and its operations. A revision that removed the file has none. */
export type Step = { readonly revision: Pick<Revision, 'commit' | 'day'>; readonly operations: Summary };

/** What happened to each operation from one step to the next; oldest first, within a step by path and method. */
export function eventsOf(steps: readonly Step[]): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  let before: Summary | null = null;
  for (const { revision, operations } of steps) {
    const found: HistoryEvent[] = [];
    const note = (event: HistoryEvent['event'], { method, path, deprecated, sunset }: OperationState): void => {
      found.push({ event, method, path, deprecated, sunset, day: revision.day, commit: revision.commit });
    };
    for (const [key, state] of operations) {
      const was = before?.get(key);
      if (before === null) note('first-seen', state);
      else if (was === undefined) note('appeared', state);
      else if (was.deprecated !== state.deprecated) note(state.deprecated ? 'deprecated' : 'undeprecated', state);
    }
    for (const [key, state] of before ?? []) if (!operations.has(key)) note('removed', state);
    events.push(...found.sort(byPlace));
    before = operations;
  }
  return events;
}

function byPlace(left: HistoryEvent, right: HistoryEvent): number {
  return compare(left.path, right.path) || compare(left.method, right.method);
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
