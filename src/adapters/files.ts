import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CountersignError } from '../model/errors.ts';
import type { Files } from '../model/ports.ts';

const IGNORED = ['**/node_modules/**', '**/.git/**'];
const CHUNK = 256 * 1024;
const PIECE = 1024 * 1024;

/** The real file system. Reading and writing are confined to the root that each call names, links resolved. */
export const fileSystem: Files = {
  async read(root, path, limit) {
    const { handle, size } = await opened(root, path);
    try {
      if (size > limit) throw tooLarge(path, `${size} bytes`, limit);
      return await readWithin(handle, path, limit);
    } finally {
      await handle.close();
    }
  },

  async *pieces(root, path) {
    const { handle } = await opened(root, path);
    try {
      for (;;) {
        // Each its own: who reads may still hold the one before.
        const piece = new Uint8Array(PIECE);
        const { bytesRead } = await handle.read(piece, 0, PIECE).catch((cause: unknown) => {
          throw notReadable(path, cause);
        });
        if (bytesRead === 0) return;
        yield piece.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  },

  async size(root, path) {
    const target = resolve(root, path);
    const stat = isWithin(root, target) ? await lstat(target).catch(() => null) : null;
    return stat?.size ?? 0;
  },

  async kind(path) {
    const stat = await lstat(path).catch((cause: unknown) => {
      if (isAbsent(cause)) return null;
      throw notReadable(path, cause);
    });
    if (stat === null) return null;
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other';
  },

  async list(root, globs) {
    const possible: string[] = [];
    for (const each of globs) if (await mayMatch(root, each)) possible.push(each);
    if (possible.length === 0) return [];
    const { glob } = await import('tinyglobby');
    const found = await glob(possible, {
      cwd: root,
      ignore: IGNORED,
      followSymbolicLinks: false,
      onlyFiles: true,
      dot: true,
    });
    return found.filter((path) => isWithin(root, resolve(root, path))).sort();
  },

  async write(root, path, content) {
    const target = resolve(root, path);
    if (!isWithin(root, target)) throw outside(path, root);
    try {
      await refuseLinkOut(root, path, dirname(target));
      await mkdir(dirname(target), { recursive: true });
      await replace(target, content);
    } catch (cause) {
      if (cause instanceof CountersignError) throw cause;
      throw new CountersignError('WRITE_FAILED', `${path} could not be written: ${reason(cause)}`, { cause });
    }
  },
};

/** False where the folder that a glob begins in is not there: then there is nothing to load a library for. */
async function mayMatch(root: string, pattern: string): Promise<boolean> {
  const segments = pattern.split('/');
  const wild = segments.findIndex((segment) => /[*?[\]{}!()+@\\]/.test(segment));
  const base = wild < 0 ? pattern : segments.slice(0, wild).join('/');
  return lstat(resolve(root, base)).then(
    () => true,
    (cause: unknown) => !isAbsent(cause),
  );
}

/** The path with all links resolved. Throws PATH_OUTSIDE_WORKSPACE, FILE_NOT_FOUND or FILE_NOT_READABLE. */
async function confined(root: string, path: string): Promise<string> {
  const target = resolve(root, path);
  const [realRoot, real] = await Promise.all([realpath(root), realpath(target)]).catch((cause: unknown) => {
    // Whether something outside exists is nobody's business either.
    if (!isWithin(root, target)) throw outside(path, root);
    if (isAbsent(cause)) throw new CountersignError('FILE_NOT_FOUND', `there is no file ${path}`, { cause });
    throw notReadable(path, cause);
  });
  if (!isWithin(realRoot, real)) throw outside(path, root);
  return real;
}

/** A regular file, opened. */
async function opened(root: string, path: string): Promise<{ readonly handle: FileHandle; readonly size: number }> {
  const real = await confined(root, path);
  // Looked at before it is opened, as opening a device may already do something; and again afterwards, as it may have been swapped.
  const before = await lstat(real).catch((cause: unknown) => {
    throw notReadable(path, cause);
  });
  refuseIrregular(path, before);
  const handle = await openQuietly(real, path);
  try {
    const now = await handle.stat();
    refuseIrregular(path, now);
    if (now.ino !== before.ino || now.dev !== before.dev)
      throw new CountersignError('FILE_NOT_READABLE', `${path} was replaced while it was being opened`);
    return { handle, size: now.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** O_NONBLOCK: a pipe that nobody writes to would hold the open for ever. O_NOFOLLOW: the last part may have become a link. */
async function openQuietly(real: string, path: string): Promise<FileHandle> {
  return open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW).catch((cause: unknown) => {
    throw notReadable(path, cause);
  });
}

/** The size that a file claims may be wrong (in /proc it is 0) or out of date, so the limit counts what really comes. */
async function readWithin(handle: FileHandle, path: string, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (let total = 0; ;) {
    const chunk = new Uint8Array(Math.min(CHUNK, limit + 1 - total));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length).catch((cause: unknown) => {
      throw notReadable(path, cause);
    });
    if (bytesRead === 0) return Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, bytesRead));
    total += bytesRead;
    if (total > limit) throw tooLarge(path, `more than ${limit} bytes`, limit);
  }
}

/** Whole or not at all: a temporary file beside the target, forced to the disk, then renamed over it. It keeps the target's mode. */
async function replace(target: string, content: string | Iterable<string>): Promise<void> {
  const temporary = join(dirname(target), `.countersign-${randomBytes(6).toString('hex')}`);
  const existing = await lstat(target).catch(() => null);
  try {
    const handle = await open(temporary, 'wx');
    try {
      if (existing?.isFile() === true) await handle.chmod(existing.mode & 0o777);
      // Each goes on where the last one ended.
      for (const piece of typeof content === 'string' ? [content] : content) await handle.writeFile(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (cause) {
    // The first failure is the one to report.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** Folders are made only once the nearest one that exists is known to be inside: a link must not lead the making outside. */
async function refuseLinkOut(root: string, path: string, folder: string): Promise<void> {
  const realRoot = await realpath(root).catch(() => null);
  if (realRoot === null) return;
  for (let existing = folder; isWithin(root, existing); existing = dirname(existing)) {
    const stat = await lstat(existing).catch(() => null);
    if (stat === null) continue;
    const real = await realpath(existing).catch(() => null);
    if (real === null || !isWithin(realRoot, real)) throw outside(path, root);
    return;
  }
}

function refuseIrregular(path: string, stat: Stats): void {
  if (stat.isFile()) return;
  const what = stat.isDirectory() ? 'a folder' : stat.isFIFO() ? 'a pipe' : stat.isSocket() ? 'a socket' : 'a device';
  throw new CountersignError('FILE_NOT_READABLE', `${path} is ${what}, not a regular file`);
}

function isWithin(root: string, target: string): boolean {
  const way = relative(root, target);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function outside(path: string, root: string): CountersignError {
  return new CountersignError('PATH_OUTSIDE_WORKSPACE', `${path} leads out of ${root}`);
}

function tooLarge(path: string, size: string, limit: number): CountersignError {
  return new CountersignError('CONTRACT_TOO_LARGE', `${path} has ${size}; the limit is ${limit}`);
}

function notReadable(path: string, cause: unknown): CountersignError {
  return new CountersignError('FILE_NOT_READABLE', `${path} cannot be read: ${reason(cause)}`, { cause });
}

function isAbsent(cause: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(codeOf(cause));
}

/** What the system said, without the paths that it repeats. */
function reason(cause: unknown): string {
  const words: { readonly [code: string]: string } = {
    EACCES: 'permission denied',
    EPERM: 'not permitted',
    EISDIR: 'a folder is in its place',
    ENOTDIR: 'a file is where a folder should be',
    EEXIST: 'a file is where a folder should be',
    ELOOP: 'links that lead in a circle',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  const code = codeOf(cause);
  return words[code] ?? (code === '' ? String(cause) : code);
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
