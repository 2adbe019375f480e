/** A calendar day, `YYYY-MM-DD`, that exists. Days are compared as strings and come from `parseDay`, never from a cast. */
export type Day = string & { readonly kind: 'day' };

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Accepts an RFC 3339 full-date that exists (`2022-11-31` does not); everything else is null. */
export function parseDay(text: string): Day | null {
  const parts = DAY.exec(text);
  if (parts === null) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? (text as Day) : null;
}

/** Accepts an RFC 3339 full-date or date-time. A date-time counts for the day on which it falls in `zone` (an IANA name). */
export function parseDayOrDateTime(text: string, zone = 'UTC'): Day | null {
  const parts = DATE_TIME.exec(text);
  if (parts === null) return parseDay(text);
  const [, day, hour, minute, second] = parts;
  if (parseDay(day ?? '') === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const instant = new Date(text.toUpperCase().replace(/:60(?=[.Z+-])/, ':59'));
  return Number.isNaN(instant.getTime()) ? null : dayIn(instant, zone);
}

/** The calendar day that an instant falls on in a time zone (an IANA name). Throws RangeError for an unknown zone. */
export function dayIn(instant: Date, zone = 'UTC'): Day {
  // Loading the tables of time zones takes longer than many a whole run; UTC needs none.
  const iso = zone === 'UTC' ? /^\d{4}-\d{2}-\d{2}(?=T)/.exec(instant.toISOString()) : null;
  if (iso !== null) return iso[0] as Day;
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}` as Day;
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as Day;
}
