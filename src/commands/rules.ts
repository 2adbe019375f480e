import { FIXES } from '../examine/lint/fixes/index.ts';
import { listProfiles, loadRuleset, type RulesetSources } from '../gather/ruleset/load.ts';
import { openWorkspace } from '../gather/workspace/open.ts';
import { didYouMean, nearest } from '../model/nearest.ts';
import { defineCommand } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
import { type RuleSummary, SCHEMA_VERSION } from '../model/report.ts';
import type { Rule } from '../model/ruleset.ts';
import { noLines } from './steps/verdict/lines.ts';
import { bundledRules, rulesetSources } from './steps/lint/ruleset.ts';

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
    {
      flags: '--profile <profile>',
      description: 'only rules that this bundled profile has; of several, any of them',
      repeatable: true,
    },
    { flags: '--tag <tag>', description: 'only rules with this tag; of several, all of them', repeatable: true },
    {
      flags: '--severity <severity>',
      description: 'only rules of this severity',
      choices: ['error', 'warn', 'info', 'hint', 'off'],
    },
  ],
  examples: [
    { command: 'countersign rules', does: 'every rule that comes with countersign' },
    { command: 'countersign rules --profile core --tag security', does: 'the security rules of one profile' },
    { command: 'countersign rules house.yaml --severity error', does: "the errors of the house's own ruleset" },
  ],
  async run(invocation, ports) {
    const workspace = await openWorkspace(ports, { config: invocation.config });
    const sources = rulesetSources(workspace, ports);
    const names = invocation.arguments;
    const rules = names.length > 0 ? (await loadRuleset(sources, names)).rules : await bundledRules(sources);
    const tags = invocation.list('tag');
    const severity = invocation.text('severity');
    for (const tag of tags) refuseUnknownTag(tag, rules);
    const ids = await idsIn(sources, invocation.list('profile'));
    const wanted = rules.filter(
      (rule) =>
        ids?.has(rule.id) !== false &&
        tags.every((tag) => rule.tags.includes(tag)) &&
        (severity === null || rule.severity === severity),
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

/** The ids of the rules of bundled profiles; null where none was asked for. Throws USAGE for a profile that is none. */
async function idsIn(sources: RulesetSources, profiles: readonly string[]): Promise<ReadonlySet<string> | null> {
  if (profiles.length === 0) return null;
  const bundled = await listProfiles(sources);
  for (const profile of profiles)
    if (!bundled.includes(profile))
      throw new CountersignError(
        'USAGE',
        `no bundled profile is called \`${profile}\`${didYouMean(profile, bundled)}`,
        {
          hint: `one of: ${bundled.join(', ')}; countersign rules FILE lists those of a file`,
        },
      );
  const { rules } = await loadRuleset(sources, profiles);
  return new Set(rules.map(({ id }) => id));
}

/** A misspelt tag must not look like a profile without rules. */
function refuseUnknownTag(tag: string, rules: readonly Rule[]): void {
  const known = [...new Set(rules.flatMap(({ tags }) => tags))].sort();
  if (known.includes(tag)) return;
  const near = nearest(tag, known);
  throw new CountersignError('USAGE', `no rule has the tag \`${tag}\``, {
    hint: near === null ? `one of: ${known.join(', ')}` : `did you mean ${near}?`,
  });
}

const FIXABLE = new Set(FIXES.map(({ rule }) => rule));

function summaryOf({
  id,
  profile,
  severity,
  description,
  source,
  verified,
  tags,
  styles,
  yields,
  gaveWayTo,
}: Rule): RuleSummary {
  const fixable = FIXABLE.has(id);
  return { id, profile, severity, summary: description, source, verified, tags, fixable, styles, yields, gaveWayTo };
}
