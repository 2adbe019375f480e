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

/** Why a change that breaks may come: only the contract was wrong, it is meant, or it could not wait. */
export const ACCEPTANCE_CATEGORIES = ['spec-correction', 'intended', 'emergency'] as const;
export type AcceptanceCategory = (typeof ACCEPTANCE_CATEGORIES)[number];

/**
 * A change that was agreed on: an entry of its own in `.countersign/accepted/`. It is bound to one change by its fingerprint, or to
 * everything that one edit causes by its cause; one of the two is null.
 */
export type Acceptance = {
  readonly api: string;
  readonly fingerprint: string | null;
  readonly cause: string | null;
  /** The check that the change is of; null where a cause has several. */
  readonly check: string | null;
  /** What changed, in words, for the reader of the entry; may be empty. */
  readonly change: string;
  readonly category: AcceptanceCategory;
  readonly reason: string;
  readonly owner: string;
  /** Somebody else than the owner. */
  readonly approver: string;
  readonly expires: Day;
  readonly at: Location;
};

/** A finding of lint that was there before: the fingerprint decides, rule and place are for people. */
export type BaselineEntry = { readonly fingerprint: string; readonly rule: string; readonly at: string };

/** What lint already objected to in one API, as `file` (relative to the workspace root) lists it. It does not count, and may only become less. */
export type Baseline = { readonly api: string; readonly file: string; readonly entries: readonly BaselineEntry[] };

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
  /** Of a change that was accepted: by whom and why. Absent where it was not. */
  readonly accepted?: Acceptance;
  /** True of old debt that the baseline lists. Absent otherwise. */
  readonly baseline?: true;
};

/** Whether the verdict turns on a finding: no waiver covers it, nobody accepted the change, and it is no old debt. */
export function isOpen({ waiver, accepted, baseline }: Pick<Finding, 'waiver' | 'accepted' | 'baseline'>): boolean {
  return waiver === null && accepted === undefined && baseline !== true;
}
