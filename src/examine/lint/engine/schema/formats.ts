import { fullFormats } from 'ajv-formats/dist/formats.js';

/** A format: what a text, or a number, must be. */
export type Format =
  | RegExp
  | ((text: string) => boolean)
  | { readonly type?: 'string' | 'number'; readonly validate: RegExp | ((value: never) => boolean) };

const TIME = /^(\d\d):(\d\d):(\d\d)(\.\d+)?(z|[+-]\d\d(?::?\d\d)?)?$/i;
const { date } = fullFormats;
const isDate = (typeof date === 'object' && 'validate' in date ? date.validate : () => false) as (
  text: string,
) => boolean;

/** Formats in which Spectral, which has ajv-formats 2, differs from the version that we have: a time needs no zone. */
export const OLDER: Readonly<Record<string, (text: string) => boolean>> = {
  time: isTime,
  'date-time': (text) => {
    const parts = text.split(/t|\s/i);
    return parts.length === 2 && isDate(parts[0] ?? '') && isTime(parts[1] ?? '');
  },
  ipv4: (text) => /^(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)$/.test(text),
};
/** Formats that only the newer version knows. */
export const NEWER: readonly string[] = ['iso-time', 'iso-date-time'];

/** The format of a name as Spectral knows it; true where any text will do, null where there is none of that name. */
export function formatOf(name: string): Format | true | null {
  if (NEWER.includes(name)) return null;
  if (Object.hasOwn(OLDER, name)) return OLDER[name] ?? null;
  if (!Object.hasOwn(fullFormats, name)) return null;
  return fullFormats[name as keyof typeof fullFormats] as Format | true;
}

function isTime(text: string): boolean {
  const [whole, hour, minute, second] = TIME.exec(text) ?? [];
  if (whole === undefined) return false;
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  return (hours <= 23 && minutes <= 59 && seconds <= 59) || (hours === 23 && minutes === 59 && seconds === 60);
}
