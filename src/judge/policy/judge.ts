import type { Change, CheckInfo, JudgedChange, Release } from '../../model/change.ts';
import type { Day } from '../../model/day.ts';
import type { Fact, Finding } from '../../model/finding.ts';
import type { Verdict } from '../../model/report.ts';
import type { Policy } from '../../model/workspace.ts';
import { acceptanceFacts, isOver, withAcceptance } from './accepted.ts';
import { baselineFacts, fingerprintsOf, uncheckedIn, withBaseline } from './baseline.ts';
import { findingOfChange, judgeChange } from './changes.ts';
import { type ExaminedApi, factFingerprint } from './fingerprint.ts';
import { inOrder } from './order.ts';
import { severityOfFact, verdictOf } from './severity.ts';
import { isBreak, mayBreak, stepOf, versionFacts, withoutVersionChecks } from './versions.ts';
import { isExpired, waiverFacts, withWaiver } from './waivers.ts';

/** The changes of one API; `changes` is null where it was not compared, and `release` where no version follows another. */
export type ApiChanges = {
  readonly api: string;
  readonly changes: readonly Change[] | null;
  readonly release?: Release | null;
};

export type JudgeInput = {
  readonly facts: readonly Fact[];
  /** Null where nothing was compared. */
  readonly changes: readonly ApiChanges[] | null;
  readonly policy: Policy;
  readonly today: Day;
  /** The APIs that were examined; `ApiSummary`s will do. */
  readonly apis: readonly ExaminedApi[];
  /** Whether they are all the APIs of the workspace. */
  readonly everyApi: boolean;
  /** What is known of the checks, by id: their `fix` is the hint of a finding. */
  readonly checks: ReadonlyMap<string, CheckInfo>;
  /** Whether a rule or check was run; yes for an id that nobody knows. Waivers of what was not run are not called unused. Everything, when absent. */
  readonly ran?: (rule: string) => boolean;
};

export type Judgement = {
  readonly findings: readonly Finding[];
  readonly changes: readonly JudgedChange[] | null;
  readonly verdict: Verdict;
};

/** Says what facts and changes cost, which of them are waived, accepted or old debt, and whether the whole may pass. */
export function judge(input: JudgeInput): Judgement {
  const { policy, today } = input;
  const apis = new Map(input.apis.map((api) => [api.id, api]));
  const judged = (input.changes ?? []).map((each) => judgeChanges(each, apiOf(apis, each.api), input));
  const changes = judged.flatMap((each) => each.changes);
  const raised = unique([
    ...findingsOf([...input.facts, ...judged.flatMap(({ facts }) => facts)], apis, policy),
    ...changes.flatMap((change) => {
      const finding = findingOfChange(change, apiOf(apis, change.api), input.checks.get(change.check));
      return finding === null ? [] : [finding];
    }),
  ]);
  const active = policy.waivers.filter((waiver) => !isExpired(waiver, today));
  const scope = { apis: new Set(apis.keys()), everyApi: input.everyApi, ran: input.ran ?? (() => true) };
  const compared = new Set((input.changes ?? []).flatMap((each) => (each.changes === null ? [] : [each.api])));
  const exceptions = [
    ...waiverFacts(policy.waivers, raised, today, scope),
    ...acceptanceFacts(policy.accepted, changes, today, compared),
    ...baselineFacts(policy.baselines, raised, uncheckedIn(input.facts), scope),
  ];
  const known = fingerprintsOf(policy.baselines);
  const findings = [
    ...raised.map((finding) => withBaseline(withWaiver(finding, active), known)),
    ...findingsOf(exceptions, apis, policy),
  ];
  return {
    findings: inOrder(
      findings,
      ({ at }) => at,
      ({ rule }) => rule,
    ),
    changes: input.changes === null ? null : sorted(changes),
    verdict: verdictOf(findings, policy),
  };
}

function sorted(changes: readonly JudgedChange[]): readonly JudgedChange[] {
  return inOrder(
    changes,
    ({ after, before }) => after ?? before,
    ({ check }) => check,
  );
}

type Judged = { readonly changes: readonly JudgedChange[]; readonly facts: readonly Fact[] };

/** The changes of one API, and what its version says of them. */
function judgeChanges({ changes, release = null }: ApiChanges, api: ExaminedApi, input: JudgeInput): Judged {
  const { policy, today } = input;
  const active = policy.accepted.filter((acceptance) => !isOver(acceptance, today));
  const judged = (changes ?? []).flatMap((each) => {
    const change = judgeChange(each, api, policy);
    return change === null ? [] : [withAcceptance(change, active)];
  });
  if (changes === null || release === null) return { changes: judged, facts: [] };
  const facts = versionFacts(api.id, release, judged, policy);
  return {
    changes: withoutVersionChecks(judged, facts, policy).map((change) =>
      isLetThrough(change, release, policy) ? { ...change, severity: 'info' } : change,
    ),
    facts,
  };
}

/** A new version may break its callers where policy says so. What it says of a check by name stands. */
function isLetThrough(change: JudgedChange, release: Release, policy: Policy): boolean {
  const { mayBreak: allowed } = policy.versions;
  if (allowed === 'never' || policy.severities.has(change.check)) return false;
  return isBreak(change, policy) && mayBreak(stepOf(release), allowed);
}

function findingsOf(
  facts: readonly Fact[],
  apis: ReadonlyMap<string, ExaminedApi>,
  policy: Policy,
): readonly Finding[] {
  return facts.flatMap((fact) => {
    const severity = severityOfFact(fact, policy);
    if (severity === null) return [];
    const { rule, from, api, message, hint, docs, at, also } = fact;
    const fingerprint = factFingerprint(fact, apiOf(apis, api));
    return [{ rule, from, api, severity, message, hint, docs, at, also, fingerprint, waiver: null }];
  });
}

/** A fact about no examined API, such as one on the settings, has no root file that could move. */
function apiOf(apis: ReadonlyMap<string, ExaminedApi>, id: string): ExaminedApi {
  return apis.get(id) ?? { id, file: '' };
}

/** Drops what was reported twice: a thing that several others share is often met more than once. */
function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((each) => [`${each.fingerprint} ${each.at.file} ${each.message}`, each])).values()];
}
