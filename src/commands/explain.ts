import { defineCommand } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
import { type ExplainReport, SCHEMA_VERSION } from '../model/report.ts';
import { nearest } from '../model/nearest.ts';
import { openWorkspace } from '../gather/workspace/open.ts';
import { catalogue } from './steps/catalogue.ts';
import { noLines } from './steps/verdict/lines.ts';

export default defineCommand({
  name: 'explain',
  group: 'Begin, and look things up',
  summary: 'explain a rule, a check or an error',
  description:
    'Says what a rule, a check or an error code means, why it matters to a bank, how to mend it, and where it comes from. Works offline.',
  arguments: [{ name: 'id', description: 'as it stands in a finding or an error', required: true, many: false }],
  options: [],
  examples: [
    { command: 'countersign explain response-success-status-removed', does: 'a check' },
    { command: 'countersign explain BASE_REF_NOT_FOUND', does: 'an error' },
  ],
  async run(invocation, ports) {
    const [id = ''] = invocation.arguments;
    const workspace = await openWorkspace(ports, { config: invocation.config });
    const subjects = await catalogue(workspace, ports);
    const subject = subjects.get(id) ?? subjects.get(id.toUpperCase());
    if (subject === undefined) throw unknown(id, subjects);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: invocation.today(workspace.policy.timezone),
        verdict: 'pass',
        report: 'explain',
        subject,
      },
      lines: noLines,
    };
  },
});

function unknown(id: string, subjects: ReadonlyMap<string, ExplainReport['subject']>): CountersignError {
  const begin = [...subjects.keys()].filter((one) => one.startsWith(id)).slice(0, 5);
  const near = nearest(id, subjects.keys()) ?? (begin.length > 0 ? begin.join(', ') : null);
  const hint =
    near === null
      ? 'countersign rules lists the rules; docs/reference lists checks and errors'
      : `did you mean ${near}?`;
  return new CountersignError('ID_UNKNOWN', `nothing is called \`${id}\``, { hint });
}
