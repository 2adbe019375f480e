import { addDays, type Day, daysBetween, parseDay } from '../../src/model/day.ts';
import type { Deprecation, Milestone } from '../../src/model/deprecation.ts';

export function day(text: string): Day {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(`${text} is no day`);
  return parsed;
}

export const MILESTONES = [-180, -90, -60, -30, -14, -7, -1, 0, 7];

/** The entry of the register for an operation on a day; `sunset` null for one that is deprecated without a sunset. */
export function entry(
  operation: string,
  sunset: Day | null,
  today: Day,
  more: Partial<Deprecation> = {},
  milestones: readonly number[] = MILESTONES,
): Deprecation {
  const [method = '', path = ''] = operation.split(' ');
  const pointer = `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}`;
  const daysLeft = sunset === null ? null : daysBetween(today, sunset);
  return {
    api: 'payments',
    owner: 'Team Payments',
    what: { kind: 'operation', name: '', method, path, pointer },
    at: { file: 'payments.yaml', commit: null, pointer, line: 1, column: 1, endLine: 1, endColumn: 1 },
    status:
      daysLeft === null ? 'deprecated' : daysLeft < 0 ? 'overdue' : daysLeft <= 30 ? 'due-soon' : 'sunset-scheduled',
    since: { day: day('2026-01-05'), from: 'history' },
    sunset,
    daysLeft,
    removed: null,
    notice: { given: null, atLeast: false, required: { days: 180, because: 'external', consumer: null }, enough: null },
    milestone:
      sunset === null
        ? null
        : milestoneAt(
            sunset,
            milestones.findLast((each) => addDays(sunset, each) <= today),
          ),
    nextMilestone: null,
    successor: null,
    reason: null,
    announcement: null,
    consumers: [],
    evidence: null,
    waivers: [],
    ...more,
  };
}

function milestoneAt(sunset: Day, offset: number | undefined): Milestone | null {
  if (offset === undefined) return null;
  return { name: `T${offset > 0 ? '+' : ''}${offset}`, offset, day: addDays(sunset, offset) };
}

/** What was deprecated once: gone, or no longer marked. */
export function pastEntry(operation: string, status: 'retired' | 'active' | 'resurrected', today: Day): Deprecation {
  return { ...entry(operation, null, today), status, removed: status === 'retired' ? today : null };
}
