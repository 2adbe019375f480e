import { parseDay, parseDayOrDateTime } from '../../model/day.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Three letters, or the whole name: `Sep`, `Sept.`, `September`. */
const NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';

/**
 * A date that is not RFC 3339 and can mean one day only, as RFC 3339 writes it; null for everything else. `03/04/2027` is March or April, `27-06-30` any
 * of three days, and a time without a zone may fall on another day.
 */
export function asRfc3339(text: string): string | null {
  for (const read of [fromHttpDate, fromYearFirst, fromYearLast, fromMonthName, fromDateTime]) {
    const date = read(text.trim());
    if (date !== null) return parseDayOrDateTime(date) === null ? null : date;
  }
  return null;
}

/** An IMF-fixdate (RFC 9110 §5.6.7), as the header Sunset has it; not where the day of the week is another. */
function fromHttpDate(text: string): string | null {
  const found = /^(\w{3}), (\d{2}) (\w{3}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/.exec(text);
  if (found === null) return null;
  const [, weekday = '', day = '', month = '', year = '', time = ''] = found;
  const date = dayOf(year, monthNumber(month), day);
  const isThatDay = date !== null && DAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] === weekday.toLowerCase();
  return isThatDay ? `${date}T${time}Z` : null;
}

/** `2027-6-3`, `2027/06/03`, `2027.06.03`: nobody writes the day between the year and the month. */
function fromYearFirst(text: string): string | null {
  const found = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(text);
  return found === null ? null : dayOf(found[1], Number(found[3]), found[4]);
}

/** `30.06.2027`, `06/30/2027`: only where one of the two cannot be a month, or both are the same. */
function fromYearLast(text: string): string | null {
  const found = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text);
  if (found === null) return null;
  const [first, second] = [Number(found[1]), Number(found[3])];
  if (first > 12) return dayOf(found[4], second, String(first));
  return second > 12 || first === second ? dayOf(found[4], first, String(second)) : null;
}

/** `30 June 2027`, `30-Jun-2027`, `June 30th, 2027`. */
function fromMonthName(text: string): string | null {
  const dayFirst = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ -]${NAME}[ -](\\d{4})$`, 'i').exec(text);
  if (dayFirst !== null) return dayOf(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = new RegExp(`^${NAME} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`, 'i').exec(text);
  return monthFirst === null ? null : dayOf(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
}

/** A moment with its zone in which a space stands for the T, or the colon of the offset is missing. */
function fromDateTime(text: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)? ?(?:(Z|UTC|GMT)|([+-]\d{2}):?(\d{2}))$/.exec(
    text,
  );
  if (found === null) return null;
  const [, day = '', time = '', seconds = ':00', zulu, hours = '', minutes = ''] = found;
  return `${day}T${time}${seconds}${zulu === undefined ? `${hours}:${minutes}` : 'Z'}`;
}

function monthNumber(name = ''): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function dayOf(year = '', month: number, day = ''): string | null {
  return parseDay(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`);
}
