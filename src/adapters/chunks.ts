import { hash } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getHeapCodeStatistics } from 'node:v8';
import * as vm from 'node:vm';

type Require = (id: string) => unknown;

/** What the build makes of a module: a function of its surroundings, of which `url` is what a module calls `import.meta.url`. */
type Script = (chunk: Chunk, require: Require) => void;
type Chunk = { exports: unknown; readonly require: Require; readonly url: string };

type Kept = {
  /** Bytes of compiled code that the process had when this was kept. */
  readonly bytes: number;
  /** What V8 compiled of each chunk, by name. */
  readonly chunks: ReadonlyMap<string, Buffer>;
};

const NOTHING: Kept = { bytes: 0, chunks: new Map() };
/** More compiled code than was kept, by this factor, is worth keeping anew. */
const GROWTH = 1.1;

/**
 * The chunks of the built tool, loaded with what V8 has compiled of them before, which is a third of the time of a short run. That is kept in a folder
 * beside them: it is code as they are, and who may write there may write them. Where this process may not, and with another Node, build or flags
 * of V8, everything is compiled as usual.
 *
 * `build` names the build, `use` (a file's name) for what the tool is used: each use compiles other parts.
 */
export function builtChunks(folder: string, build: string, use: string) {
  const home = join(folder, 'compiled');
  const file = join(home, `${process.version}-${process.arch}-${use}`);
  const requireOfNode = createRequire(join(folder, 'chunk.js'));
  const scripts = new Map<string, vm.Script>();
  const loaded = new Map<string, Chunk>();
  let kept = readKept(file, build);

  const load = (id: string): unknown => {
    if (!id.startsWith('./')) return requireOfNode(id);
    const known = loaded.get(id);
    if (known !== undefined) return known.exports;
    const path = join(folder, id);
    const cachedData = kept.chunks.get(id);
    const script = new vm.Script(readFileSync(path, 'utf8'), { filename: path, ...(cachedData && { cachedData }) });
    if (script.cachedDataRejected === true) kept = NOTHING;
    scripts.set(id, script);
    const chunk: Chunk = { exports: {}, require: load, url: pathToFileURL(path).href };
    loaded.set(id, chunk);
    (script.runInThisContext() as Script)(chunk, load);
    return chunk.exports;
  };

  /**
   * Keeps what is compiled by now, if that is news: chunks of which nothing is kept or, where it may take the time to `look` through the heap, more code
   * than before. Never throws: no run fails because the next one will be slower.
   */
  const keep = (look: boolean): void => {
    const isWhole = [...scripts.keys()].every((id) => kept.chunks.has(id));
    if (isWhole && !look) return;
    const bytes = getHeapCodeStatistics().bytecode_and_metadata_size;
    if (isWhole && bytes < kept.bytes * GROWTH) return;
    const temporary = `${file}.${process.pid}.tmp`;
    try {
      accessSync(folder, constants.W_OK);
      mkdirSync(home, { recursive: true });
      const fresh = [...scripts].map(([id, script]) => [id, script.createCachedData()] as const);
      // What this run did not need, the next one may.
      const chunks = new Map([...kept.chunks, ...fresh]);
      writeFileSync(temporary, bytesOf({ bytes: Math.max(bytes, kept.bytes), chunks }, build));
      // Another process reads the old one or the new one, whole.
      renameSync(temporary, file);
    } catch {
      remove(temporary);
    }
  };
  return { load, keep };
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // There is no folder to have it in.
  }
}

type Head = {
  readonly build: string;
  /** SHA-256 of the code: V8 takes damaged code as it is, and falls. */
  readonly digest: string;
  readonly bytes: number;
  readonly chunks: readonly (readonly [id: string, length: number])[];
};

/** A line of JSON, which is a `Head`, and then the code of the chunks, one behind the other. */
function bytesOf({ bytes, chunks }: Kept, build: string): Buffer {
  const code = Buffer.concat([...chunks.values()]);
  const lengths = [...chunks].map(([id, { length }]) => [id, length] as const);
  const head: Head = { build, digest: hash('sha256', code), bytes, chunks: lengths };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), code]);
}

function readKept(file: string, build: string): Kept {
  try {
    const all = readFileSync(file);
    const end = all.indexOf('\n');
    // Written by `bytesOf`: whoever else may write it may write the chunks.
    const head = JSON.parse(all.toString('latin1', 0, end)) as Head;
    const code = all.subarray(end + 1);
    if (head.build !== build || head.digest !== hash('sha256', code)) return NOTHING;
    let from = 0;
    const chunks = new Map(head.chunks.map(([id, length]) => [id, code.subarray(from, (from += length))]));
    return { bytes: head.bytes, chunks };
  } catch {
    return NOTHING;
  }
}
