import { join, posix } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownString } from '../../model/json.ts';
import type { Files } from '../../model/ports.ts';

const NAME = /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)(?:\/(.+))?$/i;
const LIMIT = 1_000_000;

/** What `require` of the name would take, as in Spectral, in the order of the package's own conditions; else what `import` would. */
const CONDITIONS: readonly ReadonlySet<string>[] = [
  new Set(['node', 'require', 'default']),
  new Set(['node', 'import', 'default']),
];
const ENDINGS = ['', '.yaml', '.yml', '.json', '.js', '.mjs', '.cjs'];

/** Whether a name may be one of an npm package, or of a file in it. */
export function isPackageName(name: string): boolean {
  return NAME.test(name) && !name.split('/').includes('..');
}

/**
 * The file that the name of an npm package, or of a file in one, stands for, seen from a folder of the workspace; relative to the root. Null where
 * no `node_modules` up to the root has the package. Nothing is installed. Throws RULESET_NOT_FOUND for a package that has no such file.
 */
export async function resolvePackage(files: Files, root: string, folder: string, name: string): Promise<string | null> {
  const [, packageName = '', inside = null] = NAME.exec(name) ?? [];
  const home = await packageFolder(files, root, folder, packageName);
  if (home === null) return null;
  const manifest = await manifestOf(files, root, posix.join(home, 'package.json'));
  const target = targetOf(manifest, inside);
  if (target !== null) {
    const path = posix.normalize(posix.join(home, target));
    if (path.startsWith(`${home}/`)) {
      for (const ending of [...ENDINGS, '/index.js']) {
        if ((await files.kind(join(root, path + ending))) === 'file') return path + ending;
      }
    }
  }
  const wanted = inside === null ? 'no main file' : `no file \`${inside}\` that it exports`;
  throw new CountersignError('RULESET_NOT_FOUND', `the package ${packageName} in ${home} has ${wanted}`, {
    hint: 'name a file that its package.json exports, or one of another version',
  });
}

/** The nearest `node_modules/<name>` from a folder up to the root. */
async function packageFolder(files: Files, root: string, folder: string, name: string): Promise<string | null> {
  for (let at = folder; ; at = posix.dirname(at)) {
    const home = posix.join(at, 'node_modules', name);
    if ((await files.kind(join(root, home, 'package.json'))) === 'file') return home;
    if (at === '.' || at === '/' || at === '') return null;
  }
}

async function manifestOf(files: Files, root: string, path: string): Promise<Json> {
  const bytes = await files.read(root, path, LIMIT);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch (cause) {
    throw new CountersignError('RULESET_INVALID', `${path} is not JSON`, { cause, hint: 'install it again: npm ci' });
  }
}

/** What `exports` says, else `main`, else `index.js`; null where `exports` keeps the file to itself. */
function targetOf(manifest: Json, inside: string | null): string | null {
  const exported = isObject(manifest) ? own(manifest, 'exports') : undefined;
  if (exported === undefined || exported === null) return inside ?? ownString(manifest, 'main') ?? 'index.js';
  const key = inside === null ? '.' : `./${inside}`;
  if (!isObject(exported) || !Object.keys(exported).some((one) => one.startsWith('.')))
    return inside === null ? conditional(exported) : null;
  const exact = own(exported, key);
  return exact === undefined ? byPattern(exported, key) : conditional(exact);
}

/** `./*` and the like. */
function byPattern(exported: JsonObject, key: string): string | null {
  for (const [pattern, target] of Object.entries(exported)) {
    const [before, after, ...more] = pattern.split('*');
    if (before === undefined || after === undefined || more.length > 0) continue;
    if (!key.startsWith(before) || !key.endsWith(after) || key.length < pattern.length) continue;
    return conditional(target)?.replaceAll('*', key.slice(before.length, key.length - after.length)) ?? null;
  }
  return null;
}

function conditional(target: Json): string | null {
  return CONDITIONS.map((conditions) => underConditions(target, conditions)).find((one) => one !== null) ?? null;
}

function underConditions(target: Json, conditions: ReadonlySet<string>): string | null {
  if (typeof target === 'string') return target;
  if (isArray(target)) return target.map((one) => underConditions(one, conditions)).find((one) => one !== null) ?? null;
  if (!isObject(target)) return null;
  for (const [condition, value] of Object.entries(target)) {
    if (!conditions.has(condition)) continue;
    const found = underConditions(value, conditions);
    if (found !== null) return found;
  }
  return null;
}
