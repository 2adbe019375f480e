import type { Announcement } from './announcement.ts';
import type { Approval } from './approval.ts';
import type { CheckInfo, Impact, JudgedChange } from './change.ts';
import type { ChangelogApi } from './changelog.ts';
import type { AnyDialect, Operation } from './contract.ts';
import type { Day } from './day.ts';
import type { Deprecation } from './deprecation.ts';
import type { EndNotice } from './end-notice.ts';
import type { Acceptance, Finding, Severity } from './finding.ts';
import type { ElementKind, HistoryApi } from './history.ts';
import type { GatewayConfig } from './gateway-config.ts';
import type { Json } from './json.ts';
import type { Publication } from './publication.ts';
import type { Rule, RuleStyle, Yield } from './ruleset.ts';
import type { ScoredApi } from './score.ts';
import type { Compatibility } from './workspace.ts';

export type Tool = { readonly name: 'countersign'; readonly version: string };
export type Verdict = 'pass' | 'fail';

/** Version of the JSON output; additive within a major. */
export const SCHEMA_VERSION = '1.0';

type Head = {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: Tool;
  readonly today: Day;
  readonly verdict: Verdict;
};

/** Something the reader must know that is no finding, such as "new API, nothing to compare with". */
export type Note = { readonly api: string | null; readonly message: string };

/** The revision that an API was compared with. */
export type Base = {
  readonly revision: string;
  readonly commit: string | null;
  readonly file: string;
  readonly version: string;
  /** Which commit of that revision it is, in words that follow its name: `where this branch left it, 3 commits ago`. Absent where the name says it all. */
  readonly how?: string;
};

export type ApiSummary = {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly version: string;
  readonly dialect: AnyDialect;
  readonly operations: number;
  readonly sha256: string;
  readonly base: Base | null;
};

/** What --fix did, or would do. */
export type Fixes = {
  /** False where it was only shown. */
  readonly written: boolean;
  /** Findings that counted before. */
  readonly before: number;
  /** How many of them are no more, in all and by rule. */
  readonly fixed: number;
  readonly rules: readonly { readonly rule: string; readonly fixed: number }[];
  /** The files that changed. */
  readonly files: readonly string[];
  /** Unified diff of those files. */
  readonly diff: string;
};

/** A condition of `--fail-on`, as written, and what meets it: names of things, or messages of findings. */
export type MetCondition = {
  readonly condition: string;
  readonly met: readonly { readonly api: string; readonly what: string }[];
};

/** What a gate saw and said. `changes` and `deprecations` are null where the command does not look for them. */
export type GateReport = Head & {
  readonly report: 'check' | 'lint' | 'diff' | 'deprecations' | 'impact';
  readonly apis: readonly ApiSummary[];
  readonly findings: readonly Finding[];
  readonly changes: readonly JudgedChange[] | null;
  /** What is known of the checks that `changes` are of, by id; empty where there are none. */
  readonly checks: readonly CheckInfo[];
  readonly deprecations: readonly Deprecation[] | null;
  /** Who calls what; absent where the command does not tell. */
  readonly usage?: readonly UsageEntry[];
  /** Where lint was asked to mend; the findings are those that are left. */
  readonly fixes?: Fixes;
  /** What meets each condition of `--fail-on`, which then makes the verdict. Absent where policy makes it. */
  readonly failOn?: readonly MetCondition[];
  readonly notes: readonly Note[];
};

/** One consumer's use of one operation. */
export type UsageEntry = {
  readonly api: string;
  readonly consumer: string;
  /** Whom to tell; null for who has no consumer file. */
  readonly contact: string | null;
  readonly method: string;
  readonly path: string;
  /** Whether a consumer file or a Pact file says so. */
  readonly declared: boolean;
  readonly calls: number;
  /** The last day on which a call was seen; null where none was. */
  readonly last: Day | null;
  /** Whether the consumer agreed that it goes away or breaks. */
  readonly consent: boolean;
  /** Whether a change breaks it, or it is deprecated. */
  readonly hit: boolean;
};

export type RenderReport = Head & {
  readonly report: 'render';
  readonly config: GatewayConfig;
  /** Folder that the files were written to; null when they are the output itself. */
  readonly written: string | null;
  readonly notes: readonly Note[];
};

export type ApproveReport = Head & {
  readonly report: 'approve';
  readonly approval: Approval;
  readonly file: string;
  readonly notes: readonly Note[];
};

