import { type Day, dayIn, parseDay } from '../model/day.ts';
import { CountersignError } from '../model/errors.ts';
import type { Clock } from '../model/ports.ts';

/**
 * The day that counts as today: `--today`, else COUNTERSIGN_TODAY, else SOURCE_DATE_EPOCH (seconds), else the clock, the last two in `zone`.
 * Throws USAGE for a day that does not exist.
 */
export function todayOf(
  option: string | null,
  environment: { readonly [name: string]: string | undefined },
  clock: Clock,
  zone: string,
): Day {
  if (option !== null) return dayGiven('--today', option);
  const variable = environment['COUNTERSIGN_TODAY'];
  if (variable !== undefined && variable !== '') return dayGiven('COUNTERSIGN_TODAY', variable);
  const epoch = environment['SOURCE_DATE_EPOCH'];
  if (epoch !== undefined && /^\d{1,12}$/.test(epoch)) return dayIn(new Date(Number(epoch) * 1000), zone);
  return dayIn(clock.now(), zone);
}

function dayGiven(name: string, text: string): Day {
  const day = parseDay(text);
  if (day === null)
    throw new CountersignError('USAGE', `${name} is ${JSON.stringify(text)}, which is not a day`, {
      hint: `${name} takes YYYY-MM-DD, such as 2026-11-20`,
    });
  return day;
}
