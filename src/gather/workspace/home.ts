import { dirname, join, resolve } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import type { Ports, Repository } from '../../model/ports.ts';
import { within } from './paths.ts';

/** Where a workspace is: its root (absolute), and its settings file relative to the root. */
export type Home = { readonly root: string; readonly file: string | null };

/** What finding a workspace needs of the ports; of git, only where a repository's top is. */
export type HomePorts = Pick<Ports, 'files' | 'folder'> & {
  readonly git: { readonly open: (folder: string) => Promise<Pick<Repository, 'root'> | null> };
};

/** How a settings file is called. */
export const SETTINGS_NAMES: readonly string[] = ['countersign.yaml', 'countersign.yml', 'countersign.json'];

/**
 * Finds the workspace. A settings file that is named wins; otherwise the workspace is the one around the caller's folder,
 * or, where arguments name files outside it, the one around those files. Throws CONFIG_NOT_FOUND and PATH_OUTSIDE_WORKSPACE.
 */
export async function findHome(ports: HomePorts, config: string | null, names: readonly string[]): Promise<Home> {
  if (config !== null) return namedHome(ports, config, names);
  const around = await rootAround(ports, ports.folder);
  const outside = await filesOutside(ports, around, names);
  const [first] = outside;
  if (first === undefined) return { root: around, file: await settingsAbove(ports, around, ports.folder) };

  const folder = first.kind === 'directory' ? first.path : dirname(first.path);
  const root = await rootAround(ports, folder);
  const [stranger] = await filesOutside(ports, root, names);
  if (stranger !== undefined)
    throw new CountersignError(
      'PATH_OUTSIDE_WORKSPACE',
      `${first.name} and ${stranger.name} are in different workspaces`,
      {
        hint: 'run the command once for each of them',
      },
    );
  return { root, file: await settingsAbove(ports, root, folder) };
}

async function namedHome(ports: HomePorts, config: string, names: readonly string[]): Promise<Home> {
  const path = resolve(ports.folder, config);
  const kind = await ports.files.kind(path);
  if (kind === null) throw new CountersignError('CONFIG_NOT_FOUND', `there is no settings file ${config}`);
  if (kind === 'directory')
    throw new CountersignError('CONFIG_NOT_FOUND', `${config} is a folder; name the settings file in it`);
  const root = await rootAround(ports, dirname(path));
  const [stranger] = await filesOutside(ports, root, names);
  if (stranger !== undefined)
    throw new CountersignError(
      'PATH_OUTSIDE_WORKSPACE',
      `${stranger.name} is outside ${root}, the workspace of ${config}`,
      {
        hint: 'leave out --config to use the settings around the file itself',
      },
    );
  return { root, file: within(root, path) };
}

/** The git top around a folder; the folder itself where there is no git. */
async function rootAround(ports: HomePorts, folder: string): Promise<string> {
  return (await ports.git.open(folder))?.root ?? folder;
}

type Named = { readonly name: string; readonly path: string; readonly kind: 'file' | 'directory' | 'other' };

async function filesOutside(ports: HomePorts, root: string, names: readonly string[]): Promise<readonly Named[]> {
  const found: Named[] = [];
  for (const name of names) {
    const path = resolve(ports.folder, name);
    if (within(root, path) !== null) continue;
    const kind = await ports.files.kind(path);
    if (kind !== null) found.push({ name, path, kind });
  }
  return found;
}

/** The nearest settings file from a folder up to the root, and no further. */
async function settingsAbove(ports: HomePorts, root: string, start: string): Promise<string | null> {
  for (let folder = start; ; folder = dirname(folder)) {
    const found: string[] = [];
    for (const name of SETTINGS_NAMES) {
      const kind = await ports.files.kind(join(folder, name));
      if (kind !== null && kind !== 'directory') found.push(name);
    }
    const [name, second] = found;
    if (name !== undefined && second !== undefined)
      throw new CountersignError('CONFIG_INVALID', `${folder} has both ${name} and ${second}`, {
        hint: 'keep one of them',
      });
    if (name !== undefined) return within(root, join(folder, name));
    if (folder === root || within(root, dirname(folder)) === null) return null;
  }
}
