import type { UnstableLevel } from './change.ts';
import type { Day } from './day.ts';
import type { Waiver } from './finding.ts';
import type { Location } from './location.ts';
import { segmentsOf } from './pointer.ts';

/** Where a day was learned: the contract says so, the git history shows it, or history begins already deprecated, so it is that day at the latest. */
export type DayOrigin = 'contract' | 'history' | 'no later than';
export type Dated = { readonly day: Day; readonly from: DayOrigin };

export const DEPRECABLE_KINDS = ['operation', 'parameter', 'property', 'schema', 'header', 'enum-value'] as const;

export type Deprecable = {
  readonly kind: (typeof DEPRECABLE_KINDS)[number];
  /** The name of a parameter, property, header or schema, or the value of an enum; empty for an operation and where nothing names it. */
  readonly name: string;
  /** Upper-case method and path as written; null for a thing outside operations. */
  readonly method: string | null;
  readonly path: string | null;
  readonly pointer: string;
};

/** How people call it: `GET /v1/payments`, `parameter limit of GET /payments`, `schema Account`, `value payconiq of schema Method`. */
export function nameOfDeprecable({ kind, name, method, path, pointer }: Deprecable): string {
  const operation = path === null ? null : `${method ?? ''} ${path}`.trim();
  if (kind === 'operation' && operation !== null) return operation;
  const what = `${kind === 'enum-value' ? 'value' : kind}${name === '' ? '' : ` ${name}`}`;
  const owner = operation ?? (kind === 'property' || kind === 'enum-value' ? ownerIn(pointer) : null);
  return `${what}${owner === null ? '' : ` of ${owner}`}`;
}

/** `schema Account` for what stands in a shared schema, `parameter Limit` in a shared parameter; null for anywhere else. */
function ownerIn(pointer: string): string | null {
  const [root = '', section = '', component = ''] = segmentsOf(pointer);
  if (root === 'definitions') return `schema ${section}`;
  return root === 'components' && component !== '' ? `${section.replace(/s$/, '')} ${component}` : null;
}

/**
 * Where a thing is on its way out, from what needs nobody's care to what is most urgent. `retired`: it was deprecated and is gone. `active`: its
 * deprecation was taken back. `resurrected`: it was deprecated, went, and is back without the mark. `deprecated`: marked, and without a sunset.
 */
export const DEPRECATION_STATUSES = [
  'retired',
  'active',
  'resurrected',
  'deprecated',
  'sunset-scheduled',
  'due-soon',
  'overdue',
] as const;
export type DeprecationStatus = (typeof DEPRECATION_STATUSES)[number];

/** On whose account so many days of notice are owed. */
export const NOTICE_REASONS = [
  'setting',
  'regulated',
  'critical',
  'external',
  'internal',
  'unknown audience',
  'beta',
  'draft',
  'agreement',
] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** What the notice of one thing depends on besides its API. */
export type Noticed = {
  /** How much less than stable it is, by its own words; null for stable. */
  readonly level: UnstableLevel | null;
  /** Whether it says that nobody outside the house calls it. */
  readonly internal: boolean;
  /** Names of the consumers that declare to call it. */
  readonly consumers: readonly string[];
};

/** The notice that is owed: whole days between being marked deprecated and going away, at least. */
export type RequiredNotice = {
  readonly days: number;
  readonly because: NoticeReason;
  /** The consumer whose agreement asks for it; null for any other reason. */
  readonly consumer: string | null;
};

/** The notice that callers get, and the one that they are owed. */
export type NoticePeriod = {
  /** Whole days from the first day on which callers could know to the sunset, or to the removal; null without one of the two. */
  readonly given: number | null;
  /** True where history begins already deprecated, so that it may have been longer. */
  readonly atLeast: boolean;
  readonly required: RequiredNotice;
  /** Null where it cannot be told. */
  readonly enough: boolean | null;
};

/** A day on which something is to be said of a sunset: `T-30`, 30 days before it. */
export type Milestone = { readonly name: string; readonly offset: number; readonly day: Day };

/** `T-30`, `T0`, `T+7`. */
export function milestoneName(offset: number): string {
  return `T${offset > 0 ? '+' : ''}${offset}`;
}

/** One entry of the register: a thing that is deprecated, or that was. */
export type Deprecation = {
  readonly api: string;
  /** Of the API; null where the settings name nobody. */
  readonly owner: string | null;
  readonly what: Deprecable;
  /** For what is gone, its nearest surviving parent. */
  readonly at: Location;
  readonly status: DeprecationStatus;
  /** Null when neither the contract nor any history tells. */
  readonly since: Dated | null;
  readonly sunset: Day | null;
  /** Days from today to the sunset; negative once it has passed; null without a sunset, and for what is retired or active. */
  readonly daysLeft: number | null;
  /** The day on which history shows it to be gone; null where it is there. */
  readonly removed: Day | null;
  readonly notice: NoticePeriod;
  /** The last milestone that has been reached, and the next one; null without a sunset, and for what is retired or active. */
  readonly milestone: Milestone | null;
  readonly nextMilestone: Milestone | null;
  readonly successor: string | null;
  readonly reason: string | null;
  /** Where its end is announced, as the contract says. */
  readonly announcement: string | null;
  /** Names of the declared consumers that still use it. */
  readonly consumers: readonly string[];
  /** The commit that shows the mark for the first time, or what became of it; null where no history shows it. */
  readonly evidence: string | null;
  /** The waivers in force that cover what the rules say of it. */
  readonly waivers: readonly Waiver[];
};
