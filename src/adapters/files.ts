import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { CountersignError } from '../model/errors.ts';
import type { Files } from '../model/ports.ts';

const IGNORED = ['**/node_modules/**', '**/.git/**'];

/** The real file system. Reading and writing are confined to the root that each call names, links resolved. */
export const fileSystem: Files = {
  async read(root, path, limit) {
    const real = await confined(root, path);
    // O_NONBLOCK: a pipe that nobody writes to would hold the open for ever.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
      throw new CountersignError('FILE_NOT_READABLE', `${path} cannot be opened`, { cause });
    });
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) throw new CountersignError('FILE_NOT_READABLE', `${path} is not a regular file`);
      if (stat.size > limit)
        throw new CountersignError('CONTRACT_TOO_LARGE', `${path} has ${stat.size} bytes; the limit is ${limit}`);
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  },

  async kind(path) {
    const stat = await lstat(path).catch(() => null);
    if (stat === null) return null;
    return stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other';
  },

  async list(root, globs) {
    const found = await glob([...globs], {
      cwd: root,
      ignore: IGNORED,
      followSymbolicLinks: false,
      onlyFiles: true,
      dot: true,
    });
    return found.filter((path) => !path.startsWith('../')).sort();
  },

  async write(root, path, content) {
    const target = resolve(root, path);
    if (!isWithin(root, target)) throw outside(path, root);
    const temporary = join(dirname(target), `.countersign-${randomBytes(6).toString('hex')}`);
    try {
      await mkdir(dirname(target), { recursive: true });
      if (!isWithin(await realpath(root), await realpath(dirname(target)))) throw outside(path, root);
      const handle = await open(temporary, 'wx');
      try {
        await handle.writeFile(content);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, target);
    } catch (cause) {
      await rm(temporary, { force: true });
      if (cause instanceof CountersignError) throw cause;
      throw new CountersignError('WRITE_FAILED', `${path} could not be written`, { cause });
    }
  },
};

async function confined(root: string, path: string): Promise<string> {
  const target = resolve(root, path);
  const [realRoot, real] = await Promise.all([realpath(root), realpath(target)]).catch((cause: unknown) => {
    // Whether something outside exists is nobody's business either.
    if (!isWithin(root, target)) throw outside(path, root);
    throw new CountersignError('FILE_NOT_FOUND', `there is no file ${path}`, { cause });
  });
  if (!isWithin(realRoot, real)) throw outside(path, root);
  return real;
}

function isWithin(root: string, target: string): boolean {
  const way = relative(root, target);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function outside(path: string, root: string): CountersignError {
  return new CountersignError('PATH_OUTSIDE_WORKSPACE', `${path} leads out of ${root}`);
}
