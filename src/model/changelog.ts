import type { Impact } from './change.ts';
import type { Operation } from './contract.ts';
import type { Day } from './day.ts';
import type { Dated } from './deprecation.ts';

/** Headings of a release, in the order in which consumers need them. */
export const CHANGELOG_SECTIONS = ['breaking', 'deprecated', 'removed', 'added', 'changed', 'fixed'] as const;
export type ChangelogSection = (typeof CHANGELOG_SECTIONS)[number];

/** By what a range is cut into releases. */
export const CHANGELOG_PERIODS = ['tag', 'version', 'month', 'day', 'whole'] as const;
export type ChangelogPeriod = (typeof CHANGELOG_PERIODS)[number];

/** The end of a deprecation, as far as anything tells. */
export type Farewell = {
  readonly since: Dated | null;
  readonly sunset: Day | null;
  readonly successor: string | null;
  readonly reason: string | null;
};

/** One thing to tell consumers. A root cause that reaches several operations, and like things at one place, are one entry. */
export type ChangelogEntry = {
  readonly section: ChangelogSection;
  /** Id of the check; null for what no check is about, such as reworded documentation. */
  readonly check: string | null;
  readonly impact: Impact;
  readonly message: string;
  /** The operations that it reaches, by path and method; empty for the contract as a whole. */
  readonly operations: readonly Operation[];
  /** Why it matters to a caller; empty where nothing needs to be done. */
  readonly why: string;
  /** What a caller does about it; empty where nothing needs to be done. */
  readonly migration: string;
  /** For operations that are deprecated or removed; null for everything else. */
  readonly farewell: Farewell | null;
  /** How many changes of the comparison it sums up. */
  readonly changes: number;
};

/** A revision of a contract, by the name that people know it by. */
export type ChangelogPoint = {
  readonly name: string;
  /** Full id; null for what is in no commit. */
  readonly commit: string | null;
  readonly version: string;
};

/** Everything that happened to one contract from one revision to the next that counts. */
export type ChangelogRelease = ChangelogPoint & {
  /** Committer day in the policy's time zone, and committer time, RFC 3339 in UTC; null for what is in no commit. */
  readonly day: Day | null;
  readonly time: string | null;
  /** What it was compared with; null where the API is new. */
  readonly from: ChangelogPoint | null;
  /** How many operations the contract has now. */
  readonly operations: number;
  readonly entries: readonly ChangelogEntry[];
};

export type ChangelogApi = {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  /** By what its releases were told apart. */
  readonly per: ChangelogPeriod;
  /** Newest first. */
  readonly releases: readonly ChangelogRelease[];
};
