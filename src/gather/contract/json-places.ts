import type { SourceEntry, SourceNode } from './source-node.ts';

const [QUOTE, COMMA, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN, CLOSE] = [0x22, 0x2c, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d];

/** The tree of a text that is known to be JSON. What is inside an object or a list is looked for when it is first asked for: a report asks for a few places. */
export function jsonPlaces(text: string): SourceNode {
  const start = skipSpace(text, 0);
  return nodeAt(text, start, endOfValue(text, start));
}

function nodeAt(text: string, start: number, end: number): SourceNode {
  const first = text.charCodeAt(start);
  if (first === OPEN) return new Mapping(text, start, end);
  if (first === OPEN_LIST) return new Sequence(text, start, end);
  return { kind: 'scalar', start, end };
}

class Mapping {
  readonly kind = 'mapping';
  readonly merges: readonly SourceNode[] = [];
  readonly start: number;
  readonly end: number;
  readonly #text: string;
  #entries: readonly SourceEntry[] | null = null;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.start = start;
    this.end = end;
  }

  get entries(): readonly SourceEntry[] {
    return (this.#entries ??= entriesIn(this.#text, this.start));
  }
}

class Sequence {
  readonly kind = 'sequence';
  readonly start: number;
  readonly end: number;
  readonly #text: string;
  #items: readonly SourceNode[] | null = null;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.start = start;
    this.end = end;
  }

  get items(): readonly SourceNode[] {
    return (this.#items ??= itemsIn(this.#text, this.start));
  }
}

function entriesIn(text: string, open: number): SourceEntry[] {
  const entries: SourceEntry[] = [];
  let at = skipSpace(text, open + 1);
  while (text.charCodeAt(at) !== CLOSE) {
    const key = { start: at, end: endOfString(text, at) };
    const start = skipSpace(text, skipSpace(text, key.end) + 1);
    const end = endOfValue(text, start);
    const raw = text.slice(key.start + 1, key.end - 1);
    const name = raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw;
    entries.push({ key: name, at: key, value: nodeAt(text, start, end) });
    at = afterComma(text, end);
  }
  return entries;
}

function itemsIn(text: string, open: number): SourceNode[] {
  const items: SourceNode[] = [];
  let at = skipSpace(text, open + 1);
  while (text.charCodeAt(at) !== CLOSE_LIST) {
    const end = endOfValue(text, at);
    items.push(nodeAt(text, at, end));
    at = afterComma(text, end);
  }
  return items;
}

/** Where the next entry or the closing bracket stands. */
function afterComma(text: string, end: number): number {
  const at = skipSpace(text, end);
  return text.charCodeAt(at) === COMMA ? skipSpace(text, at + 1) : at;
}

function endOfValue(text: string, start: number): number {
  const first = text.charCodeAt(start);
  if (first === QUOTE) return endOfString(text, start);
  if (first !== OPEN && first !== OPEN_LIST) return endOfWord(text, start);
  let depth = 0;
  for (let at = start; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (code === OPEN || code === OPEN_LIST) depth += 1;
    else if ((code === CLOSE || code === CLOSE_LIST) && (depth -= 1) === 0) return at + 1;
  }
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
}

/** Of a number, `true`, `false` or `null`. */
function endOfWord(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code > 0x20 && code !== COMMA && code !== CLOSE && code !== CLOSE_LIST;)
    code = text.charCodeAt((at += 1));
  return at;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;)
    code = text.charCodeAt((at += 1));
  return at;
}
