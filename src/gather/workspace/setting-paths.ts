import { basename, dirname, join, resolve } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Files } from '../../model/ports.ts';
import type { GitOps, UsageGlob } from '../../model/workspace.ts';
import type { Home } from './home.ts';
import { rebased, within } from './paths.ts';
import type { Problem } from './schema-problems.ts';
import type { SettingsFile } from './settings-file.ts';
import { isRemotePath } from './settings-problems.ts';

/** Where waivers are when the settings do not say. */
const WAIVERS = '.countersign/waivers.yaml';

type SettingPaths = {
  readonly profiles: readonly string[];
  /** Spectral's ruleset file, where there is one and the settings name others. */
  readonly spare: string | null;
  readonly rulesetCode: ReadonlyMap<string, string>;
  readonly consumers: readonly string[];
  readonly usage: readonly UsageGlob[];
  readonly waivers: string;
  /** Null where none is named. */
  readonly severities: string | null;
  readonly problems: readonly Problem[];
};

/**
 * Every path of the settings but the contracts', made relative to the root. A waivers file that is named must be there. Without settings, Spectral's ruleset
 * file is looked for from `folder` (absolute, in the workspace) upwards.
 */
export async function settingPaths(
  files: Files,
  home: Home,
  folder: string,
  settings: SettingsFile,
): Promise<SettingPaths> {
  const problems: Problem[] = [];
  const problem = (pointer: string, message: string): void => void problems.push({ pointer, on: 'value', message });
  const inside = (path: string, pointer: string): string => {
    const rooted = rebased(home.root, settingsFolder(home), path);
    if (rooted === null) problem(pointer, `\`${path}\` leads out of the repository`);
    return rooted ?? '';
  };
  const spectral = await spectralFile(files, home, folder, settings);
  const profiles = (settings.profiles ?? [spectral ?? 'core']).map((profile, index) =>
    isRulesetFile(profile) ? inside(profile, pointerOf('profiles', index)) : profile,
  );
  const consumers = (settings.consumers ?? ['consumers/*.yaml']).map((glob, index) =>
    inside(glob, pointerOf('consumers', index)),
  );
  const usage = (settings.usage ?? []).map(({ files: glob, format, consumer }, index) => ({
    files: inside(glob, pointerOf('usage', index, 'files')),
    format: format ?? null,
    consumer: consumer ?? null,
  }));
  const named = settings.policy?.waivers;
  const waivers = inside(named ?? WAIVERS, '/policy/waivers');
  if (named !== undefined && (await files.kind(join(home.root, waivers))) === null)
    problem('/policy/waivers', `there is no file \`${named}\``);
  const listed = settings.policy?.severityFile;
  const severities = listed === undefined ? null : inside(listed, '/policy/severityFile');
  if (severities !== null && severities !== '' && (await files.kind(join(home.root, severities))) !== 'file')
    problem('/policy/severityFile', `there is no file \`${listed ?? ''}\``);
  const rulesetCode = new Map(
    (settings.rulesetCode ?? []).map(({ file, sha256 }, index) => [
      inside(file, pointerOf('rulesetCode', index, 'file')),
      sha256,
    ]),
  );
  return {
    profiles,
    spare: spareOf(home, spectral, profiles),
    rulesetCode,
    consumers,
    usage,
    waivers,
    severities,
    problems,
  };
}

/**
 * Spectral's own ruleset file (absolute) in the nearest folder that has one, from that of the settings, or else `start`, up to the root. Throws
 * CONFIG_INVALID for two beside each other where they would count.
 */
async function spectralFile(
  files: Files,
  home: Home,
  start: string,
  { profiles }: SettingsFile,
): Promise<string | null> {
  for (let folder = home.file === null ? start : settingsFolder(home); ; folder = dirname(folder)) {
    const found: string[] = [];
    for (const ending of ['yaml', 'yml', 'json', 'js', 'mjs', 'cjs']) {
      const path = join(folder, `.spectral.${ending}`);
      if ((await files.kind(path)) === 'file') found.push(path);
    }
    const [first, second] = found;
    if (first !== undefined && second !== undefined && profiles === undefined)
      throw new CountersignError('CONFIG_INVALID', `${folder} has both ${basename(first)} and ${basename(second)}`, {
        hint: 'keep one of them, or name the rulesets under profiles: in countersign.yaml',
      });
    if (first !== undefined) return first;
    if (folder === home.root || within(home.root, dirname(folder)) === null) return null;
  }
}

function spareOf({ root }: Home, spectral: string | null, profiles: readonly string[]): string | null {
  const file = spectral === null ? null : within(root, spectral);
  return file === null || profiles.includes(file) ? null : file;
}

/** Absolute folder of the settings file; the root where there is none. */
export function settingsFolder(home: Home): string {
  return home.file === null ? home.root : resolve(home.root, dirname(home.file));
}

/** A profile may have a slash in its name (`africa/nigeria`), but neither an extension nor a leading dot; what is in our own package is a profile. */
function isRulesetFile(profile: string): boolean {
  return /^[./]|\.(ya?ml|json|[cm]?js)$/.test(profile) && !profile.startsWith('countersign/rulesets/');
}

/** A remote may be a path and may lie outside; it is made relative to the root, as every other path is. */
export function gitopsOf(home: Home, entry: SettingsFile['gitops']): GitOps | null {
  if (entry === undefined) return null;
  const branch = entry.branch ?? 'main';
  if (!isRemotePath(entry.remote) || entry.remote.startsWith('/')) return { remote: entry.remote, branch };
  return { remote: join(dirname(home.file ?? ''), entry.remote).replaceAll('\\', '/'), branch };
}
