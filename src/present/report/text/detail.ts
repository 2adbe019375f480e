import type { Severity } from '../../../model/finding.ts';
import type { Entry } from './entries.ts';

/** How an entry is told: what the verdict turns on, what is worth a look, and what is only counted. */
export type Weight = 'deciding' | 'notable' | 'counted';

/**
 * How many entries of one rule in one file are told in full, by their weight; whether harmless changes are listed one by one;
 * and whether each API has its own part.
 */
export type Detail = { readonly [weight in Weight]: number } & {
  readonly eachChange: boolean;
  readonly eachApi: boolean;
};

export const EVERYTHING: Detail = {
  deciding: Infinity,
  notable: Infinity,
  counted: Infinity,
  eachChange: true,
  eachApi: true,
};

/** From the fullest to the shortest. */
const LEVELS: readonly Detail[] = [
  { deciding: Infinity, notable: 2, counted: 0, eachChange: true, eachApi: true },
  { deciding: Infinity, notable: 1, counted: 0, eachChange: true, eachApi: true },
  { deciding: Infinity, notable: 1, counted: 0, eachChange: false, eachApi: true },
  { deciding: 2, notable: 1, counted: 0, eachChange: false, eachApi: true },
  { deciding: 2, notable: 0, counted: 0, eachChange: false, eachApi: true },
];

/** One of each rule that decides. */
const SHORT: Detail = { deciding: 1, notable: 0, counted: 0, eachChange: false, eachApi: true };

/** All in tables, with the first message of each rule that matters. */
const SHORTEST: Detail = { deciding: 0, notable: 0, counted: 0, eachChange: false, eachApi: true };

/** The shortest for many APIs: a line each, and one table for all. */
const OVERVIEW: Detail = { ...SHORTEST, eachApi: false };

/** So many lines are read; what is longer is told more briefly. */
const MOST_LINES = 80;
/** For what the verdict turns on people read more. */
const MOST_LINES_OF_DECIDING = 160;

/** The fullest telling that people will read. Everything, where that was asked for. */
export function readable(tell: (detail: Detail) => string[], verbose: boolean): string[] {
  if (verbose) return tell(EVERYTHING);
  for (const detail of LEVELS) {
    const lines = tell(detail);
    if (lines.length <= MOST_LINES) return lines;
  }
  const short = tell(SHORT);
  if (short.length <= MOST_LINES_OF_DECIDING) return short;
  const shortest = tell(SHORTEST);
  return shortest.length <= MOST_LINES_OF_DECIDING ? shortest : tell(OVERVIEW);
}

/** `decides` is the severity that the verdict turns on. */
export function weightOf({ severity, waiver, change }: Entry, decides: Severity): Weight {
  if (waiver !== null) return 'counted';
  if (severity === decides || severity === 'error') return 'deciding';
  const breaks = change?.impact === 'breaking' || change?.impact === 'risky';
  return severity === 'warn' || breaks ? 'notable' : 'counted';
}
