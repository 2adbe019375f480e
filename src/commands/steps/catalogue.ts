import { PUBLISH_RULES } from '../../deliver/publish/rules.ts';
import { CHECKS } from '../../examine/diff/checks/index.ts';
import { IMPACT_RULES } from '../../examine/impact/rules.ts';
import { LIFECYCLE_RULES } from '../../examine/lifecycle/rules/index.ts';
import { listProfiles, loadRuleset } from '../../gather/ruleset/load.ts';
import { APPROVAL_RULES } from '../../judge/approval/rules.ts';
import { WAIVER_RULES } from '../../judge/policy/rules.ts';
import { ERRORS } from '../../model/errors.ts';
import type { Ports } from '../../model/ports.ts';
import type { ExplainReport } from '../../model/report.ts';
import type { Workspace } from '../../model/workspace.ts';
import { rulesetSources } from './ruleset.ts';

/** Everything that has an id and can be explained: rules, checks, rules of the later stages, errors. The workspace's own rules win over bundled ones of the same name. */
export async function catalogue(
  workspace: Workspace,
  ports: Ports,
): Promise<ReadonlyMap<string, ExplainReport['subject']>> {
  const sources = rulesetSources(workspace.root, ports);
  const names = [...new Set([...(await listProfiles(sources)), ...workspace.profiles])];
  const { rules } = await loadRuleset(sources, names);
  return new Map<string, ExplainReport['subject']>([
    ...Object.entries(ERRORS).map(
      ([code, { exit, meaning, hint }]) => [code, { kind: 'error', error: { code, exit, meaning, hint } }] as const,
    ),
    ...CHECKS.map((check) => [check.id, { kind: 'check', check }] as const),
    ...STAGE_RULES.map((rule) => [rule.id, { kind: 'lifecycle', rule }] as const),
    ...rules.map((rule) => [rule.id, { kind: 'rule', rule }] as const),
  ]);
}

/** Rules of the stages that are no rulesets: their findings are about time, people and the gateway. */
const STAGE_RULES = [...LIFECYCLE_RULES, ...IMPACT_RULES, ...WAIVER_RULES, ...APPROVAL_RULES, ...PUBLISH_RULES];
