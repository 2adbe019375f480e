import { placed, problemsError } from '../../gather/workspace/document.ts';
import { MAX_SETTINGS_BYTES, parseSettings } from '../../gather/workspace/settings-text.ts';
import { type UnknownRule, unknownRuleIds } from '../../gather/workspace/unknown-rules.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Ports } from '../../model/ports.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import type { Workspace } from '../../model/workspace.ts';

/**
 * Refuses settings and waivers that name a rule which nobody knows: a typing error there would switch nothing off, and nobody would notice.
 * Rules of `ruleset` are known beside those of the catalogue. Throws CONFIG_INVALID and WAIVERS_INVALID with every place and the nearest name.
 */
export async function refuseUnknownRules(workspace: Workspace, ruleset: Ruleset | null, ports: Ports): Promise<void> {
  const { policy } = workspace;
  // The catalogue reads every profile; without anything to look up, that is not worth the time.
  if (policy.severities.size === 0 && policy.waivers.length === 0) return;
  const { catalogue } = await import('./catalogue.ts');
  const subjects = await catalogue(workspace, ports);
  const rules = [...subjects].filter(([, { kind }]) => kind !== 'error').map(([id]) => id);
  const unknown = unknownRuleIds(policy, [...rules, ...(ruleset?.rules ?? []).map(({ id }) => id)]);
  const inSettings = unknown.filter(({ at }) => at === null);
  if (inSettings.length > 0)
    throw problemsError('CONFIG_INVALID', await placesInSettings(workspace, inSettings, ports));
  const inWaivers = unknown.map(
    ({ at, ...rest }) => `${at?.file ?? ''}:${at?.line ?? 1}:${at?.column ?? 1}: ${wordsFor(rest)}`,
  );
  if (inWaivers.length > 0) throw problemsError('WAIVERS_INVALID', inWaivers);
}

async function placesInSettings(
  { root, file }: Workspace,
  unknown: readonly UnknownRule[],
  ports: Ports,
): Promise<readonly string[]> {
  if (file === null) return unknown.map(wordsFor);
  const { text } = parseSettings(file, await ports.files.read(root, file, MAX_SETTINGS_BYTES), 'CONFIG_INVALID');
  const problems = unknown.map((one) => ({
    pointer: pointerOf('policy', 'severities', one.id),
    on: 'key' as const,
    message: wordsFor(one),
  }));
  return placed(file, text, problems);
}

function wordsFor({ id, nearest }: Pick<UnknownRule, 'id' | 'nearest'>): string {
  const meant = nearest === null ? 'countersign rules lists them' : `did you mean \`${nearest}\`?`;
  return `no rule or check is called \`${id}\`; ${meant}`;
}
