import { isAbsolute, posix, relative, resolve } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import type { Files } from '../../model/ports.ts';
import { addressed, isAddress, printableAddress } from './address.ts';
import { readLocked } from './locked.ts';
import { isPackageName, resolvePackage } from './package.ts';
import { suggestion, refusal, type Source, type Way } from './refuse.ts';
import { isCode, profileName, type Title, titleKey } from './title.ts';

/** Where rulesets are read from: `root` is the workspace, `rulesets` the folder of the bundled profiles, both absolute. */
export type Shelves = { readonly files: Files; readonly root: string; readonly rulesets: string };

const CODE = 'code, and no code of the repository is run';
export const RUNS_CODE = {
  code: 'RULESET_RUNS_CODE',
  hint: '--allow-js-rulesets runs it in a process without rights; or pin its hash under rulesetCode: in countersign.yaml',
} as const;

const LIMIT = 2_000_000;

/** The bundled profiles by name, `spectral:oas` among them. */
export async function listProfiles(shelves: Pick<Shelves, 'files' | 'rulesets'>): Promise<readonly string[]> {
  const files = await shelves.files.list(shelves.rulesets, ['*.yaml']);
  return files.map((file) => profileName(file)).sort();
}

/** Whether a name is in `listProfiles`, without listing them. */
async function isProfile(shelves: Shelves, name: string): Promise<boolean> {
  if (!/^[\w:-]+$/.test(name)) return false;
  const file = profileFile(name);
  return profileName(file) === name && (await shelves.files.kind(resolve(shelves.rulesets, file))) === 'file';
}

/** What an entry of `--ruleset` or of `profiles:` means. Throws RULESET_NOT_FOUND. */
export async function titleOf(shelves: Shelves, name: string): Promise<Title> {
  if (await isProfile(shelves, name)) return bundled(name);
  const ours = await inOwnPackage(shelves, '.', name);
  if (ours instanceof NoProfile) throw new CountersignError('RULESET_NOT_FOUND', ours.message, { hint: ours.hint });
  if (ours !== null) return ours;
  const found = isAddress(name) ? null : await inWorkspace(shelves, '.', name);
  if (found !== null) return found;
  throw new CountersignError(
    'RULESET_NOT_FOUND',
    isAddress(name) ? `${printableAddress(name)} is on another host` : `there is no ruleset \`${name}\``,
    {
      hint: isAddress(name)
        ? 'extend it in a ruleset file of the repository'
        : notFoundHint(name, await listProfiles(shelves)),
    },
  );
}

/** What an entry of `extends` in a ruleset means. */
export async function extendedTitle(
  shelves: Shelves,
  from: Title,
  source: Source,
  name: string,
  way: Way,
  code: boolean,
): Promise<Title> {
  if (await isProfile(shelves, name)) return bundled(name);
  const ours = await inOwnPackage(shelves, from.shelf === 'workspace' ? posix.dirname(from.path) : null, name);
  if (ours instanceof NoProfile)
    throw await refusal(source, way, ours.message, { code: 'RULESET_NOT_FOUND', hint: ours.hint });
  if (ours !== null) return ours;
  if (isAddress(name)) {
    return remoteTitle(source, name, undefined, way);
  }
  if (from.shelf === 'bundled') {
    return { shelf: 'bundled', path: posix.join(posix.dirname(from.path), name.replaceAll('\\', '/')) };
  }
  if (from.shelf === 'https') return remoteTitle(source, name, from.url, way);
  const found = await inWorkspace(shelves, posix.dirname(from.path), name, from.within);
  if (found !== null && isCode(titleKey(found)) && !code)
    throw await refusal(source, way, `${name} is ${CODE}`, RUNS_CODE);
  if (found !== null) {
    if (await isMissing(shelves, found))
      throw await refusal(source, way, `there is no ruleset file ${titleKey(found)}`, {
        code: 'RULESET_NOT_FOUND',
        hint: await missingHint(shelves, titleKey(found)),
      });
    return found;
  }
  throw await refusal(source, way, `there is no ruleset \`${name}\`: no bundled profile, no package in node_modules`, {
    code: 'RULESET_NOT_FOUND',
    hint: notFoundHint(name, await listProfiles(shelves)),
  });
}

/** A path into this package, as Spectral finds the profiles where the package is installed; what is behind `rulesets/` is in the group. */
const OWN_PACKAGE = /^(?:(?:.*\/)?node_modules\/)?countersign(?:\/rulesets(?:\/(.*))?)?$/;

/** Why a path into this package is no profile, and what to write. */
class NoProfile {
  readonly message: string;
  readonly hint: string;

  constructor(name: string, wanted: string, profiles: readonly string[]) {
    const files = new Map(
      profiles.map((profile) => [fileStem(profile), `countersign/rulesets/${profileFile(profile)}`]),
    );
    const near = nearest(wanted.replace(/\.\w+$/, ''), files.keys());
    this.message = `countersign has no ruleset \`${name}\``;
    this.hint =
      near === null
        ? `countersign/rulesets/NAME.yaml, where NAME is one of ${[...files.keys()].join(', ')}`
        : `did you mean ${files.get(near) ?? near}?`;
  }
}

