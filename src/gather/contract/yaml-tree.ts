import type { EventType, State } from 'js-yaml';
import type { SourceEntry, SourceNode } from './source-node.ts';

/** A node that the parser announced, by its number: it counts them as it begins with them, from 0. */
type Raw = number;

const NO_KIND = 0;
const SCALAR = 1;
const SEQUENCE = 2;
const MAPPING = 3;
/** A scalar that is `<<`. */
const MERGE = 4;

const MERGE_TAG = 'tag:yaml.org,2002:merge';

/**
 * Takes down what the parser announces: each node from where it began to look until it had read on, and the value that it made of it. In arrays of
 * numbers, since every text that is parsed pays for it, though not every one is asked for places: a fifteenth of the time of parsing.
 */
export class Announced {
  count = 0;
  #starts = new Int32Array(4096);
  #ends = new Int32Array(4096);
  /** Of each node the first behind all that are within it. */
  #nexts = new Int32Array(4096);
  #kinds = new Uint8Array(4096);
  readonly #results: unknown[] = [];
  readonly #open: Raw[] = [];
  /** Made for the first merge: most texts have none. */
  #collections: ReadonlyMap<unknown, Raw> | null = null;

  readonly listener = (event: EventType, state: State & { readonly tag?: unknown }): void => {
    if (event === 'open') {
      if (this.count === this.#starts.length) this.#grow();
      this.#open.push(this.count);
      this.#starts[this.count] = state.position;
      this.#results.push(null);
      this.count += 1;
      return;
    }
    const raw = this.#open.pop();
    if (raw === undefined) return;
    this.#ends[raw] = state.position;
    this.#nexts[raw] = this.count;
    this.#results[raw] = state.result;
    this.#kinds[raw] = kindOf(state);
  };

  start(raw: Raw): number {
    return this.#starts[raw] ?? 0;
  }

  end(raw: Raw): number {
    return this.#ends[raw] ?? 0;
  }

  kind(raw: Raw): number {
    return this.#kinds[raw] ?? NO_KIND;
  }

  result(raw: Raw): unknown {
    return this.#results[raw];
  }

  /** The nodes right within one. */
  children(raw: Raw): readonly Raw[] {
    const children: Raw[] = [];
    const behind = this.#nexts[raw] ?? 0;
    for (let child = raw + 1; child < behind; child = this.#nexts[child] ?? behind) children.push(child);
    return children;
  }

  /** Where the scalars end that are no strings. */
  endsOfOthers(): readonly number[] {
    const ends: number[] = [];
    for (let raw = 0; raw < this.count; raw += 1)
      if (this.#kinds[raw] === SCALAR && typeof this.#results[raw] !== 'string') ends.push(this.end(raw));
    return ends;
  }

  /** The first collection that became a value: what an alias to it leads to. */
  collectionOf(value: unknown): Raw | null {
    return (this.#collections ??= this.#byResult()).get(value) ?? null;
  }

  #byResult(): ReadonlyMap<unknown, Raw> {
    const collections = new Map<unknown, Raw>();
    for (let raw = this.count - 1; raw >= 0; raw -= 1)
      if (this.#kinds[raw] === SEQUENCE || this.#kinds[raw] === MAPPING) collections.set(this.#results[raw], raw);
    return collections;
  }

  #grow(): void {
    const grown = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const twice = new Int32Array(old.length * 2);
      twice.set(old);
      return twice;
    };
    const kinds = new Uint8Array(this.#kinds.length * 2);
    kinds.set(this.#kinds);
    [this.#starts, this.#ends, this.#nexts, this.#kinds] = [
      grown(this.#starts),
      grown(this.#ends),
      grown(this.#nexts),
      kinds,
    ];
  }
}

function kindOf({ kind, result, tag }: State & { readonly tag?: unknown }): number {
  switch (kind) {
    case 'scalar':
      return result === '<<' && tag === MERGE_TAG ? MERGE : SCALAR;
    case 'sequence':
      return SEQUENCE;
    case 'mapping':
      return MAPPING;
    default:
      return NO_KIND;
  }
}

/** The tree of a YAML text that was parsed; null when there is nothing in it. What is within a node is made out when it is first asked for. */
export function yamlTreeOf(text: string, announced: Announced): SourceNode | null {
  return announced.count === 0 ? null : new Tree(text, announced).node(0);
}

type Collection = Extract<SourceNode, { kind: 'mapping' }> | Extract<SourceNode, { kind: 'sequence' }>;
type Inside = Pick<Extract<SourceNode, { kind: 'mapping' }>, 'entries' | 'merges'>;

/** Makes nodes of what was announced, with the exact place of each. */
class Tree {
  readonly #text: string;
  readonly #announced: Announced;

  constructor(text: string, announced: Announced) {
    this.#text = text;
    this.#announced = announced;
  }

  /** Null for a value that is left out, as in `key:`. */
  node(raw: Raw): SourceNode | null {
    const start = this.#contentStart(raw);
    if (start >= this.#end(raw)) return null;
    const kind = this.#announced.kind(raw);
    if (this.#text[start] === '*' && kind === NO_KIND)
      return { kind: 'alias', start: start + 1, end: this.#wordEnd(start) };
    if (isScalar(kind)) return { kind: 'scalar', start, end: this.#scalarEnd(raw, start) };
    return this.#collection(this.#unwrapped(raw), start);
  }

  #collection(raw: Raw, start: number): Collection {
    const end = this.#trimmedEnd(raw);
    if (this.#announced.kind(raw) === SEQUENCE) {
      const items = once(() => this.#items(raw, this.#text[start] === '['));
      return {
        kind: 'sequence',
        start,
        end,
        get items() {
          return items();
        },
      };
    }
    const inside = once(() => this.#inside(raw));
    return {
      kind: 'mapping',
      start,
      end,
      get entries() {
        return inside().entries;
      },
      get merges() {
        return inside().merges;
      },
    };
  }

  #inside(raw: Raw): Inside {
    const entries: SourceEntry[] = [];
    const merges: SourceNode[] = [];
    for (const { key, value } of this.#pairs(this.#announced.children(raw))) {
      if (this.#announced.kind(key) === MERGE && value !== null) merges.push(...this.#merged(value));
      else entries.push(this.#entry(key, value));
    }
    return { entries, merges };
  }

  #entry(key: Raw, value: Raw | null): SourceEntry {
    const start = this.#contentStart(key);
    const end = isScalar(this.#announced.kind(key)) ? this.#scalarEnd(key, start) : this.#trimmedEnd(key);
    return {
      key: String(this.#announced.result(key)),
      at: { start, end },
      value: value === null ? null : this.node(value),
    };
  }

  /** What `<<` takes in: a mapping, mostly behind an alias, or a list of them. */
  #merged(value: Raw): SourceNode[] {
    const result = this.#announced.result(value);
    const sources: unknown[] = Array.isArray(result) ? result : [result];
    return sources
      .map((source) => this.#announced.collectionOf(source))
      .map((raw) => (raw === null ? null : this.node(raw)))
      .filter((node) => node !== null);
  }

  /** Keys with their values. A value that is left out altogether (`? key`, `{ key }`) is not announced: no colon follows such a key. */
  *#pairs(children: readonly Raw[]): Generator<{ key: Raw; value: Raw | null }> {
    for (let index = 0; index < children.length; index += 1) {
      const key = children[index];
      if (key === undefined) return;
      const value = isKeyBefore(this.#text, this.#end(key)) ? (children[index + 1] ?? null) : null;
      if (value !== null) index += 1;
      // At the end of a mapping the parser looks for one more key, and announces that it found nothing.
      if (value !== null || this.#contentStart(key) < this.#end(key)) yield { key, value };
    }
  }

  #items(raw: Raw, flow: boolean): (SourceNode | null)[] {
    return flow ? this.#flowItems(this.#announced.children(raw)) : this.#blockItems(raw);
  }

  /** In `[a: b]` the item is a mapping that is not announced, only its key and its value. */
  #flowItems(children: readonly Raw[]): (SourceNode | null)[] {
    return Array.from(this.#pairs(children), ({ key, value }) => {
      if (value === null) return this.node(key);
      const entry = this.#entry(key, value);
      return { kind: 'mapping', start: entry.at.start, end: this.#end(value), entries: [entry], merges: [] };
    });
  }

  /** An item that is left out is not announced if a further dash follows: the dashes tell. */
  #blockItems(raw: Raw): (SourceNode | null)[] {
    const items: (SourceNode | null)[] = [];
    let from = this.#contentStart(raw);
    for (const child of this.#announced.children(raw)) {
      for (let dashes = this.#dashes(from, this.#announced.start(child)); dashes > 1; dashes -= 1) items.push(null);
      items.push(this.node(child));
      from = this.#end(child);
    }
    for (let dashes = this.#dashes(from, this.#end(raw)); dashes > 0; dashes -= 1) items.push(null);
    return items;
  }

  #dashes(from: number, to: number): number {
    let dashes = 0;
    for (let at = pastSpace(this.#text, from); at < to; at = pastSpace(this.#text, at + 1)) {
      if (this.#text[at] === '-') dashes += 1;
    }
    return dashes;
  }

  /** The parser first tries whether a value is the key of a mapping; if not, it announces the value twice, one inside the other. */
  #unwrapped(raw: Raw): Raw {
    const [only, ...others] = this.#announced.children(raw);
    const isSame =
      only !== undefined &&
      others.length === 0 &&
      this.#announced.result(only) === this.#announced.result(raw) &&
      this.#announced.kind(only) === this.#announced.kind(raw);
    return isSame ? this.#unwrapped(only) : raw;
  }

  /** The parser looks past the end of the text. */
  #end(raw: Raw): number {
    return Math.min(this.#announced.end(raw), this.#text.length);
  }

  /** Behind white space, comments, tags and anchors. */
  #contentStart(raw: Raw): number {
    const end = this.#end(raw);
    let at = pastSpace(this.#text, this.#announced.start(raw));
    while (at < end && (this.#text[at] === '&' || this.#text[at] === '!'))
      at = pastSpace(this.#text, this.#wordEnd(at));
    return at;
  }

  #scalarEnd(raw: Raw, start: number): number {
    const style = this.#text[start];
    if (style !== '|' && style !== '>') return this.#trimmedEnd(raw);
    // A block scalar takes in all blank lines behind it, but not the last line break.
    let end = this.#end(raw);
    while (end > start && (this.#text[end - 1] === ' ' || this.#text[end - 1] === '\t')) end -= 1;
    if (this.#text[end - 1] === '\n') end -= 1;
    if (this.#text[end - 1] === '\r') end -= 1;
    return end;
  }

  #trimmedEnd(raw: Raw): number {
    const start = this.#announced.start(raw);
    let end = this.#end(raw);
    while (end > start && isSpace(this.#text.charCodeAt(end - 1))) end -= 1;
    return end;
  }

  #wordEnd(start: number): number {
    let end = start + 1;
    while (end < this.#text.length && !isSpace(this.#text.charCodeAt(end)) && !',[]{}'.includes(this.#text.charAt(end)))
      end += 1;
    return end;
  }
}

function isScalar(kind: number): boolean {
  return kind === SCALAR || kind === MERGE;
}

/** Makes it when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Whether what ends at an offset is a key: a colon follows. */
export function isKeyBefore(text: string, end: number): boolean {
  return text[pastSpace(text, end)] === ':';
}

/** Past white space and comments. */
function pastSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (isSpace(text.charCodeAt(at))) at += 1;
    if (text[at] !== '#') return at;
    while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
