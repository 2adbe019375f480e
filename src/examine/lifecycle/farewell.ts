import type { Farewell } from '../../model/changelog.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import { type ContractHistory, lifeOf, operationKey } from '../../model/history.ts';
import { dayOf, isDeprecated, type LifecycleFields, lifecycleNote } from '../../model/lifecycle-fields.ts';
import { operationsIn } from '../../model/operations.ts';
import { timelinesOf } from './timeline.ts';

export type FarewellInput = {
  readonly before: Contract;
  readonly after: Contract;
  /** Null where nobody looked. */
  readonly history: ContractHistory | null;
  /** The day of `after`: what history shows later does not count. Null for today. */
  readonly day: Day | null;
  readonly zone: string;
  /** Names of the fields by which contracts tell of their end. */
  readonly fields: LifecycleFields;
};

/**
 * What is known of the end of an operation: from the newer contract, or from the older one where it is gone; since when also from history. Null for
 * one that is not deprecated, and for one that went without having been.
 */
export function farewellsBetween(input: FarewellInput): (operation: Operation) => Farewell | null {
  const { before, after, history, day, zone, fields } = input;
  const [old, new_] = [before, after].map(
    ({ document }) => new Map(operationsIn(document).map((each) => [keyOf(each), each.value])),
  );
  const events = history?.events.filter((event) => day === null || event.day <= day) ?? [];
  const timelines = history === null ? null : timelinesOf({ ...history, events });
  return (operation) => {
    const value = new_?.get(keyOf(operation)) ?? old?.get(keyOf(operation));
    if (value === undefined || !isDeprecated(value, fields)) return null;
    const note = lifecycleNote(value, fields);
    const said = dayOf(note.since, zone);
    return {
      since:
        said === null
          ? (timelines?.get(lifeOf(operationKey(operation)))?.since ?? null)
          : { day: said, from: 'contract' },
      sunset: dayOf(note.sunset, zone),
      successor: note.successor,
      reason: note.reason,
    };
  };
}

function keyOf({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
