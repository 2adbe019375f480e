import type { Impact, UnstableLevel } from './change.ts';
import type { Day } from './day.ts';
import type { DayRange } from './day-range.ts';
import type { Acceptance, Baseline, Severity, Waiver } from './finding.ts';
import type { Json } from './json.ts';
import type { UsageFormat } from './usage.ts';
import type { LifecycleFields } from './lifecycle-fields.ts';
import type { Location } from './location.ts';
import type { Style } from './style.ts';

/** Who may call an API, from the narrowest to the widest (Zalando rule 219). */
export const AUDIENCES = [
  'component-internal',
  'business-unit-internal',
  'company-internal',
  'external-partner',
  'external-public',
] as const;
export type Audience = (typeof AUDIENCES)[number];

export const CRITICALITIES = ['normal', 'critical', 'regulated'] as const;
export type Criticality = (typeof CRITICALITIES)[number];

/** One API of the workspace; its contract is one root file. */
export type Api = {
  readonly id: string;
  /** Relative to the workspace root. */
  readonly file: string;
  readonly owner: string | null;
  readonly audience: Audience | null;
  readonly criticality: Criticality;
};

/** Kinds of API and of promise that notice is owed by. */
export const NOTICE_ROWS = ['external', 'internal', 'critical', 'regulated', 'beta', 'draft'] as const;
export type NoticeRow = (typeof NOTICE_ROWS)[number];

/** PSD2 RTS (EU 2018/389) article 30(4): changes to the interface's specification are available not less than three months before. */
export const STATUTORY_DAYS = 90;

/** Days of notice by kind, where the settings say nothing else. */
export const NOTICE_DAYS: { readonly [row in NoticeRow]: number } = {
  /** Half a year, as Klarna, Atlassian and Glean give callers outside the house. */
  external: 180,
  internal: 90,
  /** What core-banking vendors and Salesforce promise for what others build on. */
  critical: 365,
  regulated: STATUTORY_DAYS,
  /** As Plaid gives for what is in beta. */
  beta: 30,
  draft: 0,
};

/** Days before and after a sunset on which something is to be said of it, where the settings say nothing else. */
export const MILESTONES: readonly number[] = [-180, -90, -60, -30, -14, -7, -1, 0, 7];

/** What was agreed on with one consumer: a longer notice than the policy's. */
export type NoticeAgreement = {
  readonly consumer: string;
  /** Null for every API. */
  readonly api: string | null;
  readonly noticeDays: number;
  /** The last day on which it holds; null where it does not end. */
  readonly until: Day | null;
};

export type DeprecationPolicy = {
  /** Days between being marked deprecated and going away, at least, whatever the audience and criticality. Null: by `notice`. */
  readonly noticeDays: number | null;
  /** The same by kind (see `judge/policy/notice.ts`). */
  readonly notice: { readonly [row in NoticeRow]: number };
  readonly agreements: readonly NoticeAgreement[];
  /** A sunset within so many days is due soon. */
  readonly dueSoonDays: number;
  /** Sunsets fall into one of these; any day where there are none. */
  readonly windows: readonly DayRange[];
  /** No sunset falls into one of these. */
  readonly freezes: readonly DayRange[];
  /** So many major versions of one API may be alive at a time; null for any number. */
  readonly maxMajors: number | null;
  /** Days after a sunset, negative before it, on which something is to be said; in order. */
  readonly milestones: readonly number[];
  /** The names of the fields by which contracts tell. */
  readonly fields: LifecycleFields;
};

export type UsagePolicy = {
  /** What was called within so many days is in use: to break it is an error. */
  readonly recentDays: number;
};

export type ApprovalPolicy = {
  /** How many people other than the authors must have approved. */
  readonly required: number;
};

/** How strictly changes are judged: tables of severities (see `judge/policy/compatibility.ts`). */
export const COMPATIBILITIES = ['strict', 'lenient', 'x-extensible-enum', 'sdk'] as const;
export type Compatibility = (typeof COMPATIBILITIES)[number];

/** With which step of its version a contract may break its callers. */
export const BREAKING_STEPS = ['never', 'major', 'minor'] as const;
export type BreakingStep = (typeof BREAKING_STEPS)[number];

