import { daysBetween } from '../../model/day.ts';
import type { Deprecation, DeprecationStatus } from '../../model/deprecation.ts';
import type { LifecycleInput, Subject } from './define.ts';

/** The register's entry for one thing that is marked deprecated. */
export function entryOf(subject: Subject, input: LifecycleInput): Deprecation {
  const { what, since, sunset, note } = subject;
  const daysLeft = sunset === null ? null : daysBetween(input.today, sunset);
  const isOperation = what.kind === 'operation' && what.method !== null && what.path !== null;
  return {
    api: input.contract.id,
    what,
    at: input.contract.locate(what.pointer),
    since,
    sunset,
    daysLeft,
    successor: note.successor,
    status: statusOf(daysLeft, input.dueSoonDays),
    consumers: isOperation ? input.consumersOf(what.method, what.path) : [],
  };
}

function statusOf(daysLeft: number | null, dueSoonDays: number): DeprecationStatus {
  if (daysLeft === null) return 'deprecated';
  if (daysLeft < 0) return 'overdue';
  return daysLeft <= dueSoonDays ? 'due-soon' : 'sunset-scheduled';
}
