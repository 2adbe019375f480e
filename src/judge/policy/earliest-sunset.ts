import { addDays, type Day } from '../../model/day.ts';
import { isWithin } from '../../model/day-range.ts';
import type { DeprecationPolicy } from '../../model/workspace.ts';

/** Windows come back every year; where they and the freezes leave no day in so many, they never do. */
const FURTHEST_DAYS = 4000;

/** The first day from a day on that the windows and freezes leave for a sunset; null where they leave none. */
export function sunsetFrom(day: Day, { windows, freezes }: Pick<DeprecationPolicy, 'windows' | 'freezes'>): Day | null {
  for (let later = 0; later <= FURTHEST_DAYS; later += 1) {
    const candidate = addDays(day, later);
    const isOpen = windows.length === 0 || windows.some((window) => isWithin(candidate, window));
    if (isOpen && !freezes.some((freeze) => isWithin(candidate, freeze))) return candidate;
  }
  return null;
}
