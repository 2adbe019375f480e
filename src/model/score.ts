import type { ApiSummary, Base } from './report.ts';

export type Counts = {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
};

/** How well a contract keeps the rules of one tag: 0 to 100. */
export type ScoreGroup = {
  readonly tag: string;
  /** Rules that were run. */
  readonly rules: number;
  readonly score: number;
  readonly counts: Counts;
};

/** How well it keeps all of them. */
export type Score = { readonly score: number; readonly counts: Counts; readonly groups: readonly ScoreGroup[] };

/** The score of one API, and what it was at the revision that it was compared with; null where there is none. */
export type ScoredApi = {
  readonly api: ApiSummary;
  readonly now: Score;
  readonly before: { readonly base: Base; readonly score: Score } | null;
};