export type AcceptReport = Head & {
  readonly report: 'accept';
  readonly acceptance: Acceptance;
  readonly file: string;
  /** The changes that it is of, as they are judged with it. */
  readonly changes: readonly JudgedChange[];
  readonly notes: readonly Note[];
};

/** What was done to the baseline of one API. */
export type BaselineChange = {
  readonly api: string;
  readonly file: string;
  /** Entries that it has now. */
  readonly entries: number;
  readonly added: number;
  readonly removed: number;
};

export type BaselineReport = Head & {
  readonly report: 'baseline';
  readonly action: 'write' | 'prune';
  /** False where it was only shown what would be written. */
  readonly written: boolean;
  readonly baselines: readonly BaselineChange[];
  readonly notes: readonly Note[];
};

/** One field of a contract that is written: its name, `x-deprecation.sunset`, and what it said before; null for nothing. What is no text stands as JSON. */
export type FieldChange = { readonly field: string; readonly from: string | null; readonly to: string };

/** The files of a contract that a command edits, and the unified diff of it; empty where everything is as it should be. */
export type ContractEdit = { readonly files: readonly string[]; readonly diff: string };

export type DeprecateReport = Head & {
  readonly report: 'deprecate';
  readonly outcome: 'written' | 'planned' | 'unchanged';
  readonly api: ApiSummary;
  /** As the register has it from then on. */
  readonly deprecation: Deprecation;
  /** The first day that the policy allows for its sunset. */
  readonly earliest: Day;
  readonly fields: readonly FieldChange[];
  readonly edit: ContractEdit;
  /** The operations that use what is shared; empty for an operation itself. */
  readonly usedBy: readonly Operation[];
  /** What `diff` says of it. */
  readonly changes: readonly JudgedChange[];
  /** What the policy says of it, and what does not stand in its way. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
};

/** Announcements of what goes away. The verdict is no where something is left to be filled in. */
export type NoticeReport = Head & {
  readonly report: 'notice';
  readonly notices: readonly EndNotice[];
  readonly notes: readonly Note[];
};

/** A thing that stays, and why. */
export type NotRetired = { readonly thing: Deprecation; readonly reasons: readonly string[] };

/** An operation that a gateway serves and shall not. */
export type RouteToDrop = {
  /** Null where the settings name none. */
  readonly environment: string | null;
  readonly target: string | null;
  readonly method: string;
  readonly path: string;
  /** As the gateway calls it; null where nobody can tell. */
  readonly route: string | null;
};

/** The step that `info.version` has to make by the policy, and what it is then; null for a number that cannot be counted up. */
export type VersionToGive = { readonly step: 'major' | 'minor' | 'patch'; readonly version: string };

/** What was taken out of a contract because its sunset has passed. The verdict is no where something has to stay. */
export type RetireReport = Head & {
  readonly report: 'retire';
  readonly outcome: 'written' | 'planned' | 'refused' | 'nothing';
  /** As it is then. */
  readonly api: ApiSummary;
  readonly retired: readonly Deprecation[];
  readonly refused: readonly NotRetired[];
  /** Pointers of the components that went because nothing else used them. */
  readonly components: readonly string[];
  /** Files of the contract that nothing in it refers to any more. They stay. */
  readonly left: readonly string[];
  readonly routes: readonly RouteToDrop[];
  readonly version: VersionToGive | null;
  readonly edit: ContractEdit;
  readonly changes: readonly JudgedChange[];
  readonly notes: readonly Note[];
};

export type ScoreReport = Head & {
  readonly report: 'score';
  readonly apis: readonly ScoredApi[];
  readonly notes: readonly Note[];
};

export type PublishReport = Head & {
  readonly report: 'publish';
  readonly environment: string;
  readonly outcome: 'published' | 'planned' | 'up-to-date' | 'refused';
  readonly api: ApiSummary;
  readonly findings: readonly Finding[];
  readonly approvals: readonly Approval[];
  readonly publication: Publication | null;
  /** Unified diff of what the commit changes; empty when nothing does. */
  readonly diff: string;
  readonly commit: string | null;
  readonly notes: readonly Note[];
};

export type RuleSummary = {
  readonly id: string;
  readonly profile: string;
  readonly severity: Severity | 'off';
  readonly summary: string;
  readonly source: string | null;
  readonly verified: boolean;
  readonly tags: readonly string[];
  /** Whether `lint --fix` mends it. */
  readonly fixable: boolean;
  readonly styles: readonly RuleStyle[];
  readonly yields: readonly Yield[];
  readonly gaveWayTo: string | null;
};

export type RulesReport = Head & { readonly report: 'rules'; readonly rules: readonly RuleSummary[] };

export type ErrorExplanation = {
  readonly code: string;
  readonly exit: number;
  readonly meaning: string;
  readonly hint: string;
};

export type ExplainReport = Head & {
  readonly report: 'explain';
  readonly subject:
    /** `autofix`: what `lint --fix` does, in words; null where it does nothing. */
    | { readonly kind: 'rule'; readonly rule: Rule; readonly autofix: string | null }
    | { readonly kind: 'check'; readonly check: CheckInfo; readonly compatibility: readonly CompatibilityWord[] }
    | { readonly kind: 'compatibility'; readonly profile: CompatibilityProfile }
    | { readonly kind: 'lifecycle'; readonly stage: StageKind; readonly rule: LifecycleRuleInfo }
    | { readonly kind: 'error'; readonly error: ErrorExplanation };
};

/** What a rule that is of no ruleset is about. */
export const STAGE_KINDS = [
  'lint',
  'lifecycle',
  'impact',
  'version',
  'waiver',
  'acceptance',
  'baseline',
  'approval',
  'publish',
] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** A line of a compatibility profile: what the checks or rules of these ids cost. `*` stands for any part of an id. */
export type CompatibilityRow = {
  readonly ids: readonly string[];
  /** Only a change of these impacts. */
  readonly impacts?: readonly Impact[];
  /** Only a value that joins a list which was declared open before, or only one that joins any other list. */
  readonly extensible?: boolean;
  readonly severity: Severity;
};

export type CompatibilityProfile = {
  readonly id: Compatibility;
  readonly summary: string;
  readonly why: string;
  readonly rows: readonly CompatibilityRow[];
};

/** What one profile says of one check. */
export type CompatibilityWord = { readonly profile: Compatibility; readonly row: CompatibilityRow };

export type LifecycleRuleInfo = {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly why: string;
  readonly fix: string;
  readonly source: string;
};

export type InitReport = Head & {
  readonly report: 'init';
  readonly files: readonly string[];
  readonly notes: readonly Note[];
};

/** The lock file of rulesets and their copies, as far as there are any. */
export type LockReport = Head & {
  readonly report: 'lock';
  readonly files: readonly string[];
  readonly notes: readonly Note[];
};

export type SchemaReport = Head & { readonly report: 'schema'; readonly name: string; readonly schema: Json };

/** What was done at one destination, or would be. */
export type Delivery = {
  /** As it was asked for, such as `github:acme/apis`; `announced` for the files that remember what was announced. */
  readonly to: string;
  /** The last two are of files; `duplicate`: somebody else opened the same issue at the same time, and ours was closed again. */
  readonly action: 'open' | 'update' | 'reopen' | 'close' | 'duplicate' | 'write' | 'keep';
  /** The title of the issue, or the file. */
  readonly what: string;
  /** Of the issue; null for one that was not opened yet, and for files. */
  readonly number: number | null;
  readonly url: string | null;
};

/** What was said of deprecations for the first time, and where. */
export type AnnounceReport = Head & {
  readonly report: 'announce';
  /** False where it was only shown what would be announced. */
  readonly applied: boolean;
  readonly announcements: readonly Announcement[];
  readonly deliveries: readonly Delivery[];
  readonly notes: readonly Note[];
};

/** What consumers of each API have to know of a range of revisions; `from` and `to` as they were asked for. */
export type ChangelogReport = Head & {
  readonly report: 'changelog';
  readonly from: string;
  readonly to: string;
  readonly apis: readonly ChangelogApi[];
  readonly notes: readonly Note[];
};

/** What became of the things of contracts, along the first parents. */
export type HistoryReport = Head & {
  readonly report: 'history';
  /** What was gone or unmarked for no longer than so many days is not told event by event. */
  readonly fold: number;
  /** What was asked about, as it was written; null for everything of these kinds. */
  readonly about: string | null;
  readonly kinds: readonly ElementKind[];
  /** Events before it are left out; null for none. */
  readonly since: Day | null;
  readonly apis: readonly HistoryApi[];
  readonly notes: readonly Note[];
};

export type Report =
  | GateReport
  | RenderReport
  | AcceptReport
  | BaselineReport
  | DeprecateReport
  | NoticeReport
  | RetireReport
  | ScoreReport
  | ApproveReport
  | PublishReport
  | RulesReport
  | ExplainReport
  | InitReport
  | LockReport
  | AnnounceReport
  | ChangelogReport
  | HistoryReport
  | SchemaReport;
