import type { Day } from './day.ts';
import type { Use } from './workspace.ts';

/** How a source of usage is written. */
export const USAGE_FORMATS = ['kong', 'json', 'combined', 'haproxy', 'har', 'pact'] as const;
export type UsageFormat = (typeof USAGE_FORMATS)[number];

/** A file that tells who calls what. */
export type UsageSource = {
  /** As people are told of it. */
  readonly name: string;
  /** Absolute folder that reading is confined to, and the file in it. */
  readonly root: string;
  readonly path: string;
  /** Null: told by what it holds. */
  readonly format: UsageFormat | null;
  /** Where a line names its consumer: a field of JSON (`a.b`), or the number of a quoted text or captured header; null for what the format has. */
  readonly consumer: string | null;
};

/** What one consumer was seen to call. */
export type Observation = {
  /** As the source names it; `unknown` where it does not. */
  readonly consumer: string;
  readonly api: string;
  readonly use: Use;
  readonly calls: number;
  /** The last day on which it was seen, as the source writes days; null where a source has none, such as a Pact file. */
  readonly last: Day | null;
};

/** What became of the entries of one source: lines, calls of a HAR, interactions of a Pact file. */
export type UsageCount = {
  readonly source: string;
  readonly entries: number;
  readonly matched: number;
  /** Calls of what is no operation of the contracts at hand. */
  readonly unmatched: number;
  /** Entries that were not understood. */
  readonly garbage: number;
};

export type Usage = { readonly observations: readonly Observation[]; readonly counts: readonly UsageCount[] };

export const NO_USAGE: Usage = { observations: [], counts: [] };

/** The name of whoever a source does not name. */
export const UNKNOWN_CONSUMER = 'unknown';
