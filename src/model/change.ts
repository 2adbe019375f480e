import type { Operation } from './contract.ts';
import type { Json } from './json.ts';
import type { Location } from './location.ts';
import type { Severity } from './finding.ts';

/**
 * `breaking`: a caller that worked stops working. `risky`: it may, or nobody can decide it. `contract-only`: the payloads are the same,
 * but generated clients, documentation or policy are touched. `compatible`: shown to be safe.
 */
export const IMPACTS = ['breaking', 'risky', 'contract-only', 'compatible'] as const;
export type Impact = (typeof IMPACTS)[number];

/** A payload or a call that worked before and does not now, or the reverse. */
export type Witness = {
  readonly kind: 'payload' | 'call';
  readonly direction: 'request' | 'response';
  readonly value: Json;
  readonly acceptedBy: 'before' | 'after';
  readonly rejectedBy: 'before' | 'after';
  readonly reason: string;
};

/**
 * Whether a change is proven, and why not. `witness`: one was found. `undecided`: none was found within what the search may cost; the
 * verdict stands on the rule. `vacuous`: what changed excludes no value, so that there is none. `not-applicable`: no payload and no call
 * shows it, or nothing that worked stops working. `skipped`: nobody looked (`--no-witness`).
 */
export const PROOFS = ['witness', 'undecided', 'vacuous', 'not-applicable', 'skipped'] as const;
export type Proof = (typeof PROOFS)[number];

/** What happened between two contracts: a fact without severity. `judge/policy` alone says what it costs. */
export type Change = {
  readonly check: string;
  readonly impact: Impact;
  readonly message: string;
  /** The operation that it reaches; null for a change of the document as a whole. */
  readonly operation: Operation | null;
  /** Where it stood; for an added thing, the parent that it was added to. Null only when the whole document is new. */
  readonly before: Location | null;
  /** Where it stands; for a removed thing, its nearest surviving parent. Null only when the whole document is gone. */
  readonly after: Location | null;
  readonly witness: Witness | null;
  /** `witness` where there is one, otherwise why there is none. */
  readonly proof: Proof;
  /** What tells two changes of one check at one place apart, such as the enum value. Never message text. */
  readonly about: readonly string[];
  /**
   * The one edit of the sources that it comes from, 16 hexadecimal characters. A shared schema that was edited once gives a change for each
   * operation, request and response that it reaches, of several checks: they have their cause in common, and nothing else has it.
   */
  readonly cause: string;
};

/** A change that policy has judged, and the id of the API that it is of. */
export type JudgedChange = Change & { readonly api: string; readonly severity: Severity; readonly fingerprint: string };

/** What is known of a check without running it. */
export type CheckInfo = {
  readonly id: string;
  readonly impact: Impact;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
};
