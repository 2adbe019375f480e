import type { Day } from './day.ts';
import type { Location } from './location.ts';

/** From the gravest to the mildest; the order is used for sorting and for thresholds. */
export const SEVERITIES = ['error', 'warn', 'info', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

export type Stage = 'lint' | 'diff' | 'lifecycle' | 'impact' | 'policy' | 'gateway' | 'approval';

/** An exception that a person answers for. It ends: a waiver without an end does not parse. */
export type Waiver = {
  readonly rule: string;
  /** The API it is for; null for every API. */
  readonly api: string | null;
  /** RFC 6901 pointer of the finding; a waiver covers what stands at or below it. Null covers the whole contract. */
  readonly pointer: string | null;
  readonly reason: string;
  readonly owner: string;
  readonly expires: Day;
  readonly at: Location;
};

/** What a stage reports before anybody has judged it. */
export type Fact = {
  readonly rule: string;
  readonly from: Stage;
  readonly api: string;
  readonly message: string;
  /** How to mend it; empty where the message says it all. */
  readonly hint: string;
  /** Where to read more: a URL, or `countersign explain ID`. */
  readonly docs: string;
  readonly at: Location;
  readonly also: readonly Location[];
  /** Severity that the rule's author proposed; policy has the last word. */
  readonly proposed: Severity;
  /** What tells two facts of one rule at one pointer apart, such as an enum value. Never message text. */
  readonly about: readonly string[];
};

/** A judged fact: it has a severity, a fingerprint that survives edits elsewhere, and the waiver that covers it, if any. */
export type Finding = {
  readonly rule: string;
  readonly from: Stage;
  readonly api: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  readonly docs: string;
  readonly at: Location;
  readonly also: readonly Location[];
  readonly fingerprint: string;
  readonly waiver: Waiver | null;
};
