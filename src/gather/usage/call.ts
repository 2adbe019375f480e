import { type Day, dayIn, parseDay } from '../../model/day.ts';
import { textOf } from './lines.ts';

/** A call as a line of a log tells it. `target` is the path, with whatever else stands there; nothing of it is kept. */
export type Call = {
  readonly method: string;
  readonly target: string;
  readonly consumer: string | null;
  readonly day: Day | null;
};

/** Reads one line; null where it is none of its format. */
export type LineReader = (line: string) => Call | null;

/** With those of WebDAV and the like, such as VERSION-CONTROL. */
const METHOD = /^[A-Z][A-Z-]{2,19}$/;

/** `GET /path HTTP/1.1`. */
export function callOf(request: string, consumer: string | null, day: Day | null): Call | null {
  const first = request.indexOf(' ');
  const last = request.lastIndexOf(' ');
  const method = request.slice(0, first);
  if (first < 3 || last <= first || !request.startsWith('HTTP/', last + 1) || !METHOD.test(method)) return null;
  return { method, target: request.slice(first + 1, last), consumer, day };
}

export function isMethod(text: string): boolean {
  return METHOD.test(text);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days = new Map<string, Day | null>();

/** The day of `10/Oct/2026`, or of an RFC 3339 time, in the zone that it is written in. */
export function dayOf(written: string): Day | null {
  const known = days.get(written);
  if (known !== undefined) return known;
  const [, day = '', month = '', year = ''] = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4})$/.exec(written) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  const found = parseDay(number > 0 ? `${year}-${String(number).padStart(2, '0')}-${day}` : written);
  // A log is of few days; what is more is no log.
  if (days.size < 10_000) days.set(written, found);
  return found;
}

/** The day of a number of milliseconds since 1970, in UTC. */
export function dayOfTime(milliseconds: number): Day | null {
  const number = Math.floor(milliseconds / 86_400_000);
  if (!(number > 0 && number < 100_000)) return null;
  const key = `#${number}`;
  const known = days.get(key) ?? dayIn(new Date(number * 86_400_000));
  days.set(key, known);
  return known;
}

const LONGEST_NAME = 120;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[\da-f]*:[\da-f:.]+\]?)(?::\d+)?$/i;
const SECRET = /^(?:bearer|basic|digest)\s|^eyJ[\w-]+\.|^[\w+/=-]{41,}$/i;

/** A consumer's name as it is kept; null for what names nobody: nothing, an address, or what looks like a token. */
export function nameOf(written: unknown): string | null {
  if (typeof written !== 'string') return null;
  const name = textOf(written).trim();
  if (name === '' || name === '-' || name.length > LONGEST_NAME || ADDRESS.test(name) || SECRET.test(name)) return null;
  return name;
}
