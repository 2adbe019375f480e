import { matches } from './linear.ts';

/**
 * Texts that match a pattern, the shortest first, at most a dozen. A simple sampler: it reads alternatives, groups, classes and
 * counts, and keeps only what really matches, so that what it does not read costs samples and no truth.
 */
export function samplesOf(pattern: string): readonly string[] {
  const tree = parse(pattern);
  const texts = Array.from({ length: VARIANTS }, (_, variant) => write(tree, variant));
  return [...new Set(texts)].filter((text) => text.length <= LONGEST && matches(pattern, text));
}

const VARIANTS = 12;
const LONGEST = 200;

type Piece =
  | { readonly kind: 'one'; readonly of: readonly string[] }
  | { readonly kind: 'group'; readonly of: Tree }
  | { readonly kind: 'repeat'; readonly of: Piece; readonly least: number; readonly most: number };
/** Alternatives, each a row of pieces. */
type Tree = readonly (readonly Piece[])[];
type Reader = { readonly text: string; at: number; depth: number };

const MOST_DEPTH = 30;

function parse(pattern: string): Tree {
  return readTree({ text: pattern, at: 0, depth: 0 });
}

function readTree(reader: Reader): Tree {
  const rows: Piece[][] = [[]];
  reader.depth += 1;
  while (reader.at < reader.text.length && reader.text[reader.at] !== ')') {
    if (reader.text[reader.at] === '|') {
      rows.push([]);
      reader.at += 1;
      continue;
    }
    const piece = readPiece(reader);
    if (piece !== null) rows.at(-1)?.push(readCount(reader, piece));
  }
  reader.at += 1;
  reader.depth -= 1;
  return rows;
}

/** One character, class or group; null for an anchor, which takes no room. */
function readPiece(reader: Reader): Piece | null {
  const char = reader.text[reader.at] ?? '';
  reader.at += 1;
  switch (char) {
    case '^':
    case '$':
      return null;
    case '(':
      return readGroup(reader);
    case '[':
      return { kind: 'one', of: readClass(reader) };
    case '.':
      return { kind: 'one', of: ['a', '0', ' '] };
    case '\\':
      return readEscape(reader);
    default:
      return { kind: 'one', of: [char] };
  }
}

function readGroup(reader: Reader): Piece {
  const opening = /^\?(?::|P?<[A-Za-z_]\w*>)/.exec(reader.text.slice(reader.at, reader.at + 80));
  reader.at += opening?.[0].length ?? 0;
  if (reader.depth < MOST_DEPTH) return { kind: 'group', of: readTree(reader) };
  reader.at = reader.text.length;
  return { kind: 'group', of: [] };
}

const SETS: ReadonlyMap<string, readonly string[]> = new Map([
  ['d', ['0', '5', '9']],
  ['w', ['a', 'Z', '0', '_']],
  ['s', [' ', '\t']],
  ['D', ['a', '-']],
  ['W', ['-', ' ']],
  ['S', ['a', '0', '-']],
  ['n', ['\n']],
  ['t', ['\t']],
  ['r', ['\r']],
]);

function readEscape(reader: Reader): Piece | null {
  const char = reader.text[reader.at] ?? '';
  reader.at += 1;
  if (char === 'b' || char === 'B') return null;
  return { kind: 'one', of: SETS.get(char) ?? coded(reader, char) ?? [char] };
}

/** `\x41` and `\u0041`. */
function coded(reader: Reader, char: string): readonly string[] | null {
  const length = char === 'x' ? 2 : char === 'u' ? 4 : 0;
  const digits = reader.text.slice(reader.at, reader.at + length);
  if (length === 0 || !/^[0-9a-fA-F]+$/.test(digits) || digits.length < length) return null;
  reader.at += length;
  return [String.fromCharCode(Number.parseInt(digits, 16))];
}

const PRINTABLE: readonly string[] = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

function readClass(reader: Reader): readonly string[] {
  const negated = reader.text[reader.at] === '^';
  if (negated) reader.at += 1;
  const chars: string[] = [];
  for (let first = true; reader.at < reader.text.length; first = false) {
    if (reader.text[reader.at] === ']' && !first) break;
    chars.push(...readRange(reader));
  }
  reader.at += 1;
  if (!negated) return chars;
  const others = ['a', '0', ...PRINTABLE].filter((char) => !chars.includes(char));
  return others.slice(0, 3);
}

function readRange(reader: Reader): readonly string[] {
  const from = readMember(reader);
  if (reader.text[reader.at] !== '-' || reader.text[reader.at + 1] === ']') return from;
  reader.at += 1;
  const [low, high] = [from[0] ?? '', readMember(reader)[0] ?? ''];
  const [start, end] = [low.charCodeAt(0), high.charCodeAt(0)];
  return PRINTABLE.filter((char) => char.charCodeAt(0) >= start && char.charCodeAt(0) <= end);
}

function readMember(reader: Reader): readonly string[] {
  const char = reader.text[reader.at] ?? '';
  reader.at += 1;
  if (char !== '\\') return [char];
  const piece = readEscape(reader);
  return piece?.kind === 'one' ? piece.of : ['\b'];
}

function readCount(reader: Reader, piece: Piece): Piece {
  const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(reader.text.slice(reader.at, reader.at + 24));
  if (found === null) return piece;
  reader.at += found[0].length;
  const [, sign, least, comma, most] = found;
  if (sign !== undefined)
    return { kind: 'repeat', of: piece, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : LONGEST };
  const low = Math.min(Number(least), LONGEST + 1);
  const high = comma === '' ? low : most === '' ? LONGEST : Math.min(Number(most), LONGEST + 1);
  return { kind: 'repeat', of: piece, least: low, most: high };
}

/** One text of a tree: variant 0 takes the first and the fewest of everything, the others something else. */
function write(tree: Tree, variant: number): string {
  const row = tree[variant % Math.max(1, tree.length)] ?? [];
  let text = '';
  for (const piece of row) {
    text += writePiece(piece, variant);
    if (text.length > LONGEST) break;
  }
  return text;
}

function writePiece(piece: Piece, variant: number): string {
  switch (piece.kind) {
    case 'one':
      return piece.of[(variant * 7) % Math.max(1, piece.of.length)] ?? '';
    case 'group':
      return write(piece.of, variant);
    case 'repeat': {
      const count =
        variant % 4 === 3 ? Math.min(piece.most, LONGEST) : Math.min(piece.most, piece.least + (variant % 4));
      // A repetition of what is long already would only be thrown away.
      const one = writePiece(piece.of, variant);
      return one.length * count > LONGEST + 1
        ? one.repeat(Math.min(piece.least, LONGEST)).slice(0, LONGEST + 1)
        : one.repeat(count);
    }
  }
}
