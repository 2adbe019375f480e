import { CountersignError } from '../../model/errors.ts';
import type { TreeEntry } from '../../model/ports.ts';
import { fullId } from './revision-name.ts';
import type { GitRunner } from './run.ts';

/** Files and executables. Links (120000) and submodules (160000) hold no contract. */
const REGULAR = /^100(644|755)$/;

/** Every regular file of a commit, or of one path in it. */
export async function listTree(
  git: GitRunner,
  folder: string,
  commit: string,
  path?: string,
): Promise<readonly TreeEntry[]> {
  const args = ['ls-tree', '-r', '-z', '--full-tree', fullId(commit), ...(path === undefined ? [] : ['--', path])];
  const entries: TreeEntry[] = [];
  for (const line of (await git.text(args, { folder })).split('\0')) {
    const parts = /^(\d{6}) blob ([0-9a-f]+)\t(.+)$/s.exec(line);
    const [, mode = '', blob = '', name = ''] = parts ?? [];
    if (REGULAR.test(mode)) entries.push({ path: name, mode, blob });
  }
  return entries;
}

/** The bytes of a regular file of a commit; null for whatever else is there, or nothing. */
export async function readFile(
  git: GitRunner,
  folder: string,
  commit: string,
  path: string,
): Promise<Uint8Array | null> {
  if (!isPlain(path)) return null;
  const entry = (await listTree(git, folder, commit, path)).find((each) => each.path === path);
  return entry === undefined ? null : git.bytes(['cat-file', 'blob', entry.blob], { folder });
}

/** The bytes that are staged at a path; null for whatever is no regular file, or nothing. Throws GIT_FAILED in the middle of a merge. */
export async function readStaged(git: GitRunner, folder: string, path: string): Promise<Uint8Array | null> {
  if (!isPlain(path)) return null;
  const entries = (await git.text(['ls-files', '--stage', '-z', '--full-name', '--', path], { folder })).split('\0');
  for (const entry of entries) {
    const [, mode = '', blob = '', stage, name] = /^(\d{6}) ([0-9a-f]+) (\d)\t(.+)$/s.exec(entry) ?? [];
    if (name !== path || !REGULAR.test(mode)) continue;
    if (stage !== '0')
      throw new CountersignError('GIT_FAILED', `${path} has conflicts in the index`, {
        hint: 'settle the merge first',
      });
    return git.bytes(['cat-file', 'blob', blob], { folder });
  }
  return null;
}

/** Blobs by id, in the order asked for, from one process. Throws OBJECTS_MISSING where one is, as in a partial clone. */
export async function* readBlobs(git: GitRunner, folder: string, blobs: readonly string[]): AsyncGenerator<Uint8Array> {
  if (blobs.length === 0) return;
  const input = blobs.map((blob) => `${fullId(blob)}\n`);
  const output = new Reader(git.stream(['cat-file', '--batch'], { folder, input }));
  for (const blob of blobs) {
    const header = await output.line();
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    if (header.endsWith(' missing'))
      throw new CountersignError('OBJECTS_MISSING', `this clone does not have the contents of blob ${blob}`);
    if (size === undefined) throw new CountersignError('GIT_FAILED', `git has no blob ${blob}: ${header}`);
    yield await output.take(Number(size));
    await output.take(1);
  }
  await output.close();
}

/** A path as git stores it: no empty, `.` or `..` segment, which `ls-tree` would not refuse but read differently. */
function isPlain(path: string): boolean {
  return !path.includes('\0') && path.split('/').every((segment) => !['', '.', '..'].includes(segment));
}

/** Takes lines and counted bytes from a stream of chunks. */
class Reader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffered: Buffer[] = [];
  #size = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    let joined = this.#join();
    while (!joined.includes(0x0a)) {
      await this.#more();
      joined = this.#join();
    }
    const line = await this.take(joined.indexOf(0x0a) + 1);
    return line.subarray(0, -1).toString('utf8');
  }

  async take(size: number): Promise<Buffer> {
    while (this.#size < size) await this.#more();
    const joined = this.#join();
    const rest = joined.subarray(size);
    this.#buffered = [rest];
    this.#size = rest.length;
    return joined.subarray(0, size);
  }

  /** Runs the stream to its end, so that a failure of git's is not lost. */
  async close(): Promise<void> {
    while (!(await this.#chunks.next()).done);
  }

  #join(): Buffer {
    const joined = this.#buffered.length === 1 ? this.#buffered[0] : undefined;
    if (joined !== undefined) return joined;
    const all = Buffer.concat(this.#buffered);
    this.#buffered = [all];
    return all;
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new CountersignError('GIT_FAILED', 'git ended before it had given every blob');
    this.#buffered.push(Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength));
    this.#size += next.value.length;
  }
}