/** What things cost, and what may pass. Everything has a default, so that a repository without settings is checked as well. */
export type Policy = {
  /** The verdict is no when a finding that no waiver covers is at least so grave. */
  readonly failOn: Severity;
  /** Nor may more findings of severity warn count than this; null where any number may. */
  readonly maxWarnings: number | null;
  /** By rule or check id; `off` drops it. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly impacts: { readonly [impact in Impact]: Severity };
  /** Where `severities` come from a file of their own: the line of each id. */
  readonly severityPlaces: ReadonlyMap<string, Location>;
  /** Of several that say something about a check, the last one counts. */
  readonly compatibility: readonly Compatibility[];
  /** The most that a change of an operation below stable may cost; what is not named costs as much as a stable one. */
  readonly stability: { readonly [level in UnstableLevel]?: Severity };
  readonly versions: {
    /** A step as large as this lets breaking changes pass; `never`: none does. */
    readonly mayBreak: BreakingStep;
  };
  readonly deprecation: DeprecationPolicy;
  readonly approvals: ApprovalPolicy;
  readonly usage: UsagePolicy;
  readonly waivers: readonly Waiver[];
  /** Changes that were agreed on. */
  readonly accepted: readonly Acceptance[];
  /** What lint already objected to, of each API that has such a file. */
  readonly baselines: readonly Baseline[];
  /** IANA name of the zone in which a bare day ends. */
  readonly timezone: string;
};

export type Environment = {
  readonly name: string;
  readonly target: string;
  /** Overrides `policy.approvals.required` where it is set. */
  readonly approvals: number | null;
  /** The environment that must have exactly this contract before this one may; null when anything may come. */
  readonly after: string | null;
  /** Settings of the gateway target, checked by the target itself. */
  readonly settings: { readonly [key: string]: Json };
};

export type GitOps = { readonly remote: string; readonly branch: string };

export type Workspace = {
  /** Absolute path; nothing outside it is read. */
  readonly root: string;
  /** The settings file, relative to the root; null when there is none. */
  readonly file: string | null;
  readonly apis: readonly Api[];
  /** Bundled profiles or ruleset files, relative to the root. */
  readonly profiles: readonly string[];
  /** Spectral's own ruleset file, where there is one and the settings name others, which count. */
  readonly spareRuleset?: string;
  /** How the bank wants its contracts written. */
  readonly style?: Style;
  /** SHA-256 of the files of code that rulesets may run, by path relative to the root. */
  readonly rulesetCode?: ReadonlyMap<string, string>;
  readonly policy: Policy;
  readonly environments: readonly Environment[];
  readonly gitops: GitOps | null;
  /** Globs of consumer files, relative to the root. */
  readonly consumers: readonly string[];
  /** Files that tell who calls what, by globs relative to the root. */
  readonly usage?: readonly UsageGlob[];
};

/** Files of one kind that tell who calls what; see `UsageSource`. */
export type UsageGlob = {
  readonly files: string;
  readonly format: UsageFormat | null;
  readonly consumer: string | null;
};

/** An operation that somebody calls, as `METHOD /path` in the contract's own spelling. */
export type Use = {
  readonly method: string;
  readonly path: string;
  /** Fields of the payloads that are used, as `data.amount`; a field stands for all below it. Without a list, all of them are. */
  readonly fields?: { readonly request?: readonly string[]; readonly response?: readonly string[] };
  /** Names of the parameters that are sent; without it, all of them are. */
  readonly parameters?: readonly string[];
};

/** Somebody who calls our APIs, as a consumer file declares. */
export type Consumer = {
  readonly name: string;
  readonly contact: string;
  /** What it is called in logs and Pact files, where that is something else. */
  readonly knownAs?: readonly string[];
  readonly uses: readonly {
    readonly api: string;
    readonly operations: readonly Use[];
    readonly consent: readonly Consent[];
  }[];
};

/** A consumer's recorded agreement to a removal. */
export type Consent = { readonly operation: Use; readonly day: Day; readonly by: string };
