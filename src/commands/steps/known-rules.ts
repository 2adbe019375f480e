import { placed, problemsError } from '../../gather/workspace/document.ts';
import { MAX_SETTINGS_BYTES, parseSettings } from '../../gather/workspace/settings-text.ts';
import { type UnknownRule, unknownRuleIds } from '../../gather/workspace/unknown-rules.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Ports } from '../../model/ports.ts';
import type { Note } from '../../model/report.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import type { Workspace } from '../../model/workspace.ts';

/**
 * Refuses settings and waivers that name a rule which nobody knows: a typing error there would switch nothing off, and nobody would notice.
 * Rules of `ruleset` are known beside those of the catalogue. A command that lints nothing gives null: then another ruleset may have the
 * rule, and the answer is a note. A severity file is of checks alone, which no ruleset has.
 * Throws CONFIG_INVALID, SEVERITIES_INVALID and WAIVERS_INVALID with every place and the nearest name.
 */
export async function refuseUnknownRules(
  workspace: Workspace,
  ruleset: Ruleset | null,
  ports: Ports,
): Promise<readonly Note[]> {
  const { policy } = workspace;
  // The catalogue reads every profile; without anything to look up, that is not worth the time.
  if (policy.severities.size === 0 && policy.waivers.length === 0) return [];
  const { catalogue } = await import('./catalogue.ts');
  const subjects = await catalogue(workspace, ports);
  const rules = [...subjects].filter(([, { kind }]) => kind !== 'error' && kind !== 'compatibility').map(([id]) => id);
  const unknown = unknownRuleIds(policy, [...rules, ...(ruleset?.rules ?? []).map(({ id }) => id)]);
  const listed = unknown.filter(({ in: where }) => where === 'severity-file');
  if (listed.length > 0) throw problemsError('SEVERITIES_INVALID', listed.map(lineOf));
  if (ruleset === null) return unknown.map(noteOf);
  const inSettings = unknown.filter(({ in: where }) => where === 'settings');
  if (inSettings.length > 0)
    throw problemsError('CONFIG_INVALID', await placesInSettings(workspace, inSettings, ports));
  const inWaivers = unknown.filter(({ in: where }) => where === 'waivers');
  if (inWaivers.length > 0) throw problemsError('WAIVERS_INVALID', inWaivers.map(lineOf));
  return [];
}

function lineOf({ at, ...rest }: UnknownRule): string {
  return `${at?.file ?? ''}:${at?.line ?? 1}:${at?.column ?? 1}: ${wordsFor(rest)}`;
}

function noteOf({ id, nearest, in: where, at }: UnknownRule): Note {
  const place = where === 'settings' ? 'policy.severities' : `${at?.file ?? ''}:${at?.line ?? 1}`;
  const meant = nearest === null ? '' : ` Did you mean \`${nearest}\`?`;
  return {
    api: null,
    message: `${place} names the rule \`${id}\`, which the profiles of the settings do not have; a ruleset given to lint or check may.${meant}`,
  };
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
