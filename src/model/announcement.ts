import { hash } from 'node:crypto';
import type { Day } from './day.ts';
import type { Deprecation } from './deprecation.ts';

/**
 * What is said of a thing that is on its way out. `scheduled`: it has a sunset, and no milestone of it has been reached yet. `milestone`: one has.
 * `moved`: its sunset is another day now. The others end what was said: `unscheduled`: it is deprecated still, and its sunset was taken back;
 * `withdrawn`: it is no longer deprecated; `retired`: it is gone; `ended`: it is one of those two, and nothing tells which.
 */
export const ANNOUNCEMENT_KINDS = [
  'milestone',
  'moved',
  'scheduled',
  'retired',
  'withdrawn',
  'unscheduled',
  'ended',
] as const;
export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number];

/** What was said of one thing, as far as what is to be said next depends on it. */
export type Told = {
  readonly api: string;
  /** Of the API; null where the settings name nobody. */
  readonly owner: string | null;
  /** Says which thing of the API it is, and stays: 16 hexadecimal characters. */
  readonly thing: string;
  /** How people call it. */
  readonly what: string;
  /** Grows whenever its sunset moves, and whenever it is scheduled again after an end. From 0. */
  readonly round: number;
  /** For an end, the sunset that it had. */
  readonly sunset: Day;
  /** The last milestone that had been reached, in days after the sunset; null before the first, and for an end. */
  readonly offset: number | null;
  readonly end: boolean;
};

/** One thing said on one day, once. */
export type Announcement = Told & {
  readonly kind: AnnouncementKind;
  /** Made of `thing`, `round`, `sunset`, `offset` and `end`: 32 hexadecimal characters. Nothing is announced twice with the same one. */
  readonly fingerprint: string;
  /** The sunset that it had before; null unless it moved. */
  readonly from: Day | null;
  readonly successor: string | null;
  /** The day of the run that announced it. */
  readonly on: Day;
};

/** The register of deprecations of some APIs. */
export type Register = {
  readonly deprecations: readonly Deprecation[];
  /** Whether an API was looked at: what was once said of it, and is not in the register, has ended. */
  readonly covers: (api: string) => boolean;
};

export function announcementFingerprint({
  thing,
  round,
  sunset,
  offset,
  end,
}: Omit<Told, 'api' | 'owner' | 'what'>): string {
  return hash('sha256', JSON.stringify(['announcement', thing, round, sunset, offset, end]), 'hex').slice(0, 32);
}

/** Whether a kind of announcement ends what was said of a thing. */
export function isEnd(kind: AnnouncementKind): boolean {
  return kind !== 'scheduled' && kind !== 'milestone' && kind !== 'moved';
}

/** Whether a thing has a sunset that is still to be met. */
export function isScheduled(entry: Deprecation): entry is Deprecation & { readonly sunset: Day } {
  const ended = entry.status === 'retired' || entry.status === 'active' || entry.status === 'resurrected';
  return !ended && entry.sunset !== null;
}

/** Where one thing stands in a calendar. */
export type Appointment = {
  readonly api: string;
  readonly owner: string | null;
  readonly thing: string;
  readonly what: string;
  readonly sunset: Day;
  /** Grows whenever the sunset moves, is taken back, or is set anew. From 0. */
  readonly sequence: number;
  /** The day on which that was announced. */
  readonly changed: Day;
  /** `cancelled`: nothing will happen on that day. `past`: it happened. */
  readonly state: 'ahead' | 'past' | 'cancelled';
  /** The register's entry; null for what is not in it. */
  readonly entry: Deprecation | null;
};

/** What one API has to be rid of on one day, and what is to be said of it. */
export type Ticket = {
  readonly api: string;
  readonly owner: string | null;
  readonly sunset: Day;
  /** What has its sunset on that day; empty once there is nothing left. */
  readonly things: readonly Deprecation[];
  /** Of things that have, had or get their sunset on that day. */
  readonly news: readonly Announcement[];
};
