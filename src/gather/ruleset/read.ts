import { posix } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import type { Files } from '../../model/ports.ts';
import { suggestion, refusal, type Source, type Way } from './refuse.ts';

/** Where rulesets are read from: `root` is the workspace, `rulesets` the folder of the bundled profiles, both absolute. */
export type Shelves = { readonly files: Files; readonly root: string; readonly rulesets: string };

/** A ruleset that was asked for: which shelf, and the path on it. */
export type Title = { readonly bundled: boolean; readonly path: string };

const LIMIT = 2_000_000;

/** Rulesets of Spectral for other kinds of document: no rule of theirs can apply to an OpenAPI contract. */
export const ELSEWHERE: ReadonlySet<string> = new Set(['spectral:asyncapi', 'spectral:arazzo']);

/** The bundled profiles by name, `spectral:oas` among them. */
export async function listProfiles(shelves: Pick<Shelves, 'files' | 'rulesets'>): Promise<readonly string[]> {
  const files = await shelves.files.list(shelves.rulesets, ['*.yaml']);
  return files.map((file) => profileName(file)).sort();
}

/** `spectral-oas.yaml` and whatever lies below `core/` are known by their profile's name. */
export function profileName(path: string): string {
  const name = (path.split('/')[0] ?? path).replace(/\.yaml$/, '');
  return name.startsWith('spectral-') ? name.replace('-', ':') : name;
}

/** What an entry of `--ruleset` or of `profiles:` means. Throws RULESET_NOT_FOUND. */
export async function titleOf(shelves: Shelves, name: string): Promise<Title> {
  const profiles = await listProfiles(shelves);
  if (profiles.includes(name)) return bundled(name);
  if (isFileName(name)) return { bundled: false, path: posix.normalize(name.replaceAll('\\', '/')) };
  const hint = suggestion(name, profiles) ?? `bundled profiles: ${profiles.join(', ')}; a file ends in .yaml or .json`;
  throw new CountersignError('RULESET_NOT_FOUND', `there is no ruleset \`${name}\``, { hint });
}

/** What an entry of `extends` in a ruleset means; null for a ruleset about other kinds of document. */
export async function extendedTitle(
  shelves: Shelves,
  from: Title,
  source: Source,
  name: string,
  way: Way,
): Promise<Title | null> {
  if (ELSEWHERE.has(name)) return null;
  if (/^[a-z]+:\/\//i.test(name)) {
    throw await refusal(source, way, `${name} is on another host, and nothing is fetched`, {
      hint: 'copy the ruleset into the repository and extend the copy',
    });
  }
  if (/\.[cm]?[jt]s$/.test(name)) {
    throw await refusal(source, way, `${name} is code, and no code of the repository is run`, {
      code: 'RULESET_RUNS_CODE',
      hint: 'write the ruleset as YAML with the built-in functions',
    });
  }
  const profiles = await listProfiles(shelves);
  if (profiles.includes(name)) return bundled(name);
  if (isFileName(name)) {
    return { bundled: from.bundled, path: posix.join(posix.dirname(from.path), name.replaceAll('\\', '/')) };
  }
  throw await refusal(source, way, `there is no ruleset \`${name}\`; packages of npm are not loaded`, {
    hint:
      suggestion(name, profiles) ?? `bundled profiles: ${profiles.join(', ')}; a file begins with ./ or ends in .yaml`,
  });
}

/** Reads a ruleset file. Throws RULESET_NOT_FOUND where there is none. */
export async function readTitle(shelves: Shelves, title: Title): Promise<Source> {
  const name = title.bundled ? `rulesets/${title.path}` : title.path;
  if (/\.[cm]?[jt]s$/.test(title.path)) {
    throw new CountersignError('RULESET_RUNS_CODE', `${name} is code, and no code of the repository is run`, {
      hint: 'write the ruleset as YAML with the built-in functions',
    });
  }
  try {
    const bytes = await shelves.files.read(title.bundled ? shelves.rulesets : shelves.root, title.path, LIMIT);
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (cause) {
    if (cause instanceof TypeError) throw new CountersignError('RULESET_INVALID', `${name} is not UTF-8`, { cause });
    if (!(cause instanceof CountersignError) || cause.code !== 'FILE_NOT_FOUND') throw cause;
    throw new CountersignError('RULESET_NOT_FOUND', `there is no ruleset file ${name}`, { cause, hint: cause.hint });
  }
}

function bundled(profile: string): Title {
  return { bundled: true, path: `${profile.replace(':', '-')}.yaml` };
}

function isFileName(name: string): boolean {
  return name.startsWith('.') || /\.(ya?ml|json|[cm]?[jt]s)$/.test(name);
}
