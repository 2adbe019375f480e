import type { Operation } from './contract.ts';
import type { Json } from './json.ts';
import type { Location } from './location.ts';
import type { Acceptance, Severity } from './finding.ts';

/**
 * `breaking`: a caller that worked stops working. `risky`: it may, or nobody can decide it. `contract-only`: the payloads are the same,
 * but generated clients, documentation or policy are touched. `compatible`: shown to be safe.
 */
export const IMPACTS = ['breaking', 'risky', 'contract-only', 'compatible'] as const;
export type Impact = (typeof IMPACTS)[number];

/** Levels below stable of `x-stability-level`, from the least to the most that is promised. What says nothing is stable. */
export const UNSTABLE_LEVELS = ['draft', 'alpha', 'beta'] as const;
export type UnstableLevel = (typeof UNSTABLE_LEVELS)[number];

/** A payload or a call that worked before and does not now, or the reverse. */
export type Witness = {
  readonly kind: 'payload' | 'call';
  readonly direction: 'request' | 'response';
  readonly value: Json;
  readonly acceptedBy: 'before' | 'after';
  readonly rejectedBy: 'before' | 'after';
  /** Where in a payload it is refused, RFC 6901: empty for the whole of it, the object for what it lacks. Null for a call. */
  readonly pointer: string | null;
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
  /** What its operation was before, where that was less than stable. */
  readonly stability?: UnstableLevel;
  /** For a value that a list gained: whether the list was declared open before. */
  readonly extensible?: boolean;
  /**
   * The one edit of the sources that it comes from, 16 hexadecimal characters. A shared schema that was edited once gives a change for each
   * operation, request and response that it reaches, of several checks: they have their cause in common, and nothing else has it.
   */
  readonly cause: string;
};

/** A contract as it was given a number. */
export type Edition = {
  /** `info.version`, as written. */
  readonly version: string;
  /** N, where all its URLs have one and the same `/vN`; else null. */
  readonly urlMajor: number | null;
  /** The contract's `source.sha256`. */
  readonly sha256: string;
};

/** How one version of a contract follows another: what the rules on versions are asked about. */
export type Release = {
  readonly before: Edition;
  readonly after: Edition;
  /** Where the new number stands, and where the old one stood. */
  readonly at: Location;
  readonly was: Location;
};

/** A change that policy has judged, and the id of the API that it is of. `accepted` is absent where nobody accepted it. */
export type JudgedChange = Change & {
  readonly api: string;
  readonly severity: Severity;
  readonly fingerprint: string;
  readonly accepted?: Acceptance;
};

/** What is known of a check without running it. */
export type CheckInfo = {
  readonly id: string;
  readonly impact: Impact;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
};
