import type { Severity } from '../../../model/finding.ts';
import type { Entry } from './entries.ts';

/** How an entry is told: what the verdict turns on, what is worth a look, and what is only counted. */
export type Weight = 'deciding' | 'notable' | 'counted';

/**
 * How many entries of one rule are told in full, by their weight; of the changes that decide, how many are told in full and how many
 * briefly behind them; whether harmless changes are listed one by one; and whether each API has its own part.
 */
export type Detail = { readonly [weight in Weight]: number } & {
  readonly full: number;
  readonly brief: number;
  readonly eachChange: boolean;
  /** How changes are told where they are told operation by operation. */
  readonly eachOperation: 'full' | 'brief' | 'count';
  readonly eachApi: boolean;
};

/** Which severity the verdict turns on, and how much is told. */
export type Manner = { readonly decides: Severity; readonly detail: Detail };

export const EVERYTHING: Detail = {
  deciding: Infinity,
  notable: Infinity,
  counted: Infinity,
  full: Infinity,
  brief: 0,
  eachChange: true,
  eachOperation: 'full',
  eachApi: true,
};

/** All findings that decide in full. */
const WHOLE: Detail = { ...EVERYTHING, notable: 1, counted: 0, eachChange: false };

/** Of many changes that decide the first two in full and the next ones briefly. */
const BRIEFLY = { full: 2, brief: 8, eachOperation: 'brief' } as const;

/** From the fullest to the shortest. */
const LEVELS: readonly Detail[] = [
  { ...WHOLE, notable: 2, eachChange: true },
  { ...WHOLE, eachChange: true },
  WHOLE,
  { ...WHOLE, ...BRIEFLY, full: 4, brief: Infinity },
  { ...WHOLE, ...BRIEFLY, brief: Infinity },
  { ...WHOLE, ...BRIEFLY, deciding: 2 },
  { ...WHOLE, ...BRIEFLY, deciding: 2, notable: 0 },
];

/** One of each rule that decides. */
const SHORT: Detail = { ...WHOLE, ...BRIEFLY, deciding: 1, notable: 0 };

/** All in tables, with the first message of each rule that matters; of the changes the two that reach the most. */
const SHORTEST: Detail = { ...WHOLE, deciding: 0, notable: 0, full: 2, brief: 0, eachOperation: 'count' };

/** The shortest for many APIs: a line each, and one table for all. */
const OVERVIEW: Detail = { ...SHORTEST, full: 0, eachApi: false };

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
