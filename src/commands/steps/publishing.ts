import { renderGateway } from '../../deliver/gateway/render.ts';
import { attemptPublication, type TipAttempt } from '../../deliver/publish/attempt.ts';
import { canonicalJson, sha256 } from '../../deliver/publish/digest.ts';
import { gateFacts } from '../../deliver/publish/gate.ts';
import type { Place } from '../../deliver/publish/place.ts';
import type { PublicationInput } from '../../deliver/publish/plan.ts';
import { readTip } from '../../deliver/publish/tip.ts';
import { readApprovals } from '../../gather/workspace/approvals.ts';
import { acceptanceFlaws } from '../../judge/policy/accepted.ts';
import { type ApprovalAssessment, assessApprovals } from '../../judge/approval/approval.ts';
import type { Person } from '../../model/approval.ts';
import type { Invocation, Outcome } from '../../model/command.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { GatewayConfig } from '../../model/gateway-config.ts';
import type { Ports, RemoteBranch } from '../../model/ports.ts';
import type { GateReport } from '../../model/report.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import type { Environment, GitOps, Policy } from '../../model/workspace.ts';
import { authorsOf, isAncestor } from './authors.ts';
import { examineWhole } from './checked.ts';
import { comparisonAt } from './comparison/comparison.ts';
import { environmentNamed } from './environment.ts';
import { type Examination, judged } from './verdict/judged.ts';
import { refuseUnknownRules } from './known-rules.ts';
import { oneSubject } from './one-subject.ts';
import { everything } from './verdict/rules-ran.ts';
import { gatherRuleset } from './lint/ruleset.ts';
import { type SourceState, sourceState } from './source.ts';
import { type Gathered, gatherSubjects, type Subject } from './subjects.ts';
import { contractsOf, gatherUsage } from './usage.ts';

/** Everything that is known before the GitOps repository is asked. */
export type Publishing = {
  readonly gathered: Gathered;
  readonly subject: Subject;
  readonly environment: Environment;
  readonly gitops: GitOps;
  readonly source: SourceState;
  readonly ruleset: Ruleset;
  readonly config: GatewayConfig;
  readonly changeRef: string | null;
};

/** What publishing comes to on one tip of the GitOps branch. */
export type PublishAttempt = TipAttempt & {
  /** Something stands in the way, and nothing is to be written. */
  readonly refused: boolean;
  readonly approvals: ApprovalAssessment['counted'];
  /** All that was found, the obstacles among it. */
  readonly report: GateReport;
  readonly lines: Outcome['lines'];
};

/** Reads the contract, renders it for the environment, and finds what it was committed as. */
export async function gatherPublishing(invocation: Invocation, ports: Ports): Promise<Publishing> {
  const gathered = await gatherSubjects(invocation, ports);
  const subject = oneSubject(gathered, 'publish');
  const { workspace } = gathered;
  const environment = environmentNamed(workspace, invocation.text('env'));
  if (environment === null)
    throw new CountersignError('USAGE', 'publish needs --env', {
      hint: `the environments are: ${workspace.environments.map(({ name }) => name).join(', ') || 'none; add one to countersign.yaml'}`,
    });
  if (workspace.gitops === null)
    throw new CountersignError('GITOPS_NOT_CONFIGURED', 'countersign.yaml names no GitOps repository');
  const ruleset = await gatherRuleset(invocation, workspace, ports);
  await refuseUnknownRules(workspace, ruleset, ports);
  return {
    gathered,
    subject,
    environment,
    gitops: workspace.gitops,
    source: await sourceState(gathered, subject),
    ruleset,
    config: renderGateway(environment.target, subject.contract, environment),
    changeRef: invocation.text('change-ref'),
  };
}

/**
 * Judges the contract against what this tip says is published, counts the approvals since then, and plans the commit.
 * All of it depends on the tip, so all of it is asked again when somebody was faster.
 */
export async function attemptOn(publishing: Publishing, remote: RemoteBranch, ports: Ports): Promise<PublishAttempt> {
  const { subject, source } = publishing;
  const tip = await readTip(remote, placeOf(publishing));
  const published = tip.lock.kind === 'read' ? tip.lock.lock.source : null;
  const comparison = await comparisonAt(publishing.gathered, subject, published);
  // What is published is linted now: nobody's cache has a say in it.
  const fresh = { ...ports, cache: null };
  const usage = await gatherUsage([], publishing.gathered, contractsOf([[subject, comparison]]), ports);
  const examination = await examineWhole(
    publishing.gathered,
    subject,
    comparison,
    publishing.ruleset,
    fresh,
    { witnesses: false },
    usage,
  );
  const { contract } = subject;
  const authors = await authorsOf(source.repository, contract, source.commit, published?.commit ?? null);
  const approvals = await assessed(publishing, authors, ports);
  const agreed = await agreedOn(publishing, examination, authors, ports);
  const checked = judged('check', agreed.gathered, [agreed.examination], everything, ports).report;
  const input = await inputOf(publishing, examination, checked, approvals, ports);
  const onTip = await attemptPublication(remote, input, {
    at: subject.contract.locate(''),
    precedes: (commit) => precedes(source, commit),
    after: afterOf(publishing),
  });
  if (onTip.publication === null) {
    const { report, lines } = judged(
      'check',
      agreed.gathered,
      [{ ...agreed.examination, facts: [] }],
      () => false,
      ports,
    );
    return { ...onTip, refused: false, approvals: approvals.counted, report, lines };
  }
  const gate = gateFacts({
    api: subject.api.id,
    at: subject.contract.locate(''),
    verdict: checked.verdict,
    approvals,
    source,
  });
  const facts = [...agreed.examination.facts, ...gate, ...onTip.facts];
  const { report, lines } = judged('check', agreed.gathered, [{ ...examination, facts }], everything, ports);
  return { ...onTip, refused: report.verdict === 'fail', approvals: approvals.counted, report, lines };
}

