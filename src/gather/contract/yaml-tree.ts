import { type EventType, load, type LoadOptions, type State } from 'js-yaml';
import type { SourceEntry, SourceNode } from './source-node.ts';

/** A node as the parser announces it: from where it began to look until it had read on, with the value it made of it. */
type Raw = { start: number; end: number; kind: string | null; result: unknown; tag: unknown; children: Raw[] };

/** The tree of a YAML text, by parsing it again and listening; null when there is nothing in it. */
export function readYamlTree(text: string, options: LoadOptions): SourceNode | null {
  const stack: Raw[] = [raw(0)];
  const listener = (event: EventType, state: State): void => {
    if (event === 'open') {
      stack.push(raw(state.position));
      return;
    }
    const node = stack.pop();
    if (node === undefined) return;
    node.end = Math.min(state.position, text.length);
    node.kind = state.kind;
    node.result = state.result;
    // The parser's types leave the tag out.
    node.tag = Reflect.get(state, 'tag');
    stack.at(-1)?.children.push(node);
  };
  load(text, { ...options, listener });
  const root = stack[0]?.children[0];
  return root === undefined ? null : new TreeBuilder(text).node(root);
}

function raw(start: number): Raw {
  return { start, end: start, kind: null, result: null, tag: null, children: [] };
}

/** Makes nodes of what was announced, with the exact place of each. */
class TreeBuilder {
  readonly #text: string;
  /** What an alias leads to, by the value that both share. */
  readonly #anchored = new Map<unknown, SourceNode>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Null for a value that is left out, as in `key:`. */
  node(raw: Raw): SourceNode | null {
    const start = this.#contentStart(raw);
    if (start >= raw.end) return null;
    if (this.#text[start] === '*' && raw.kind === null)
      return { kind: 'alias', start: start + 1, end: this.#wordEnd(start) };
    if (raw.kind === 'scalar') return { kind: 'scalar', start, end: this.#scalarEnd(raw, start) };
    const node = this.#collection(unwrapped(raw), start);
    this.#anchored.set(raw.result, node);
    return node;
  }

  #collection(raw: Raw, start: number): SourceNode {
    const end = this.#trimmedEnd(raw);
    if (raw.kind === 'sequence')
      return { kind: 'sequence', start, end, items: this.#items(raw, this.#text[start] === '[') };
    const entries: SourceEntry[] = [];
    const merges: SourceNode[] = [];
    for (const { key, value } of this.#pairs(raw.children)) {
      if (key.tag === 'tag:yaml.org,2002:merge' && value !== null) merges.push(...this.#merged(value));
      else entries.push(this.#entry(key, value));
    }
    return { kind: 'mapping', start, end, entries, merges };
  }

  #entry(key: Raw, value: Raw | null): SourceEntry {
    const start = this.#contentStart(key);
    const at = { start, end: key.kind === 'scalar' ? this.#scalarEnd(key, start) : this.#trimmedEnd(key) };
    return { key: String(key.result), at, value: value === null ? null : this.node(value) };
  }

  /** What `<<` takes in: a mapping, mostly behind an alias, or a list of them. */
  #merged(value: Raw): SourceNode[] {
    const sources: unknown[] = Array.isArray(value.result) ? value.result : [value.result];
    this.node(value);
    return sources.map((source) => this.#anchored.get(source)).filter((node) => node !== undefined);
  }

  /** Keys with their values. A value that is left out altogether (`? key`, `{ key }`) is not announced: no colon follows such a key. */
  *#pairs(children: readonly Raw[]): Generator<{ key: Raw; value: Raw | null }> {
    for (let index = 0; index < children.length; index += 1) {
      const key = children[index];
      if (key === undefined) return;
      const value = this.#text[this.#skip(key.end)] === ':' ? (children[index + 1] ?? null) : null;
      if (value !== null) index += 1;
      // At the end of a mapping the parser looks for one more key, and announces that it found nothing.
      if (value !== null || this.#contentStart(key) < key.end) yield { key, value };
    }
  }

  #items(raw: Raw, flow: boolean): (SourceNode | null)[] {
    return flow ? this.#flowItems(raw.children) : this.#blockItems(raw);
  }

  /** In `[a: b]` the item is a mapping that is not announced, only its key and its value. */
  #flowItems(children: readonly Raw[]): (SourceNode | null)[] {
    return Array.from(this.#pairs(children), ({ key, value }) => {
      if (value === null) return this.node(key);
      const entry = this.#entry(key, value);
      return { kind: 'mapping', start: entry.at.start, end: value.end, entries: [entry], merges: [] };
    });
  }

  /** An item that is left out is not announced if a further dash follows: the dashes tell. */
  #blockItems(raw: Raw): (SourceNode | null)[] {
    const items: (SourceNode | null)[] = [];
    let from = this.#contentStart(raw);
    for (const child of raw.children) {
      for (let dashes = this.#dashes(from, child.start); dashes > 1; dashes -= 1) items.push(null);
      items.push(this.node(child));
      from = child.end;
    }
    for (let dashes = this.#dashes(from, raw.end); dashes > 0; dashes -= 1) items.push(null);
    return items;
  }

  #dashes(from: number, to: number): number {
    let dashes = 0;
    for (let at = this.#skip(from); at < to; at = this.#skip(at + 1)) {
      if (this.#text[at] === '-') dashes += 1;
    }
    return dashes;
  }

  /** Behind white space, comments, tags and anchors. */
  #contentStart(raw: Raw): number {
    let at = this.#skip(raw.start);
    while (at < raw.end && (this.#text[at] === '&' || this.#text[at] === '!')) at = this.#skip(this.#wordEnd(at));
    return at;
  }

  #scalarEnd(raw: Raw, start: number): number {
    const style = this.#text[start];
    if (style !== '|' && style !== '>') return this.#trimmedEnd(raw);
    // A block scalar takes in all blank lines behind it, but not the last line break.
    let end = raw.end;
    while (end > start && (this.#text[end - 1] === ' ' || this.#text[end - 1] === '\t')) end -= 1;
    if (this.#text[end - 1] === '\n') end -= 1;
    if (this.#text[end - 1] === '\r') end -= 1;
    return end;
  }

  #trimmedEnd(raw: Raw): number {
    let end = raw.end;
    while (end > raw.start && isSpace(this.#text.charCodeAt(end - 1))) end -= 1;
    return end;
  }

  #wordEnd(start: number): number {
    let end = start + 1;
    while (end < this.#text.length && !isSpace(this.#text.charCodeAt(end)) && !',[]{}'.includes(this.#text.charAt(end)))
      end += 1;
    return end;
  }

  /** Past white space and comments. */
  #skip(from: number): number {
    let at = from;
    for (;;) {
      while (isSpace(this.#text.charCodeAt(at))) at += 1;
      if (this.#text[at] !== '#') return at;
      while (at < this.#text.length && this.#text[at] !== '\n' && this.#text[at] !== '\r') at += 1;
    }
  }
}

/** The parser first tries whether a value is the key of a mapping; if not, it announces the value twice, one inside the other. */
function unwrapped(raw: Raw): Raw {
  const [only] = raw.children;
  return raw.children.length === 1 && only !== undefined && only.result === raw.result && only.kind === raw.kind
    ? unwrapped(only)
    : raw;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
