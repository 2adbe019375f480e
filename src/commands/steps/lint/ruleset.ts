import { resolve } from 'node:path';
import { FUNCTION_CATALOGUE } from '../../../examine/lint/catalogue.ts';
import { listProfiles, loadRuleset, type RulesetSources } from '../../../gather/ruleset/load.ts';
import type { Invocation } from '../../../model/command.ts';
import type { Ports } from '../../../model/ports.ts';
import type { Note } from '../../../model/report.ts';
import type { Rule, Ruleset } from '../../../model/ruleset.ts';
import type { Workspace } from '../../../model/workspace.ts';

/** The rules to lint with: those of `--ruleset`, relative to the caller's folder, else the profiles of the workspace. */
export async function gatherRuleset(invocation: Invocation, workspace: Workspace, ports: Ports): Promise<Ruleset> {
  const names = await rulesetNames(invocation.list('ruleset'), workspace, ports);
  return loadRuleset({ ...rulesetSources(workspace, ports), ...codeSources(invocation, workspace, ports) }, names);
}

/** That a `.spectral.yaml` is there and does not count, which nobody would see from the findings. */
export function spareNotes(invocation: Invocation, { spareRuleset, file }: Workspace): readonly Note[] {
  if (spareRuleset === undefined || invocation.list('ruleset').length > 0) return [];
  const settings = file ?? 'the settings';
  return [
    {
      api: null,
      message: `${spareRuleset} is not used, since ${settings} names profiles; name it among them to have its rules as well.`,
    },
  ];
}

/** Leave to run code of rulesets: asked for, or pinned by hash. */
function codeSources(invocation: Invocation, workspace: Workspace, ports: Ports): Pick<RulesetSources, 'code'> {
  if (invocation.flag('allow-js-rulesets')) return { code: { permission: 'all', sandbox: ports.sandbox } };
  return pinnedCode(workspace, ports);
}

/** Leave to run the code that the settings pin. */
export function pinnedCode(workspace: Workspace, ports: Ports): Pick<RulesetSources, 'code'> {
  const pins = workspace.rulesetCode ?? new Map<string, string>();
  return pins.size === 0 ? {} : { code: { permission: pins, sandbox: ports.sandbox } };
}

/** Rulesets by name: those that were asked for, relative to the caller's folder, else those of the workspace. */
export async function rulesetNames(
  asked: readonly string[],
  workspace: Workspace,
  ports: Ports,
): Promise<readonly string[]> {
  if (asked.length === 0) return workspace.profiles;
  const profiles = await listProfiles({ files: ports.files, rulesets: ports.assets.rulesets });
  return Promise.all(asked.map((name) => profileOrFile(name, profiles, ports)));
}

/** A file that is called like a bundled profile does not take its place. What is neither may be the name of a package. */
async function profileOrFile(name: string, profiles: readonly string[], ports: Ports): Promise<string> {
  if (profiles.includes(name)) return name;
  const path = resolve(ports.folder, name);
  return (await ports.files.kind(path)) === 'file' ? path : name;
}

/** The rules of every bundled profile, each as the profile has it that it was written for. */
export async function bundledRules(sources: RulesetSources): Promise<readonly Rule[]> {
  const known = new Map<string, Rule>();
  for (const profile of await listProfiles(sources))
    for (const rule of (await loadRuleset(sources, [profile])).rules)
      if (rule.profile === profile || !known.has(rule.id)) known.set(rule.id, rule);
  return [...known.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** Where rulesets are read from, the workspace and what ships with the tool, and what the bank has chosen. */
export function rulesetSources(
  { root, style, policy }: Pick<Workspace, 'root' | 'style' | 'policy'>,
  ports: Ports,
): RulesetSources {
  const sources = {
    files: ports.files,
    root,
    rulesets: ports.assets.rulesets,
    functions: FUNCTION_CATALOGUE,
    lifecycleFields: policy.deprecation.fields,
  };
  return style === undefined ? sources : { ...sources, style };
}
