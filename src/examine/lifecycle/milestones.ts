import { addDays, type Day, daysBetween } from '../../model/day.ts';
import { type Milestone, milestoneName } from '../../model/deprecation.ts';

/** The last milestone that has been reached on a day, and the next one; null where there is none. `offsets` are in order. */
export function milestonesOf(
  sunset: Day,
  today: Day,
  offsets: readonly number[],
): { readonly reached: Milestone | null; readonly next: Milestone | null } {
  const passed = daysBetween(sunset, today);
  const reached = offsets.findLast((offset) => offset <= passed);
  const next = offsets.find((offset) => offset > passed);
  return { reached: milestoneAt(sunset, reached), next: milestoneAt(sunset, next) };
}

function milestoneAt(sunset: Day, offset: number | undefined): Milestone | null {
  if (offset === undefined) return null;
  return { name: milestoneName(offset), offset, day: addDays(sunset, offset) };
}
