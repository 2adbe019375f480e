import { type Announcement, type Appointment, isScheduled } from '../../model/announcement.ts';
import type { Deprecation } from '../../model/deprecation.ts';
import { grouped } from '../../model/grouped.ts';
import { entriesByThing, lastOf } from './due.ts';

/** The sunsets of everything that was ever announced, the earliest first. */
export function appointmentsOf(
  deprecations: readonly Deprecation[],
  announced: readonly Announcement[],
): readonly Appointment[] {
  const entries = entriesByThing(deprecations);
  return [...grouped(announced, ({ thing }) => thing)]
    .flatMap(([thing, records]): readonly Appointment[] => {
      const entry = entries.get(thing) ?? null;
      const last = lastOf(records, entry !== null && isScheduled(entry) ? entry.sunset : null);
      return last === null ? [] : [appointmentOf(last, records, entry)];
    })
    .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

function appointmentOf(last: Announcement, records: readonly Announcement[], entry: Deprecation | null): Appointment {
  const { api, owner, thing, what, sunset, round, end } = last;
  const [changed = last.on] = records
    .filter((one) => one.round === round && one.end === end && one.sunset === sunset)
    .map(({ on }) => on)
    .sort();
  return {
    api,
    owner,
    thing,
    what,
    sunset,
    sequence: 2 * round + Number(end),
    changed,
    state: !end ? 'ahead' : last.kind === 'retired' && last.on >= sunset ? 'past' : 'cancelled',
    entry,
  };
}

function keyOf({ sunset, api, what, thing }: Appointment): string {
  return JSON.stringify([sunset, api, what, thing]);
}