/**
 * The bundled ruleset that a path into this package means, wherever the package is installed, and in whichever version: the profiles are those of the tool
 * that runs. Null for what is no such path, and for a file of the workspace of that name, seen from a folder.
 */
async function inOwnPackage(shelves: Shelves, folder: string | null, name: string): Promise<Title | NoProfile | null> {
  const path = name.replaceAll('\\', '/');
  const match = OWN_PACKAGE.exec(path);
  if (match === null) return null;
  const installed = path.includes('node_modules/');
  if (!installed && folder !== null && (await shelves.files.kind(resolve(shelves.root, folder, path))) === 'file')
    return null;
  const wanted = match[1] ?? '';
  if (/^[\w-]+(?:\/[\w-]+)*(?:\.yaml)?$/.test(wanted)) {
    const file = wanted.endsWith('.yaml') ? wanted : `${wanted}.yaml`;
    if ((await shelves.files.kind(resolve(shelves.rulesets, file))) === 'file') return { shelf: 'bundled', path: file };
  }
  return new NoProfile(name, wanted, await listProfiles(shelves));
}

/** A file or an npm package, seen from a folder of the workspace. What begins with a dot is a file; other names may be both, and then the file wins. */
async function inWorkspace(
  shelves: Shelves,
  folder: string,
  name: string,
  within: string | null = null,
): Promise<Title | null> {
  const path = isAbsolute(name) ? fromRoot(shelves.root, name) : posix.join(folder, name.replaceAll('\\', '/'));
  const file: Title = { shelf: 'workspace', path: posix.normalize(path), within };
  const named = /^[./]/.test(name) || isAbsolute(name);
  if (named || (isFileName(name) && (await shelves.files.kind(resolve(shelves.root, path))) !== null)) return file;
  if (isPackageName(name)) {
    const found = await resolvePackage(shelves.files, shelves.root, folder, name);
    if (found !== null) return { shelf: 'workspace', path: found, within: name };
  }
  return isFileName(name) ? file : null;
}

/** Relative where it can be; what lies outside is refused where it is read. */
function fromRoot(root: string, path: string): string {
  const way = relative(root, path).replaceAll('\\', '/');
  return way.startsWith('../') || isAbsolute(way) ? path : way;
}

function notFoundHint(name: string, profiles: readonly string[]): string {
  const near = suggestion(name, profiles);
  if (near !== undefined) return near;
  return isPackageName(name) && /[@/]|spectral/.test(name)
    ? 'a package must be installed first, and nothing is fetched: npm ci'
    : `bundled profiles: ${profiles.join(', ')}; a file begins with ./ or ends in .yaml or .json; a package must be installed (npm ci)`;
}

/** Whether a file of the workspace is not there. What lies outside is refused where it is read. */
async function isMissing(shelves: Shelves, title: Title): Promise<boolean> {
  if (title.shelf !== 'workspace' || title.path.startsWith('../') || isAbsolute(title.path)) return false;
  return (await shelves.files.kind(resolve(shelves.root, title.path))) === null;
}

/** For a file that is not there: perhaps a profile was meant. */
async function missingHint(shelves: Shelves, path: string): Promise<string> {
  const stem = posix.basename(path).replace(/\.[^.]+$/, '');
  const profile = (await listProfiles(shelves)).find((one) => fileStem(one) === stem);
  return profile === undefined ? 'check the path' : `check the path; the bundled profile is called ${profile}`;
}

/** Reads a ruleset file. Throws RULESET_NOT_FOUND where there is none. */
export async function readTitle(shelves: Shelves, title: Title): Promise<Source> {
  if (title.shelf === 'https') return readLocked(shelves.files, shelves.root, title.url);
  const name = titleKey(title);
  if (isCode(title.path)) throw runsCode(name);
  try {
    const root = title.shelf === 'bundled' ? shelves.rulesets : shelves.root;
    const bytes = await shelves.files.read(root, title.path, LIMIT);
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (cause) {
    if (cause instanceof TypeError) throw new CountersignError('RULESET_INVALID', `${name} is not UTF-8`, { cause });
    if (!(cause instanceof CountersignError) || cause.code !== 'FILE_NOT_FOUND') throw cause;
    throw new CountersignError('RULESET_NOT_FOUND', `there is no ruleset file ${name}`, {
      cause,
      hint: await missingHint(shelves, title.path),
    });
  }
}

/** The refusal of code where no leave was given. */
export function runsCode(name: string): CountersignError {
  return new CountersignError('RULESET_RUNS_CODE', `${name} is ${CODE}`, RUNS_CODE);
}

async function remoteTitle(source: Source, name: string, base: string | undefined, way: Way): Promise<Title> {
  const title = addressed(name, base);
  if (typeof title !== 'string') return title;
  throw await refusal(source, way, title, { hint: 'copy the ruleset into the repository and extend the copy' });
}

function bundled(profile: string): Title {
  return { shelf: 'bundled', path: profileFile(profile) };
}

function profileFile(profile: string): string {
  return `${fileStem(profile)}.yaml`;
}

function fileStem(profile: string): string {
  return profile.replace(':', '-');
}

function isFileName(name: string): boolean {
  return name.startsWith('.') || /\.(ya?ml|json|[cm]?[jt]s)$/.test(name);
}
