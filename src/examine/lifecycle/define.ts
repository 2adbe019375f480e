import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import type { Dated, Deprecable, Noticed, RequiredNotice } from '../../model/deprecation.ts';
import type { ContractHistory } from '../../model/history.ts';
import type { JsonObject } from '../../model/json.ts';
import type { LifecycleNote } from '../../model/lifecycle-fields.ts';
import type { LifecycleRuleInfo } from '../../model/report.ts';
import type { DeprecationPolicy } from '../../model/workspace.ts';
import type { LiveMajor } from './majors.ts';

/** All that the lifecycle of a contract is judged by. */
export type LifecycleInput = {
  readonly contract: Contract;
  /** What git knows of it; null without git. */
  readonly history: ContractHistory | null;
  /** The contract that it is compared with, and the day of that revision, where it has one; null for a new API. */
  readonly before: { readonly contract: Contract; readonly day: Day | null } | null;
  /** Who answers for the API; null where the settings name nobody. */
  readonly owner: string | null;
  readonly policy: Pick<
    DeprecationPolicy,
    'dueSoonDays' | 'windows' | 'freezes' | 'maxMajors' | 'milestones' | 'fields'
  >;
  /** Days between being marked deprecated and going away, at least, as the policy has it for a thing of this API. */
  readonly requiredNotice: (thing: Noticed) => RequiredNotice;
  /** The major versions of this API that are alive in other contracts. */
  readonly relatives: readonly LiveMajor[];
  /** IANA name of the zone in which a day ends. */
  readonly zone: string;
  readonly today: Day;
  /** Names of the declared consumers of an operation, as the contract spells it. */
  readonly consumersOf: (method: string, path: string) => readonly string[];
  /** Names of all the declared consumers of the API. */
  readonly consumers: readonly string[];
};

/** From when callers could know that a thing will go: `today` where its mark is not even committed, null where nothing tells. */
export type Notice = Dated | 'today' | null;

/** An operation, parameter, header, property or schema, and what is known of its end. */
export type Subject = {
  readonly what: Deprecable;
  /** The same in two contracts for what is the same thing; names of path parameters do not count. */
  readonly key: string;
  /** What it goes by in history, the first that it knows; nothing where it is not followed. */
  readonly lives: readonly string[];
  /** As messages name it: `GET /accounts`, or "parameter `limit` of GET /accounts". */
  readonly name: string;
  readonly deprecated: boolean;
  readonly note: LifecycleNote;
  /** When it was marked deprecated; null where nothing tells, as when this very change marks it. */
  readonly since: Dated | null;
  readonly notice: Notice;
  /** The notice that callers are owed. */
  readonly required: RequiredNotice;
  /** Null without one, and for one that is no day. */
  readonly sunset: Day | null;
  /** True for an operation that history has seen going: if it is there, it is back, not new. */
  readonly returned: boolean;
};

/** A contract as a whole. */
export type Whole = {
  readonly api: string;
  readonly info: JsonObject;
  /** How many operations it has, and how many of them are marked deprecated. */
  readonly operations: number;
  readonly deprecated: number;
  /** The major versions that it offers. */
  readonly majors: readonly LiveMajor[];
};

/** An operation, or anything else that was on its way out, that was in the contract before and is not now. */
export type Removal = {
  readonly subject: Subject;
  /** The day on which history shows it to be gone; today where it is only going. */
  readonly day: Day;
};

/** What the rules look at besides the subject at hand. */
export type Circumstances = Pick<LifecycleInput, 'policy' | 'zone' | 'today' | 'relatives'> & {
  /** True where history may begin later than the contract did. */
  readonly shallow: boolean;
  /** Whether a text names an operation of the contract: by its id, or as `METHOD /path` or `/path`. */
  readonly isOperation: (text: string) => boolean;
  /** The operations of the same resource, the one itself among them, that say something about their end. */
  readonly siblingsOf: (operation: Subject) => readonly Subject[];
};

/** What a rule says: a message, and the field of the subject (or the contract) that it is about, if not the whole. */
export type Said = string | { readonly message: string; readonly fields: readonly string[] } | null;

type Check =
  /** Called for everything that says something about its end, marked deprecated or not. */
  | { readonly on: 'noted'; readonly check: (subject: Subject, given: Circumstances) => Said }
  /** Called for everything that is marked deprecated. */
  | { readonly on: 'deprecated'; readonly check: (subject: Subject, given: Circumstances) => Said }
  /** Called for what is in both contracts and says, or said, something about its end. */
  | { readonly on: 'kept'; readonly check: (before: Subject, after: Subject, given: Circumstances) => Said }
  /** Called for every operation that was not there before. */
  | { readonly on: 'added'; readonly check: (subject: Subject, given: Circumstances) => Said }
  /** Called once for each contract. */
  | { readonly on: 'contract'; readonly check: (whole: Whole, given: Circumstances) => Said }
  /** Called for every operation that is not there any more, and for whatever else was marked deprecated and is not. */
  | { readonly on: 'removed'; readonly check: (removal: Removal, given: Circumstances) => Said };

export type LifecycleRule = LifecycleRuleInfo & Check;

export function defineLifecycleRule(rule: LifecycleRule): LifecycleRule {
  return rule;
}
