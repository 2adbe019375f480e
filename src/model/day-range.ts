import { type Day, parseDay } from './day.ts';

/** Days from the first to the last, both included; of every year (`MM-DD`) or of one time (`YYYY-MM-DD`). */
export type DayRange = {
  readonly kind: 'yearly' | 'once';
  readonly from: string;
  readonly to: string;
  /** As written. */
  readonly text: string;
};

/** Reads `12-15..01-05`, `2026-12-15..2027-01-05`, or one such day. Null for days that do not exist, and for a range of one time that ends before it begins. */
export function parseDayRange(text: string): DayRange | null {
  const [from = '', to = from, ...more] = text.split('..');
  if (more.length > 0) return null;
  if ([from, to].every(isYearly)) return { kind: 'yearly', from, to, text };
  if (parseDay(from) === null || parseDay(to) === null || to < from) return null;
  return { kind: 'once', from, to, text };
}

/** A yearly range may go past the end of the year: `12-15..01-05`. */
export function isWithin(day: Day, { kind, from, to }: DayRange): boolean {
  if (kind === 'once') return from <= day && day <= to;
  const date = day.slice('YYYY-'.length);
  return from <= to ? from <= date && date <= to : date >= from || date <= to;
}

/** A day of some year: 02-29 is one. */
function isYearly(text: string): boolean {
  return /^\d{2}-\d{2}$/.test(text) && parseDay(`2028-${text}`) !== null;
}
