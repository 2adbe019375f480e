import { createHash } from 'node:crypto';
import { CORE_SCHEMA, load, Type } from 'js-yaml';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';

/** Parses one text after the other, quickly where they differ little. Throws what js-yaml throws. */
export type IncrementalParser = (text: string) => Json;

/** As contracts are read: YAML 1.2 core, where dates stay strings, and `<<` merges. */
const merge = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });
const SCHEMA = CORE_SCHEMA.extend({ implicit: [merge] });

/** Mappings longer than this many characters are taken apart; what is shorter is parsed whole. */
const WHOLE = 4_000;

/** A line that holds nothing but a plain or simply quoted key, so that its value is the block below. */
const BARE_KEY = /^ *(?:([A-Za-z_/][\w./{}-]*)|"([^"\\\n]*)"|'([^'\n]*)') *:[ ]*(?:#.*)?$/;

/** A line that begins so is about documents, not about values. */
const MARKERS = ['---', '...', '%'];

/** A block mapping of the text, by lines: every entry begins at `indent`. */
type Block = { readonly from: number; readonly to: number; readonly indent: number };

/**
 * A parser that remembers the pieces of the text before. It gives exactly what js-yaml gives for the whole, and for what did not change the very same
 * objects as before.
 *
 * Why that holds: a text is cut only in front of a line that is indented as the first entry of its mapping. A piece counts only if js-yaml
 * accepts it alone as a mapping with one key; then nothing in it (quotes, brackets, a block of text) was still open at its end, and a parser
 * coming from it would begin the next line as the next entry. Aliases to another piece, merge keys, and a key given twice are not decided
 * here: then, and whenever anything else is unusual, the whole is given to js-yaml.
 */
export function incrementalParser(): IncrementalParser {
  let before = new Map<string, Json>();
  let mappings = new Map<string, JsonObject>();
  return (text) => {
    const seen = new Map<string, Json>();
    const built = new Map<string, JsonObject>();
    const piece = (source: string): Json => {
      const key = createHash('sha1').update(source).digest('base64');
      // A copy: pieces of a text would keep the whole text in memory.
      const value = seen.get(key) ?? before.get(key) ?? parse(Buffer.from(source).toString());
      seen.set(key, value);
      return value;
    };
    const assembled = (place: string, entries: ReadonlyMap<string, Json>): JsonObject => {
      const value = asBefore(mappings.get(place), entries) ?? Object.fromEntries(entries);
      built.set(place, value);
      return value;
    };
    const body = text.startsWith('---\n') ? text.slice(4) : text;
    const lines = new Lines(body);
    const value = isOrdinary(body, lines) ? inPieces(lines, piece, assembled) : undefined;
    before = seen;
    mappings = built;
    return value ?? parse(text);
  };
}

/**
 * Whether lines mean nothing but their own: no documents, directives, indentation by tabs, other line ends.
 * Not by a regular expression: where linting has set V8 a limit for backtracking, one over a whole contract took thirty times as long.
 */
function isOrdinary(text: string, lines: Lines): boolean {
  if (text.includes('\r') || text.includes('\ufeff')) return false;
  for (let line = 0; line < lines.count; line += 1) {
    if (lines.firstCharacter(line) === '\t') return false;
    if (lines.indent(line) === 0 && MARKERS.some((marker) => lines.startsWith(line, marker))) return false;
  }
  return true;
}

/** A mapping of before, if it has the same values, in the same order. */
function asBefore(value: JsonObject | undefined, entries: ReadonlyMap<string, Json>): JsonObject | undefined {
  if (value === undefined) return undefined;
  const keys = Object.keys(value);
  if (keys.length !== entries.size) return undefined;
  let index = 0;
  for (const [key, each] of entries) {
    if (keys[index] !== key || value[key] !== each) return undefined;
    index += 1;
  }
  return value;
}

function parse(text: string): Json {
  return load(text, { schema: SCHEMA }) as Json;
}

