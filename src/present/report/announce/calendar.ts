import type { Appointment } from '../../../model/announcement.ts';
import { addDays, type Day } from '../../../model/day.ts';
import type { Tool } from '../../../model/report.ts';
import { printableReport } from '../printable-report.ts';

export type CalendarOptions = {
  readonly tool: Tool;
  /** Days after a sunset, negative before it, in order: alarms stand on those that are not after it. */
  readonly milestones: readonly number[];
};

/**
 * A calendar (RFC 5545) of sunsets, one all-day event a thing. An event is known by its UID for ever; SEQUENCE grows when the sunset moves or is taken back, and
 * DTSTAMP is the day on which that was announced, so that the same announcements give the same bytes. Consumers are not named: they may subscribe.
 */
export function calendarText(appointments: readonly Appointment[], { tool, milestones }: CalendarOptions): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//countersign//countersign ${escaped(tool.version)}//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'NAME:API sunsets',
    'X-WR-CALNAME:API sunsets',
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    'X-PUBLISHED-TTL:P1D',
    ...printableReport(appointments).flatMap((one) => eventLines(one, milestones)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(one: Appointment, milestones: readonly number[]): readonly string[] {
  const stamp = `${compact(one.changed)}T000000Z`;
  return [
    'BEGIN:VEVENT',
    `UID:${one.thing}@countersign`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    `SEQUENCE:${one.sequence}`,
    `DTSTART;VALUE=DATE:${compact(one.sunset)}`,
    `DTEND;VALUE=DATE:${compact(addDays(one.sunset, 1))}`,
    `STATUS:${one.state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    `SUMMARY:${escaped(`Sunset: ${one.what} (${one.api})`)}`,
    `DESCRIPTION:${descriptionOf(one).map(escaped).join('\\n')}`,
    `CATEGORIES:Sunset,${escaped(one.api)}`,
    'TRANSP:TRANSPARENT',
    ...alarmsOf(one, milestones).flatMap((offset) => alarmLines(one, offset)),
    'END:VEVENT',
  ];
}

function descriptionOf({ what, api, owner, state, entry }: Appointment): readonly string[] {
  const first = {
    ahead: `${what} of ${api} goes away after this day.`,
    past: `${what} of ${api} is gone.`,
    cancelled: `${what} of ${api} no longer has its sunset on this day.`,
  }[state];
  return [
    first,
    ...(entry?.successor == null ? [] : [`Instead: ${entry.successor}`]),
    ...(entry?.reason == null ? [] : [`Why: ${entry.reason}`]),
    ...(entry?.announcement == null ? [] : [`More: ${entry.announcement}`]),
    ...(owner === null ? [] : [`Owner: ${owner}`]),
  ];
}

/** The milestones up to the sunset that were still to come when it was announced. */
function alarmsOf({ state, sunset, changed }: Appointment, milestones: readonly number[]): readonly number[] {
  if (state !== 'ahead') return [];
  return milestones.filter((offset) => offset <= 0 && addDays(sunset, offset) >= changed);
}

/** At nine in the morning of the milestone's day, wherever the reader is: all-day events begin at midnight. */
function alarmLines({ what, api }: Appointment, offset: number): readonly string[] {
  const days = offset < -1 ? `${-offset - 1}D` : '';
  const trigger = offset === 0 ? 'PT9H' : `-P${days}T15H`;
  const when = offset === 0 ? 'today' : offset === -1 ? 'tomorrow' : `in ${-offset} days`;
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER;RELATED=START:${trigger}`,
    `DESCRIPTION:${escaped(`Sunset ${when}: ${what} (${api})`)}`,
    'END:VALARM',
  ];
}

function compact(day: Day): string {
  return day.replaceAll('-', '');
}

/** TEXT (§3.3.11). What is no printable character has been made one. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, (character) => `\\${character}`);
}

const OCTETS = 75;

/** Lines of at most 75 octets (§3.1), broken between characters. The space that a further line begins with is one of its octets. */
function folded(line: string): string {
  let text = '';
  let used = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    if (used + octets > OCTETS) {
      text += '\r\n ';
      used = 1;
    }
    text += character;
    used += octets;
  }
  return text;
}
