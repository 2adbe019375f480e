import { applyPublication } from '../deliver/publish/apply.ts';
import { previewPublication } from '../deliver/publish/preview.ts';
import { type Day, dayIn } from '../model/day.ts';
import { defineCommand, type Outcome } from '../model/command.ts';
import type { Person } from '../model/approval.ts';
import type { Ports, RemoteBranch } from '../model/ports.ts';
import { type PublishReport, SCHEMA_VERSION } from '../model/report.ts';
import { attemptOn, gatherPublishing, type PublishAttempt, type Publishing } from './steps/publishing.ts';

export default defineCommand({
  name: 'publish',
  group: 'Bring it to the gateway',
  summary: 'publish an approved contract as one commit of gateway configuration',
  description:
    'Checks the contract against what is published, asks for the approvals that the policy demands, renders the configuration of the environment and pushes it to the GitOps repository as one commit with its evidence. What is published already is left alone.',
  arguments: [{ name: 'api|file', description: 'an API id or a file', required: false, many: false }],
  options: [
    { flags: '--env <environment>', description: 'where to publish: an environment of the settings' },
    { flags: '-n, --dry-run', description: 'print the commit that would be made, exactly, and make none' },
    {
      flags: '--change-ref <ticket>',
      description: 'the ticket of your change process, for the commit and the evidence',
    },
  ],
  examples: [
    {
      command: 'countersign publish payments --env test --dry-run',
      does: 'shows the very commit that would be pushed',
    },
    {
      command: 'countersign publish payments --env prod --change-ref CHG0012345',
      does: 'publishes, and names the ticket',
    },
  ],
  async run(invocation, ports) {
    const publishing = await gatherPublishing(invocation, ports);
    const { workspace } = publishing.gathered;
    const fetch = (): Promise<RemoteBranch> =>
      ports.git.fetch(workspace.root, publishing.gitops.remote, publishing.gitops.branch);
    const plan = (remote: RemoteBranch): Promise<PublishAttempt> => attemptOn(publishing, remote, ports);

    if (invocation.flag('dry-run')) {
      const attempt = await planOnce(fetch, plan);
      const outcome = attempt.refused ? 'refused' : attempt.publication === null ? 'up-to-date' : 'planned';
      return reported(publishing, attempt, outcome, null, ports);
    }
    const { outcome, commit, attempt } = await applyPublication({
      fetch,
      plan,
      by: await publisher(publishing),
      date: dateOf(publishing.gathered.today, workspace.policy.timezone, ports.clock.now()),
      pace: ports.pace,
    });
    return reported(publishing, attempt, outcome, commit, ports);
  },
});

async function planOnce(
  fetch: () => Promise<RemoteBranch>,
  plan: (remote: RemoteBranch) => Promise<PublishAttempt>,
): Promise<PublishAttempt> {
  const remote = await fetch();
  try {
    return await plan(remote);
  } finally {
    await remote.close();
  }
}

/** Who publishes, as git knows them; a machine without an identity publishes in the name of whoever committed the contract. */
async function publisher({ source, subject }: Publishing): Promise<Person> {
  const [last] = await source.repository.revisions(source.commit, subject.contract.source.file);
  return (
    (await source.repository.identity()) ?? last?.committer ?? { name: 'countersign', email: 'countersign@localhost' }
  );
}

/** The moment of the commit: now, unless another day was named, so that the same call gives the same commit. */
function dateOf(today: Day, zone: string, now: Date): string {
  return dayIn(now, zone) === today ? now.toISOString() : `${today}T00:00:00Z`;
}

function reported(
  { environment }: Publishing,
  attempt: PublishAttempt,
  outcome: PublishReport['outcome'],
  commit: string | null,
  ports: Ports,
): Outcome {
  const { report, publication, tip, approvals, lines } = attempt;
  const [api] = report.apis;
  if (api === undefined) throw new Error('a publication is of one API');
  return {
    report: {
      schemaVersion: SCHEMA_VERSION,
      tool: ports.tool,
      today: report.today,
      verdict: outcome === 'refused' ? 'fail' : 'pass',
      report: 'publish',
      environment: environment.name,
      outcome,
      api,
      findings: report.findings,
      approvals,
      publication,
      diff: previewPublication(publication, tip),
      commit,
      notes: report.notes,
    },
    lines,
  };
}
