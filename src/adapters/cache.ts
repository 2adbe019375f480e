import { createHash, hash, randomBytes } from 'node:crypto';
import { constants, readdirSync, type Stats, statSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cache } from '../model/ports.ts';

/** What one entry may have, and all of them together, in bytes. */
const MAX_ENTRY = 16 * 1024 * 1024;
const MAX_TOTAL = 128 * 1024 * 1024;

const NAME = /^[0-9a-f]{64}\.json$/;

type Environment = { readonly [name: string]: string | undefined };

/**
 * Entries as files in the user's cache folder, outside of any repository, so that what is reviewed cannot bring its own answers. Whatever goes wrong
 * with it, from a full disk to an entry that somebody else wrote, is as if there were no entry. Null where no folder is known.
 */
export function diskCache(environment: Environment, assets: { readonly rulesets: string }): Cache | null {
  const folder = folderIn(environment);
  if (folder === null) return null;
  let stamp: string | null = null;
  const path = (key: string): string => join(folder, `${key}.json`);
  return {
    tool: () => (stamp ??= stampOf(assets.rulesets)),
    read: (key) => readOwn(path(key)).catch(() => null),
    async write(key, text) {
      const content = `${digestOf(text)}\n${text}`;
      if (content.length > MAX_ENTRY) return;
      const temporary = `${path(key)}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        if (!isOwn(await stat(folder))) return;
        await writeFile(temporary, content, { mode: 0o600, flag: 'wx' });
        await rename(temporary, path(key));
        await makeRoom(folder);
      } catch {
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** COUNTERSIGN_CACHE, else where the system keeps such things. Only absolute paths count, as the XDG specification has it. */
function folderIn(environment: Environment): string | null {
  const under = (name: string, ...rest: readonly string[]): string | null => {
    const base = environment[name];
    return base !== undefined && isAbsolute(base) ? join(base, ...rest) : null;
  };
  return (
    under('COUNTERSIGN_CACHE') ??
    under('XDG_CACHE_HOME', 'countersign') ??
    under('LOCALAPPDATA', 'countersign', 'cache') ??
    under('HOME', '.cache', 'countersign')
  );
}

/** The text of an entry. Null where it is not what was written, and where somebody else could have written it. */
async function readOwn(path: string): Promise<string | null> {
  // Where the system has no such flags they are undefined, and count for nothing.
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile() || !isOwn(found) || found.size > MAX_ENTRY) return null;
    const content = await handle.readFile('utf8');
    const end = content.indexOf('\n');
    const text = content.slice(end + 1);
    return content.slice(0, Math.max(end, 0)) === digestOf(text) ? text : null;
  } finally {
    await handle.close();
  }
}

/** Nobody else may write there. Windows has neither numbers nor modes; there the user's folder is the user's. */
function isOwn({ uid, mode }: Stats): boolean {
  const own = process.getuid?.();
  return own === undefined || (uid === own && (mode & 0o022) === 0);
}

/** Removes the oldest entries, and what a run that was killed left behind, until the rest fits. */
async function makeRoom(folder: string): Promise<void> {
  const names = await readdir(folder);
  const entries = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => null);
      return { name, size: found?.size ?? 0, time: found?.mtimeMs ?? 0 };
    }),
  );
  let total = entries.reduce((sum, { size }) => sum + size, 0);
  const hourAgo = Date.now() - 3_600_000;
  for (const { name, size, time } of entries.sort((left, right) => left.time - right.time)) {
    const isLeftOver = !NAME.test(name) && name.endsWith('.tmp') && time < hourAgo;
    if (!isLeftOver && (total <= MAX_TOTAL || !NAME.test(name))) continue;
    await rm(join(folder, name), { force: true });
    total -= size;
  }
}

/** Says which build this is and which rulesets lie beside it: name, size and time of every file, which is sooner read than what is in them. */
function stampOf(rulesets: string): string {
  const sum = createHash('sha256');
  const add = (path: string): void => {
    const { size, mtimeMs } = statSync(path);
    sum.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  add(fileURLToPath(import.meta.url));
  for (const name of readdirSync(rulesets, { recursive: true, encoding: 'utf8' }).sort()) add(join(rulesets, name));
  return sum.digest('hex');
}

function digestOf(text: string): string {
  return hash('sha256', text, 'hex');
}