/** The value of a text of block mappings, or undefined where it cannot be told from the pieces. */
function inPieces(
  lines: Lines,
  piece: (source: string) => Json,
  assembled: (place: string, entries: ReadonlyMap<string, Json>) => JsonObject,
): Json | undefined {
  const mapping = (block: Block, place: string): Json | undefined => {
    const starts = entries(lines, block);
    if (starts === null) return undefined;
    const result = new Map<string, Json>();
    for (const [index, from] of starts.entries()) {
      const entry = single(from, starts[index + 1] ?? block.to, place);
      if (entry === undefined || entry[0] === '<<' || result.has(entry[0])) return undefined;
      result.set(...entry);
    }
    return assembled(place, result);
  };
  const single = (from: number, to: number, place: string): [string, Json] | undefined => {
    const key = lines.length(from, to) > WHOLE ? bareKey(lines.text(from, from + 1)) : null;
    const inner = key === null ? null : innerBlock(lines, from, to);
    const value = inner === null || key === null ? undefined : mapping(inner, place + pointerOf(key));
    if (key !== null && value !== undefined) return [key, value];
    try {
      const parsed = piece(lines.text(from, to));
      const [only, ...more] = isObject(parsed) ? Object.entries(parsed) : [];
      return more.length === 0 ? only : undefined;
    } catch {
      // Not acceptable alone; whether it is in the whole, the whole will tell.
      return undefined;
    }
  };
  const first = lines.next(0, lines.count);
  return first === null || lines.indent(first) !== 0
    ? undefined
    : mapping({ from: first, to: lines.count, indent: 0 }, '');
}

/** The lines at which a mapping's entries begin; null where it does not begin with one, or a line stands further left. */
function entries(lines: Lines, { from, to, indent }: Block): number[] | null {
  const starts: number[] = [];
  for (let line = from; line < to; line += 1) {
    if (lines.isEmpty(line) || lines.indent(line) > indent) continue;
    if (lines.indent(line) < indent) return null;
    // An item of a list may stand as far left as the key that it belongs to; whatever else begins so, the piece will show.
    if (!/[-?]/.test(lines.firstCharacter(line))) starts.push(line);
  }
  return starts[0] === from ? starts : null;
}

function innerBlock(lines: Lines, from: number, to: number): Block | null {
  const first = lines.next(from + 1, to);
  if (first === null || lines.indent(first) <= lines.indent(from)) return null;
  return { from: first, to, indent: lines.indent(first) };
}

function bareKey(line: string): string | null {
  const [, plain, double, simple] = BARE_KEY.exec(line.trimEnd()) ?? [];
  // A plain `null` or `true` is still a key of that name; numbers do not match.
  return plain ?? double ?? simple ?? null;
}

/** A text by lines, without copying them. */
class Lines {
  readonly #text: string;
  readonly #starts: number[] = [0];
  readonly #indents: number[] = [];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
    for (const start of this.#starts) {
      let at = start;
      while (text.charCodeAt(at) === 0x20) at += 1;
      this.#indents.push(at - start);
    }
  }

  get count(): number {
    return this.#starts.length;
  }

  indent(line: number): number {
    return this.#indents[line] ?? 0;
  }

  firstCharacter(line: number): string {
    return this.#text.charAt((this.#starts[line] ?? 0) + this.indent(line));
  }

  startsWith(line: number, words: string): boolean {
    return this.#text.startsWith(words, this.#starts[line]);
  }

  /** Blank, or a comment. Inside a block of text such lines are content, and then they stand further right than any entry. */
  isEmpty(line: number): boolean {
    return ['', '\n', '#'].includes(this.firstCharacter(line));
  }

  next(from: number, to: number): number | null {
    for (let line = from; line < to; line += 1) if (!this.isEmpty(line)) return line;
    return null;
  }

  text(from: number, to: number): string {
    return this.#text.slice(this.#starts[from], this.#starts[to]);
  }

  length(from: number, to: number): number {
    return (this.#starts[to] ?? this.#text.length) - (this.#starts[from] ?? 0);
  }
}
