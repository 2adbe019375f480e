import type { Change, CheckInfo, JudgedChange } from '../../model/change.ts';
import type { Day } from '../../model/day.ts';
import type { Fact, Finding } from '../../model/finding.ts';
import type { Verdict } from '../../model/report.ts';
import type { Policy } from '../../model/workspace.ts';
import { findingOfChange, judgeChange } from './changes.ts';
import { type ExaminedApi, factFingerprint } from './fingerprint.ts';
import { inOrder } from './order.ts';
import { severityOfFact, verdictOf } from './severity.ts';
import { isExpired, waiverFacts, withWaiver } from './waivers.ts';

/** The changes of one API. */
export type ApiChanges = { readonly api: string; readonly changes: readonly Change[] };

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

/** Says what facts and changes cost, which of them a waiver covers, and whether the whole may pass. */
export function judge(input: JudgeInput): Judgement {
  const { policy, today } = input;
  const apis = new Map(input.apis.map((api) => [api.id, api]));
  const judged = (input.changes ?? []).flatMap(({ api, changes }) => judgeChanges(changes, apiOf(apis, api), input));
  const raised = unique([
    ...findingsOf(input.facts, apis, policy),
    ...judged.flatMap(({ finding }) => (finding === null ? [] : [finding])),
  ]);
  const active = policy.waivers.filter((waiver) => !isExpired(waiver, today));
  const scope = { apis: new Set(apis.keys()), everyApi: input.everyApi, ran: input.ran ?? (() => true) };
  const findings = [
    ...raised.map((finding) => withWaiver(finding, active)),
    ...findingsOf(waiverFacts(policy.waivers, raised, today, scope), apis, policy),
  ];
  return {
    findings: inOrder(
      findings,
      ({ at }) => at,
      ({ rule }) => rule,
    ),
    changes: input.changes === null ? null : sorted(judged),
    verdict: verdictOf(findings, policy.failOn),
  };
}

function sorted(judged: readonly Judged[]): readonly JudgedChange[] {
  return inOrder(
    judged.map(({ change }) => change),
    ({ after, before }) => after ?? before,
    ({ check }) => check,
  );
}

type Judged = { readonly change: JudgedChange; readonly finding: Finding | null };

function judgeChanges(changes: readonly Change[], api: ExaminedApi, input: JudgeInput): readonly Judged[] {
  return changes.flatMap((each) => {
    const change = judgeChange(each, api, input.policy);
    return change === null ? [] : [{ change, finding: findingOfChange(change, api, input.checks.get(change.check)) }];
  });
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