function placeOf({ environment, subject: { api, contract } }: Publishing): Place {
  return {
    environment: environment.name,
    target: environment.target,
    owner: api.owner,
    api: api.id,
    version: contract.version,
  };
}

function afterOf({ environment, gathered }: Publishing): Pick<Place, 'environment' | 'target'> | null {
  const before = gathered.workspace.environments.find(({ name }) => name === environment.after);
  return before === undefined ? null : { environment: before.name, target: before.target };
}

async function precedes({ repository, commit }: SourceState, published: string): Promise<boolean | null> {
  return (await repository.resolve(published)) === null ? null : isAncestor(repository, published, commit);
}

/**
 * The accepted changes that count for publishing: those whose entry is committed as it stands, by an approver who had no part in the change.
 * Of the others that this publication needs, a fact says why they do not.
 */
async function agreedOn(
  { gathered, source: { repository } }: Publishing,
  examination: Examination,
  authors: readonly Person[],
  ports: Ports,
): Promise<{ readonly gathered: Gathered; readonly examination: Examination }> {
  const { workspace } = gathered;
  const { changes } = judged('check', gathered, [examination], everything, ports).report;
  const needed = new Map((changes ?? []).flatMap(({ accepted }) => (accepted ? [[accepted.at.file, accepted]] : [])));
  const uncommitted = new Set<string>();
  for (const file of needed.keys()) if (await repository.isDirty(file)) uncommitted.add(file);
  const flaws = acceptanceFlaws({ needed: [...needed.values()], authors, uncommitted });
  const flawed = new Set(flaws.map(({ at }) => at.file));
  const accepted = workspace.policy.accepted.filter(({ at }) => !flawed.has(at.file));
  return {
    gathered: { ...gathered, workspace: { ...workspace, policy: { ...workspace.policy, accepted } } },
    examination: { ...examination, facts: [...examination.facts, ...flaws] },
  };
}

async function assessed(publishing: Publishing, authors: readonly Person[], ports: Ports): Promise<ApprovalAssessment> {
  const { gathered, subject, source, environment } = publishing;
  const { api, contract } = subject;
  return assessApprovals({
    api: api.id,
    digest: contract.source.sha256,
    at: contract.locate(''),
    authors,
    approvals: await readApprovals(ports.files, source.repository, gathered.workspace.root, api.id),
    required: environment.approvals ?? gathered.workspace.policy.approvals.required,
  });
}

async function inputOf(
  publishing: Publishing,
  examination: Examination,
  checked: GateReport,
  approvals: ApprovalAssessment,
  ports: Ports,
): Promise<PublicationInput> {
  const { gathered, subject, gitops, source, config, ruleset, changeRef } = publishing;
  const { contract } = subject;
  const evidence: Evidence = {
    tool: ports.tool,
    today: gathered.today,
    inputs: contract.source.files,
    ruleset: { file: gathered.workspace.profiles.join(', '), sha256: ruleset.sha256 },
    policy: {
      file: gathered.workspace.file ?? 'defaults',
      sha256: sha256(canonicalJson(plainPolicy(gathered.workspace.policy))),
    },
    verdict: checked.verdict,
    findings: checked.findings,
    waivers: checked.findings.flatMap(({ waiver }) => (waiver === null ? [] : [waiver])),
    approvals: approvals.counted,
    publication: null,
  };
  return {
    place: placeOf(publishing),
    branch: gitops.branch,
    files: config.files,
    source: {
      repository: await source.repository.originUrl(),
      commit: source.dirty.length > 0 ? null : source.commit,
      path: contract.source.file,
      digest: contract.source.sha256,
    },
    evidence,
    changeRef,
    summary: summaryLines(examination, checked),
  };
}

/** A map is no JSON value; its entries are. Where a severity was written down is no part of the policy. */
function plainPolicy({ severityPlaces: _, ...policy }: Policy): object {
  return { ...policy, severities: Object.fromEntries(policy.severities) };
}

function summaryLines({ base }: Examination, { changes, deprecations }: GateReport): readonly string[] {
  const breaking = (changes ?? []).filter(({ impact }) => impact === 'breaking');
  const compared =
    base === null
      ? 'First publication of this API here.'
      : `Since version ${base.version}: ${String(changes?.length ?? 0)} changes, ${breaking.length} of them breaking.`;
  const due = (deprecations ?? []).map(({ what, sunset }) =>
    `Deprecated: ${what.method ?? ''} ${what.path ?? what.pointer}${sunset === null ? '' : ` until ${sunset}`}`.replace(
      ':  ',
      ': ',
    ),
  );
  return [compared, ...breaking.map(({ message }) => `Breaking: ${message}`), ...due];
}
