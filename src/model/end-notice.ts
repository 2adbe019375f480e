import type { Deprecation } from './deprecation.ts';

/** What the notice of a change must say, by the UK's Open Banking operational guidelines; in their order. */
export const END_NOTICE_FIELDS = [
  'date',
  'change',
  'reason',
  'systems',
  'test-facility',
  'impact',
  'rating',
  'period',
] as const;

/** How badly third parties are hit if they do nothing. */
export const IMPACT_RATINGS = ['critical', 'degraded', 'general'] as const;
export type ImpactRating = (typeof IMPACT_RATINGS)[number];

export type EndNoticeField = {
  readonly id: (typeof END_NOTICE_FIELDS)[number];
  readonly title: string;
  /** What is known, a paragraph each. */
  readonly lines: readonly string[];
  /** What nobody has said yet, and how it is said; null where the field is complete. */
  readonly missing: string | null;
};

/** Somebody to be told, from a consumer file. They stand in no announcement: who calls a bank is nobody else's business. */
export type Recipient = { readonly name: string; readonly contact: string };

/** The announcement of what of one API ends on one day for one reason. */
export type EndNotice = {
  readonly api: string;
  readonly title: string;
  readonly things: readonly Deprecation[];
  readonly fields: readonly EndNoticeField[];
  readonly recipients: readonly Recipient[];
};
