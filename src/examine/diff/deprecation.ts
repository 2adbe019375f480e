import { type Day, daysBetween, parseDayOrDateTime } from '../../model/day.ts';
import { type Json, own } from '../../model/json.ts';
import { type Settings, noticeDaysOf } from './options.ts';

/** What a deprecation says of its end: nothing, something that is no date, or a day. */
export type Sunset = { readonly kind: 'none' } | { readonly kind: 'invalid'; readonly text: string } | Dated;
type Dated = { readonly kind: 'day'; readonly day: Day };

/** Reads `x-sunset` of an operation or a parameter: an RFC 3339 date or date-time, also as JSON text. */
export function sunsetOf(value: Json): Sunset {
  return sunsetFrom(own(value, 'x-sunset') ?? null);
}

export function sunsetFrom(written: Json): Sunset {
  if (written === null || written === '') return { kind: 'none' };
  const text = typeof written === 'string' ? written.replace(/^"(.*)"$/, '$1') : JSON.stringify(written);
  const day = parseDayOrDateTime(text);
  return day === null ? { kind: 'invalid', text } : { kind: 'day', day };
}

export type Notice = 'undated' | 'dated' | 'missing' | 'invalid' | 'too-short';

/** How a new deprecation stands with the notice that is owed. Without a `today` no notice can be counted, and a date is taken as it is. */
export function noticeOf(sunset: Sunset, stability: string | null, settings: Settings): Notice {
  const days = noticeDaysOf(settings, stability);
  switch (sunset.kind) {
    case 'none':
      return days > 0 ? 'missing' : 'undated';
    case 'invalid':
      return 'invalid';
    case 'day':
      return settings.today !== null && daysBetween(settings.today, sunset.day) < days ? 'too-short' : 'dated';
  }
}

/** How the removal of something stands with what was announced. */
export type Removal = 'without-deprecation' | 'with-deprecation' | 'before-sunset' | 'invalid';

export function removalOf(deprecated: boolean, sunset: Sunset, settings: Settings): Removal {
  if (!deprecated) return 'without-deprecation';
  switch (sunset.kind) {
    case 'none':
      return 'with-deprecation';
    case 'invalid':
      return 'invalid';
    case 'day':
      return settings.today !== null && settings.today >= sunset.day ? 'with-deprecation' : 'before-sunset';
  }
}

/** Whether an announced end was moved nearer than the notice allows. */
export function movedTooNear(from: Day, to: Day, stability: string | null, settings: Settings): boolean {
  if (to >= from || settings.today === null) return false;
  return daysBetween(settings.today, to) < noticeDaysOf(settings, stability);
}
