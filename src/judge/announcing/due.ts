import {
  type Announcement,
  type AnnouncementKind,
  announcementFingerprint,
  isScheduled,
  type Register,
  type Told,
} from '../../model/announcement.ts';
import type { Day } from '../../model/day.ts';
import { type Deprecation, type DeprecationStatus, nameOfDeprecable } from '../../model/deprecation.ts';
import { grouped } from '../../model/grouped.ts';
import { thingOf } from './thing.ts';

/**
 * What is to be said today that was not said before, by what `told` remembers, in any order. Of the milestones that were passed in silence only the last
 * one is announced. A milestone earlier than one that was announced is never due, so a clock that is set back announces nothing.
 */
export function announcementsOf(register: Register, told: readonly Told[], today: Day): readonly Announcement[] {
  const memory = grouped(told, ({ thing }) => thing);
  const entries = entriesByThing(register.deprecations);
  const due = [...entries].flatMap(([thing, entry]) => dueOf(thing, entry, memory.get(thing) ?? [], today));
  const lost = [...memory].flatMap(([thing, records]) => {
    const last = lastOf(records, null);
    if (last === null || last.end || entries.has(thing) || !register.covers(last.api)) return [];
    return [announced(last, { kind: 'ended', round: last.round, sunset: last.sunset, offset: null, end: true }, today)];
  });
  return [...due, ...lost];
}

/** The register by thing. Where two entries are one thing to us, such as a header and a query parameter of one name, the nearest sunset counts. */
export function entriesByThing(deprecations: readonly Deprecation[]): ReadonlyMap<string, Deprecation> {
  const entries = new Map<string, Deprecation>();
  for (const entry of deprecations) {
    const thing = thingOf(entry.api, entry.what);
    const other = entries.get(thing);
    if (other === undefined || sunsetFor(entry) < sunsetFor(other)) entries.set(thing, entry);
  }
  return entries;
}

function sunsetFor(entry: Deprecation): string {
  return isScheduled(entry) ? entry.sunset : '9999-99-99';
}

function dueOf(thing: string, entry: Deprecation, records: readonly Told[], today: Day): readonly Announcement[] {
  const said = (news: News): readonly Announcement[] => [
    announced({ ...entry, what: nameOfDeprecable(entry.what), thing }, news, today),
  ];
  if (!isScheduled(entry)) {
    const last = lastOf(records, null);
    if (last === null || last.end) return [];
    return said({ kind: endOf(entry.status), round: last.round, sunset: last.sunset, offset: null, end: true });
  }
  const { sunset } = entry;
  const offset = entry.milestone?.offset ?? null;
  const last = lastOf(records, sunset);
  const kind = offset === null ? 'scheduled' : 'milestone';
  if (last === null) return said({ kind, round: 0, sunset, offset, end: false });
  if (last.end) return said({ kind, round: last.round + 1, sunset, offset, end: false });
  if (last.sunset !== sunset)
    return said({ kind: 'moved', round: last.round + 1, sunset, offset, end: false, from: last.sunset });
  const reached = offset !== null && (last.offset === null || offset > last.offset);
  return reached ? said({ kind, round: last.round, sunset, offset, end: false }) : [];
}

/** How it ended, by what the register says of a thing that has no sunset to be met. */
function endOf(status: DeprecationStatus): AnnouncementKind {
  if (status === 'retired') return 'retired';
  return status === 'active' || status === 'resurrected' ? 'withdrawn' : 'unscheduled';
}

/**
 * Where a thing stands, of all that was said of it: its last round, in that its end, else the latest milestone. Records that came together from two branches
 * may have two sunsets in one round; the one that holds now is meant then.
 */
export function lastOf<T extends Told>(records: readonly T[], sunset: Day | null): T | null {
  const rank = (one: T): readonly number[] => [
    one.round,
    Number(one.end),
    Number(one.sunset === sunset),
    one.offset ?? Number.NEGATIVE_INFINITY,
  ];
  return records.reduce<T | null>((best, one) => (best === null || isAfter(rank(one), rank(best)) ? one : best), null);
}

function isAfter(left: readonly number[], right: readonly number[]): boolean {
  const index = left.findIndex((part, position) => part !== right[position]);
  return index !== -1 && (left[index] ?? 0) > (right[index] ?? 0);
}

type Subject = Pick<Told, 'api' | 'owner' | 'thing' | 'what'> & { readonly successor?: string | null };
type News = Pick<Announcement, 'kind' | 'round' | 'sunset' | 'offset' | 'end'> & { readonly from?: Day };

function announced(subject: Subject, news: News, today: Day): Announcement {
  const { api, owner, thing, what, successor = null } = subject;
  const { kind, round, sunset, offset, end, from = null } = news;
  const fingerprint = announcementFingerprint({ thing, round, sunset, offset, end });
  return { fingerprint, api, owner, thing, what, kind, round, sunset, offset, end, from, successor, on: today };
}
