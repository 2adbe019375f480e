import { resolve } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import type { Files, Ports } from '../../model/ports.ts';
import type { Api, Workspace } from '../../model/workspace.ts';
import { discoverContracts } from './discover.ts';
import { didYouMean } from '../../model/nearest.ts';
import { globParts, stemOf, within } from './paths.ts';

type SelectPorts = Pick<Ports, 'files' | 'folder'>;

/** Finds documents below a folder (absolute); relative to it. */
type Discover = (files: Files, folder: string) => Promise<readonly string[]>;

/**
 * The APIs that arguments name: ids (or the id of a group), files, folders or globs, relative to the caller's folder; without arguments
 * all that are configured, or the only contract there is. In the order asked for, each once.
 * Throws API_UNKNOWN, CONTRACT_NOT_FOUND, CONTRACT_AMBIGUOUS and PATH_OUTSIDE_WORKSPACE.
 */
export function selectApis(
  workspace: Workspace,
  names: readonly string[],
  ports: SelectPorts,
): Promise<readonly Api[]> {
  return select(workspace, names, ports, discoverContracts);
}

/** The same for what is linted. In a folder the OpenAPI documents are meant; where there is none, those of AsyncAPI and Arazzo. */
export function selectDocuments(
  workspace: Workspace,
  names: readonly string[],
  ports: SelectPorts,
): Promise<readonly Api[]> {
  return select(workspace, names, ports, async (files, folder) => {
    const contracts = await discoverContracts(files, folder);
    return contracts.length > 0 ? contracts : discoverContracts(files, folder, 'linted');
  });
}

async function select(
  workspace: Workspace,
  names: readonly string[],
  ports: SelectPorts,
  discover: Discover,
): Promise<readonly Api[]> {
  if (names.length === 0 && workspace.apis.length > 0) return workspace.apis;
  if (names.length === 0) return asApis(workspace, [await theOnlyContract(workspace, ports, discover)]);
  const files: string[] = [];
  for (const name of names) files.push(...(await filesOf(workspace, name, ports, discover)));
  return asApis(workspace, [...new Set(files)]);
}

/** The root-relative contract files that one argument names. */
async function filesOf(
  workspace: Workspace,
  name: string,
  ports: SelectPorts,
  discover: Discover,
): Promise<readonly string[]> {
  const byId = workspace.apis.filter((api) => api.id === name || api.id.startsWith(`${name}/`));
  if (byId.length > 0) return byId.map((api) => api.file);

  const path = resolve(ports.folder, name);
  const kind = await ports.files.kind(path);
  if (kind === 'directory') return contractsBelow(workspace, name, path, ports, discover);
  if (kind !== null) return [insideRoot(workspace, name, path)];

  const glob = globParts(name.replaceAll('\\', '/'));
  if (glob !== null) return matchesOf(workspace, name, glob, ports);
  const ids = workspace.apis.map((api) => api.id);
  throw new CountersignError('API_UNKNOWN', `\`${name}\` is neither an API nor a file${didYouMean(name, ids)}`, {
    hint: ids.length > 0 ? `the APIs of countersign.yaml are: ${ids.join(', ')}` : 'check the path',
  });
}

function insideRoot(workspace: Workspace, name: string, path: string): string {
  const file = within(workspace.root, path);
  if (file === null)
    throw new CountersignError('PATH_OUTSIDE_WORKSPACE', `${name} leads out of ${workspace.root}`, {
      hint: 'run the command in the repository of the contract',
    });
  return file;
}

async function contractsBelow(
  workspace: Workspace,
  name: string,
  path: string,
  ports: SelectPorts,
  discover: Discover,
): Promise<readonly string[]> {
  const folder = insideRoot(workspace, name, path);
  const found = await discover(ports.files, path);
  if (found.length === 0) throw new CountersignError('CONTRACT_NOT_FOUND', `no OpenAPI document is below ${name}`);
  return found.map((file) => (folder === '' ? file : `${folder}/${file}`));
}

async function matchesOf(
  workspace: Workspace,
  name: string,
  glob: { readonly base: string; readonly rest: string },
  ports: SelectPorts,
): Promise<readonly string[]> {
  const base = resolve(ports.folder, glob.base);
  const folder = insideRoot(workspace, name, base);
  const found = await ports.files.list(base, [glob.rest]);
  if (found.length === 0) throw new CountersignError('API_UNKNOWN', `\`${name}\` matches no file`);
  return found.map((file) => (folder === '' ? file : `${folder}/${file}`));
}

/** The contract of a repository that has one: below the caller's folder if there is any, otherwise anywhere. */
async function theOnlyContract(workspace: Workspace, ports: SelectPorts, discover: Discover): Promise<string> {
  const all = await discover(ports.files, workspace.root);
  const here = within(workspace.root, ports.folder) ?? '';
  const near = all.filter((file) => file.startsWith(`${here}/`));
  const found = near.length > 0 ? near : all;
  const [first] = found;
  if (first === undefined)
    throw new CountersignError('CONTRACT_NOT_FOUND', `no OpenAPI document is below ${workspace.root}`, {
      hint: 'name a file, or let countersign init write a first contract',
    });
  if (found.length === 1) return first;
  const shown = found.slice(0, 10).map((file) => `  ${file}`);
  const more = found.length > 10 ? `\n  and ${found.length - 10} more` : '';
  throw new CountersignError(
    'CONTRACT_AMBIGUOUS',
    `${found.length} contracts are here, and none was named:\n${shown.join('\n')}${more}`,
    { hint: 'name one, or let countersign init list them in countersign.yaml' },
  );
}

/** A file of the settings is that API; any other is named by its stem, or by its path where that name is taken. */
function asApis(workspace: Workspace, files: readonly string[]): readonly Api[] {
  const configured = new Map(workspace.apis.map((api) => [api.file, api]));
  const taken = new Map<string, number>();
  const claim = (id: string): void => void taken.set(id, (taken.get(id) ?? 0) + 1);
  const strangers = files.filter((file) => !configured.has(file));
  for (const api of workspace.apis) claim(api.id);
  for (const file of strangers) for (const id of new Set([stemOf(file), withoutExtension(file)])) claim(id);
  const idOf = (file: string): string =>
    [stemOf(file), withoutExtension(file)].find((id) => taken.get(id) === 1) ?? file;
  return files.map((file) => configured.get(file) ?? apiOfFile(file, idOf(file)));
}

/** The API of a contract that no settings list. */
export function apiOfFile(file: string, id: string = stemOf(file)): Api {
  return { id, file, owner: null, audience: null, criticality: 'normal' };
}

function withoutExtension(file: string): string {
  return file.replace(/\.[^./]+$/, '');
}
