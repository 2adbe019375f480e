import { approvalFile, readApprovals } from '../gather/workspace/approvals.ts';
import type { Approval } from '../model/approval.ts';
import { defineCommand } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
import type { Repository } from '../model/ports.ts';
import { SCHEMA_VERSION } from '../model/report.ts';
import { authorsOf } from './steps/authors.ts';
import { linesOf } from './steps/verdict/lines.ts';
import { oneSubject } from './steps/one-subject.ts';
import { sourceState } from './steps/source.ts';
import { gatherSubjects } from './steps/subjects.ts';

export default defineCommand({
  name: 'approve',
  group: 'Bring it to the gateway',
  summary: 'state that this exact contract may be published',
  description:
    'Writes a file that says that you, as git knows you, approve this exact contract: it is bound to the digest and void for any other text. Commit it yourself; publish counts it then. Who changed the contract cannot approve it.',
  arguments: [{ name: 'api|file', description: 'an API id or a file', required: false, many: false }],
  options: [{ flags: '--comment <text>', description: 'what you looked at, or on what condition' }],
  examples: [
    { command: 'countersign approve payments', does: 'approves the payments contract as it stands' },
    {
      command: "countersign approve payments --comment 'reviewed with fraud, CHG-4711'",
      does: 'and says on what ground',
    },
  ],
  async run(invocation, ports) {
    const gathered = await gatherSubjects(invocation, ports);
    const subject = oneSubject(gathered, 'approve');
    const { api, contract } = subject;
    const { repository, commit, dirty } = await sourceState(gathered, subject);
    const approver = await repository.identity();
    if (approver === null) throw new CountersignError('IDENTITY_UNKNOWN', 'git does not know who you are');

    const earlier = await readApprovals(ports.files, repository, gathered.workspace.root, api.id);
    const since = await lastApprovedCommit(
      repository,
      commit,
      earlier.filter(({ digest }) => digest !== contract.source.sha256),
    );
    const authors = await authorsOf(repository, contract, commit, since);
    if (authors.some(({ email }) => email.toLowerCase() === approver.email.toLowerCase()))
      throw new CountersignError(
        'OWN_CHANGE',
        `${approver.name} <${approver.email}> changed ${api.file} and cannot approve it as well`,
      );

    const statement = {
      api: api.id,
      digest: contract.source.sha256,
      version: contract.version,
      approver,
      day: gathered.today,
      comment: invocation.text('comment') ?? '',
    };
    const { path, content } = approvalFile(statement);
    await ports.files.write(gathered.workspace.root, path, content);
    const approval: Approval = {
      ...statement,
      at: { ...contract.locate(''), file: path, pointer: '' },
      committedBy: null,
    };
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: gathered.today,
        verdict: 'pass',
        report: 'approve',
        approval,
        file: path,
        notes: dirty.map((file) => ({
          api: api.id,
          message: `${file} is not committed as it stands; the approval is for the text that you see, and only a committed text can be published.`,
        })),
      },
      lines: linesOf([contract]),
    };
  },
});

/**
 * The commit of the newest approval of an earlier text: what was changed since is what is approved now. Without any, everything is.
 * What was published is known to the GitOps repository alone, and publish asks it; this only spares people a vain approval.
 */
async function lastApprovedCommit(
  repository: Repository,
  head: string,
  earlier: readonly Approval[],
): Promise<string | null> {
  const newestFirst = [...earlier].sort((left, right) => (left.day < right.day ? 1 : -1));
  for (const { at } of newestFirst) {
    const [last] = await repository.revisions(head, at.file);
    if (last !== undefined) return last.commit;
  }
  return null;
}
