import { listProfiles, loadRuleset } from '../gather/ruleset/load.ts';
import { openWorkspace } from '../gather/workspace/open.ts';
import { nearest } from '../model/nearest.ts';
import { defineCommand } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
import { type RuleSummary, SCHEMA_VERSION } from '../model/report.ts';
import type { Rule } from '../model/ruleset.ts';
import { noLines } from './steps/judged.ts';
import { rulesetSources } from './steps/ruleset.ts';

export default defineCommand({
  name: 'rules',
  group: 'Begin, and look things up',
  summary: 'list the governance rules',
  description: 'Lists the rules of the bundled profiles, or of the rulesets that are named, with severity and source.',
  arguments: [
    {
      name: 'ruleset',
      description: 'bundled profiles or ruleset files; every bundled profile when left out',
      required: false,
      many: true,
    },
  ],
  options: [
    { flags: '--tag <tag>', description: 'only rules with this tag' },
    {
      flags: '--severity <severity>',
      description: 'only rules of this severity',
      choices: ['error', 'warn', 'info', 'hint', 'off'],
    },
  ],
  examples: [
    { command: 'countersign rules', does: 'every rule that comes with countersign' },
    { command: 'countersign rules core --tag security', does: 'the security rules of one profile' },
  ],
  async run(invocation, ports) {
    const workspace = await openWorkspace(ports, { config: invocation.config });
    const sources = rulesetSources(workspace.root, ports);
    const names = invocation.arguments.length > 0 ? invocation.arguments : await listProfiles(sources);
    const { rules } = await loadRuleset(sources, names);
    const tag = invocation.text('tag');
    const severity = invocation.text('severity');
    if (tag !== null) refuseUnknownTag(tag, rules);
    const wanted = rules.filter(
      (rule) => (tag === null || rule.tags.includes(tag)) && (severity === null || rule.severity === severity),
    );
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: invocation.today(workspace.policy.timezone),
        verdict: 'pass',
        report: 'rules',
        rules: wanted.map(summaryOf),
      },
      lines: noLines,
    };
  },
});

/** A misspelt tag must not look like a profile without rules. */
function refuseUnknownTag(tag: string, rules: readonly Rule[]): void {
  const known = [...new Set(rules.flatMap(({ tags }) => tags))].sort();
  if (known.includes(tag)) return;
  const near = nearest(tag, known);
  throw new CountersignError('USAGE', `no rule has the tag \`${tag}\``, {
    hint: near === null ? `one of: ${known.join(', ')}` : `did you mean ${near}?`,
  });
}

function summaryOf({ id, profile, severity, description, source, tags }: Rule): RuleSummary {
  return { id, profile, severity, summary: description, source, tags };
}
