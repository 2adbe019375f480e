import { PUBLISH_RULES } from '../../deliver/publish/rules.ts';
import { CHECKS } from '../../examine/diff/checks/index.ts';
import { IMPACT_RULES } from '../../examine/impact/rules.ts';
import { FIXES } from '../../examine/lint/fixes/index.ts';
import { LINT_RULES } from '../../examine/lint/rules.ts';
import { LIFECYCLE_RULES } from '../../examine/lifecycle/rules/index.ts';
import { listProfiles, loadRuleset } from '../../gather/ruleset/load.ts';
import { APPROVAL_RULES } from '../../judge/approval/rules.ts';
import { COMPATIBILITY_PROFILES, compatibilityOf } from '../../judge/policy/compatibility.ts';
import { ACCEPTANCE_RULES, BASELINE_RULES, VERSION_RULES, WAIVER_RULES } from '../../judge/policy/rules.ts';
import { CountersignError, ERRORS } from '../../model/errors.ts';
import type { Ports } from '../../model/ports.ts';
import type { ExplainReport, LifecycleRuleInfo, StageKind } from '../../model/report.ts';
import type { Rule } from '../../model/ruleset.ts';
import type { Workspace } from '../../model/workspace.ts';
import { bundledRules, pinnedCode, rulesetSources } from './lint/ruleset.ts';

/** Everything that has an id and can be explained: rules, checks, rules of the later stages, errors. The workspace's own rules win over bundled ones of the same name. */
export async function catalogue(
  workspace: Workspace,
  ports: Ports,
): Promise<ReadonlyMap<string, ExplainReport['subject']>> {
  const rules = await knownRules(workspace, ports);
  return new Map<string, ExplainReport['subject']>([
    ...Object.entries(ERRORS).map(
      ([code, { exit, meaning, hint }]) => [code, { kind: 'error', error: { code, exit, meaning, hint } }] as const,
    ),
    ...COMPATIBILITY_PROFILES.map((profile) => [profile.id, { kind: 'compatibility', profile }] as const),
    ...CHECKS.map((check) => [check.id, { kind: 'check', check, compatibility: compatibilityOf(check) }] as const),
    ...STAGE_RULES.flatMap(([stage, stageRules]) =>
      stageRules.map((rule) => [rule.id, { kind: 'lifecycle', stage, rule }] as const),
    ),
    ...rules.map((rule) => [rule.id, { kind: 'rule', rule, autofix: autofixOf(rule.id) }] as const),
  ]);
}

/**
 * The rules of every profile, each as the profile has it that it was written for, and of the workspace's own rulesets; of those, none that would have to be
 * run to be known.
 */
async function knownRules(workspace: Workspace, ports: Ports): Promise<readonly Rule[]> {
  const sources = rulesetSources(workspace, ports);
  const known = new Map((await bundledRules(sources)).map((rule) => [rule.id, rule]));
  const bundled = new Set(await listProfiles(sources));
  const own = workspace.profiles.filter((name) => !bundled.has(name));
  if (own.length === 0) return [...known.values()];
  try {
    const { rules } = await loadRuleset({ ...sources, ...pinnedCode(workspace, ports) }, own);
    for (const rule of rules) known.set(rule.id, rule);
  } catch (error) {
    if (!(error instanceof CountersignError && error.code === 'RULESET_RUNS_CODE')) throw error;
  }
  return [...known.values()];
}

/** What `lint --fix` does about a rule. */
function autofixOf(rule: string): string | null {
  return FIXES.find((fix) => fix.rule === rule)?.does ?? null;
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
