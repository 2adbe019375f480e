import { milestonesOf } from '../../src/examine/lifecycle/milestones.ts';
import { type Day, daysBetween, parseDay } from '../../src/model/day.ts';
import type { Deprecation } from '../../src/model/deprecation.ts';
import { pointerOf } from '../../src/model/pointer.ts';
import { entry } from './deprecation.ts';

export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
}

export const MILESTONES = [-180, -90, -60, -30, -14, -7, -1, 0, 7];

/** The entry of the register for an operation of `payments` as it stands on a day; `sunset` null for one that is deprecated without a sunset. */
export function leaving(
  operation: string,
  sunset: Day | null,
  today: Day,
  more: Partial<Deprecation> = {},
): Deprecation {
  const [method = '', path = ''] = operation.split(' ');
  const pointer = pointerOf('paths', path, method.toLowerCase());
  const daysLeft = sunset === null ? null : daysBetween(today, sunset);
  return entry({
    owner: 'Team Payments',
    what: { kind: 'operation', name: '', method, path, pointer },
    at: { file: 'payments.yaml', commit: null, pointer, line: 1, column: 1, endLine: 1, endColumn: 1 },
    status: daysLeft === null ? 'deprecated' : daysLeft < 0 ? 'overdue' : 'sunset-scheduled',
    sunset,
    daysLeft,
    milestone: sunset === null ? null : milestonesOf(sunset, today, MILESTONES).reached,
    ...more,
  });
}

/** What was deprecated once: gone, or no longer marked. */
export function past(operation: string, status: 'retired' | 'active' | 'resurrected', today: Day): Deprecation {
  return leaving(operation, null, today, { status, removed: status === 'retired' ? today : null });
}
