import { PUBLISH_RULES } from '../../deliver/publish/rules.ts';
import { CHECKS } from '../../examine/diff/checks/index.ts';
import { IMPACT_RULES } from '../../examine/impact/rules.ts';
import { LINT_RULES } from '../../examine/lint/rules.ts';
import { LIFECYCLE_RULES } from '../../examine/lifecycle/rules/index.ts';
import { listProfiles, loadRuleset } from '../../gather/ruleset/load.ts';
import { APPROVAL_RULES } from '../../judge/approval/rules.ts';
import { COMPATIBILITY_PROFILES, compatibilityOf } from '../../judge/policy/compatibility.ts';
import { ACCEPTANCE_RULES, BASELINE_RULES, VERSION_RULES, WAIVER_RULES } from '../../judge/policy/rules.ts';
import { ERRORS } from '../../model/errors.ts';
import type { Ports } from '../../model/ports.ts';
import type { ExplainReport, LifecycleRuleInfo, StageKind } from '../../model/report.ts';
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
    ...COMPATIBILITY_PROFILES.map((profile) => [profile.id, { kind: 'compatibility', profile }] as const),
    ...CHECKS.map((check) => [check.id, { kind: 'check', check, compatibility: compatibilityOf(check) }] as const),
    ...STAGE_RULES.flatMap(([stage, stageRules]) =>
      stageRules.map((rule) => [rule.id, { kind: 'lifecycle', stage, rule }] as const),
    ),
    ...rules.map((rule) => [rule.id, { kind: 'rule', rule }] as const),
  ]);
}

/** Rules of the stages that are no rulesets: their findings are about time, people, versions and the gateway. */
const STAGE_RULES: readonly (readonly [StageKind, readonly LifecycleRuleInfo[]])[] = [
  ['lint', LINT_RULES],
  ['lifecycle', LIFECYCLE_RULES],
  ['impact', IMPACT_RULES],
  ['version', VERSION_RULES],
  ['waiver', WAIVER_RULES],
  ['acceptance', ACCEPTANCE_RULES],
  ['baseline', BASELINE_RULES],
  ['approval', APPROVAL_RULES],
  ['publish', PUBLISH_RULES],
];
