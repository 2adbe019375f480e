import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CountersignError } from '../../model/errors.ts';
import type { Files } from '../../model/ports.ts';
import type { UsageSource } from '../../model/usage.ts';

/** A line that is longer is no line of a log; it is not kept. In characters. */
const LONGEST = 1024 * 1024;

/** The bytes of a source in pieces; what is called `.gz` is unpacked. Throws FILE_NOT_READABLE for what is no gzip file. */
export async function* piecesOf(files: Files, { name, root, path }: UsageSource): AsyncGenerator<Uint8Array> {
  const pieces = files.pieces(root, path);
  if (!path.endsWith('.gz')) {
    yield* pieces;
    return;
  }
  const source = Readable.from(pieces, { objectMode: false });
  const unpacked = createGunzip();
  source.on('error', (error: Error) => unpacked.destroy(error));
  source.pipe(unpacked);
  try {
    for await (const piece of unpacked) yield piece as Uint8Array;
  } catch (cause) {
    if (cause instanceof CountersignError) throw cause;
    throw new CountersignError('FILE_NOT_READABLE', `${name} is no gzip file, or is cut short`, { cause });
  } finally {
    source.destroy();
  }
}

/**
 * Calls `take` with every line that is not empty, without its end; null stands for one that is too long. Bytes become characters one by one (Latin-1), which is
 * quick: `textOf` makes text of what is kept.
 */
export async function eachLine(pieces: AsyncIterable<Uint8Array>, take: (line: string | null) => void): Promise<void> {
  let rest = '';
  let dropping = false;
  for await (const piece of pieces) {
    const text = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1');
    let from = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      const line = rest === '' ? text.slice(from, end) : rest + text.slice(from, end);
      rest = '';
      from = end + 1;
      if (dropping) dropping = false;
      else if (line !== '' && line !== '\r') take(line);
    }
    if (dropping) continue;
    rest += text.slice(from);
    if (rest.length <= LONGEST) continue;
    take(null);
    rest = '';
    dropping = true;
  }
  if (rest !== '' && !dropping) take(rest);
}

/** UTF-8 that was taken for Latin-1. */
export function textOf(latin1: string): string {
  return /[\u0080-\u00ff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}
