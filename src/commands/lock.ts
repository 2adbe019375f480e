import { fetchRulesets, lockFiles } from '../gather/ruleset/lock.ts';
import { openWorkspace } from '../gather/workspace/open.ts';
import { defineCommand } from '../model/command.ts';
import { SCHEMA_VERSION } from '../model/report.ts';
import { noLines } from './steps/verdict/lines.ts';
import { rulesetNames, rulesetSources } from './steps/lint/ruleset.ts';

export default defineCommand({
  name: 'lock',
  group: 'Begin, and look things up',
  summary: 'fetch rulesets of other hosts, and lock them by hash',
  description:
    'Fetches the rulesets that the rulesets of the repository extend from other hosts (https alone), and writes copies with their hashes into .countersign/. Commit them: lint is offline and uses these copies. Only hosts that a ruleset of the repository names are asked.',
  arguments: [
    {
      name: 'ruleset',
      description: 'ruleset files; those of the settings when left out',
      required: false,
      many: true,
    },
  ],
  options: [],
  examples: [
    { command: 'countersign lock', does: 'what the rulesets of the settings extend' },
    { command: 'countersign lock house.yaml', does: 'what one ruleset extends' },
  ],
  async run(invocation, ports) {
    const workspace = await openWorkspace(ports, { config: invocation.config });
    const names = await rulesetNames(invocation.arguments, workspace, ports);
    const fetched = await fetchRulesets(rulesetSources(workspace, ports), ports.https, names);
    const files = fetched.length === 0 ? [] : lockFiles(fetched);
    // The lock file last: it must not name copies that are not there.
    for (const { path, content } of files.toReversed()) await ports.files.write(workspace.root, path, content);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: invocation.today(workspace.policy.timezone),
        verdict: 'pass',
        report: 'lock',
        files: files.map(({ path }) => path),
        notes:
          fetched.length === 0
            ? [{ api: null, message: `${names.join(', ')}: no ruleset of another host is extended.` }]
            : [],
      },
      lines: noLines,
    };
  },
});
