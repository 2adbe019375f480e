import { CountersignError } from '../../model/errors.ts';
import { lineIndex } from './line-index.ts';
import { refusal } from './refusal.ts';

const LINE_FEED = 0x0a;

/** The text of a UTF-8 file, without a byte order mark. Throws CONTRACT_ENCODING and names the encoding where it is known. */
export function decode(file: string, bytes: Uint8Array): string {
  const wide = wideEncoding(bytes);
  if (wide !== null) throw new CountersignError('CONTRACT_ENCODING', `${file} is ${wide}, not UTF-8`);
  const text = decodeUtf8(bytes);
  if (text === null) throw invalidBytes(file, bytes);
  const nul = text.indexOf('\0');
  if (nul === -1) return text;
  throw refusal('CONTRACT_ENCODING', { file, text, lines: lineIndex(text) }, nul, 'a NUL character: no text file', {
    hint: 'check that this is the contract, and not a binary file',
  });
}

/** UTF-16 and UTF-32 by their byte order mark, or by the NUL that every ASCII character brings along. */
function wideEncoding(bytes: Uint8Array): string | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16';
  if (first === 0xfe && second === 0xff) return 'UTF-16';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'UTF-32';
  const pairs = [first === 0, second === 0, third === 0, fourth === 0].map(Number).join('');
  return pairs === '0101' || pairs === '1010' ? 'UTF-16' : null;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function invalidBytes(file: string, bytes: Uint8Array): CountersignError {
  let [line, start] = [1, 0];
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, start);
    const part = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (end === -1 || decodeUtf8(part) === null) {
      const readable = new TextDecoder().decode(part);
      const column = Math.max(0, readable.indexOf('\uFFFD')) + 1;
      const before = new TextEncoder().encode(readable.slice(0, column - 1)).length;
      const byte = (part[before] ?? 0).toString(16).toUpperCase().padStart(2, '0');
      return new CountersignError(
        'CONTRACT_ENCODING',
        `${file}:${line}:${column}: the byte 0x${byte} is not UTF-8; perhaps the file is Latin-1 (ISO 8859-1) or Windows-1252`,
      );
    }
    [line, start] = [line + 1, end + 1];
  }
}
