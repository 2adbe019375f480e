import { parseFailOn } from '../judge/policy/fail-on.ts';
import { defineCommand } from '../model/command.ts';
import { failedOn, REGISTER_RULES, registerOf } from './steps/register.ts';
import { gatherSubjects } from './steps/subjects.ts';
import { gatherUsage, USAGE_OPTION } from './steps/usage.ts';

export default defineCommand({
  name: 'deprecations',
  group: 'Judge a contract',
  summary: 'what is deprecated, since when, until when, and who still uses it',
  description:
    'The register of everything deprecated in the contracts: since when (from the contract, or proven from git history), when it goes away, its successor and the consumers that still declare to use it; and what the policy has to say to that.',
  arguments: [
    {
      name: 'api|file',
      description: 'API ids, files or globs; all APIs of the settings, or the only contract there is',
      required: false,
      many: true,
    },
  ],
  options: [
    {
      flags: '--format <format>',
      description: 'how to print it; csv and markdown for a report, html as one page',
      choices: ['text', 'json', 'csv', 'markdown', 'html'],
      default: 'text',
    },
    {
      flags: '--fail-on <conditions>',
      description:
        'what makes the verdict no, instead of policy.failOn: overdue, due:30d, no-sunset, short-notice, severities and ids of lifecycle rules, with commas',
    },
    { flags: '--fetch', description: 'fetch from origin the history that a shallow clone lacks' },
    USAGE_OPTION,
  ],
  examples: [
    { command: 'countersign deprecations', does: 'the register of every API' },
    { command: 'countersign deprecations --today 2027-01-31', does: 'what will be due on that day' },
    {
      command: 'countersign deprecations --fail-on due:30d,overdue',
      does: 'for a schedule: fails while something is near',
    },
    { command: 'countersign deprecations --format csv -o register.csv', does: 'the register for a spreadsheet' },
  ],
  async run(invocation, ports) {
    const gathered = await gatherSubjects(invocation, ports);
    const failOn = invocation.text('fail-on');
    const conditions = failOn === null ? null : parseFailOn(failOn, REGISTER_RULES, gathered.workspace.policy);
    const contracts = gathered.subjects.map(({ contract }) => contract);
    const usage = await gatherUsage(invocation.list('usage'), gathered, contracts, ports);
    const { report, lines } = await registerOf(gathered, ports, usage);
    return { report: conditions === null ? report : failedOn(report, conditions), lines };
  },
});
