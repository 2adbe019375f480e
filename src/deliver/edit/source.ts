import { type CST, isAlias, isMap, isScalar, isSeq, parseDocument, type ParsedNode, type Scalar } from 'yaml';
import type { Json } from '../../model/json.ts';
import type { Edit } from '../../model/edit.ts';
import { segmentsOf } from '../../model/pointer.ts';
import { notEditable } from './not-editable.ts';

/** A text, parsed so that the place of everything is known. */
export type Source = {
  readonly text: string;
  readonly root: ParsedNode;
  readonly value: Json;
  /** Whether it is JSON, and has to stay so. */
  readonly json: boolean;
};

/** A map or a list, as the parser gives it. */
export type Collection = Extract<ParsedNode, { items: unknown[] }>;

/** An entry of a collection, with offsets into the text. */
export type Entry = {
  /** Null for an item of a list, and for a merge key. */
  readonly key: string | null;
  readonly keyNode: Scalar | null;
  readonly value: ParsedNode | null;
  /** Where it begins: with its dash, question mark, anchor, tag or key. */
  readonly start: number;
  /** Behind its colon or dash: what a new value replaces begins here. */
  readonly mark: number;
  /** Behind the anchor and the tag of its value; without them the same as `mark`. */
  readonly props: number;
  /** Where its value begins, with anchor and tag; null where it is left out. */
  readonly from: number | null;
  /** Behind its last character, comments and white space left out. */
  readonly end: number;
};

/** Parses a text without byte order mark. Throws EDIT_IMPOSSIBLE for what is not one document of YAML or JSON. */
export function sourceOf(text: string): Source {
  const document = parseDocument(withoutTabs(text), {
    keepSourceTokens: true,
    merge: true,
    prettyErrors: false,
  });
  const [error] = document.errors;
  if (error !== undefined || document.contents === null)
    throw notEditable({ pointer: '' }, error?.message ?? 'the document is empty');
  return {
    text,
    root: document.contents,
    value: document.toJS({ maxAliasCount: -1 }) as Json,
    json: isJson(text),
  };
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** YAML wants no tabs where JSON may be indented with them; inside of strings JSON has none. Offsets stay. */
function withoutTabs(text: string): string {
  return text.includes('\t') && isJson(text) ? text.replaceAll('\t', ' ') : text;
}

/** What stands at a way of segments: the entries that lead there, the last one first unless it is the root. Throws EDIT_IMPOSSIBLE behind an alias. */
export type Found = {
  readonly node: ParsedNode | null;
  readonly entry: Entry | null;
  readonly parent: Collection | null;
};

/** The node at a pointer with its entry; null where the text has none. Throws EDIT_IMPOSSIBLE where an alias is on the way. */
export function find(source: Source, pointer: string, edit: Edit): Found | null {
  let found: Found = { node: source.root, entry: null, parent: null };
  for (const segment of segmentsOf(pointer)) {
    const { node } = found;
    if (isAlias(node)) throw notEditable(edit, `it is behind the alias *${node.source}`);
    if (!isMap(node) && !isSeq(node)) return null;
    const entries = entriesOf(node);
    const entry = isMap(node) ? entries.find(({ key }) => key === segment) : entries[Number(segment)];
    if (entry === undefined) return null;
    found = { node: entry.value, entry, parent: node };
  }
  return found;
}

const known = new WeakMap<Collection, readonly Entry[]>();

/** The entries of a collection in the order of the text; merge keys are among them. */
export function entriesOf(collection: Collection): readonly Entry[] {
  const before = known.get(collection);
  if (before !== undefined) return before;
  const entries = isMap(collection)
    ? collection.items.map((pair) => entryOf(tokensOf(pair.srcToken), pair.key, pair.value))
    : itemsOf(collection);
  known.set(collection, entries);
  return entries;
}

type Tokens = Pick<CST.CollectionItem, 'start' | 'key' | 'sep' | 'value'>;

function tokensOf(tokens: CST.CollectionItem | undefined): Tokens {
  if (tokens === undefined) throw new Error('the parser was asked to keep its tokens');
  return tokens;
}

/** The parser gives an item of a list no tokens of its own: they are those of the list that hold anything. */
function itemsOf(list: Extract<ParsedNode, { items: ParsedNode[] }>): readonly Entry[] {
  const token = list.srcToken;
  const held =
    token !== undefined && 'items' in token
      ? token.items.filter(
          ({ start, key, sep, value }) =>
            key !== undefined || sep !== undefined || value !== undefined || start.some(isContent),
        )
      : [];
  if (held.length !== list.items.length) throw notEditable({ pointer: '' }, 'a list is written in an unusual way');
  return list.items.map((item, index) => entryOf(held[index] ?? { start: [] }, null, item));
}

function entryOf(
  { start, key, sep = [], value: token }: Tokens,
  keyNode: ParsedNode | null,
  value: ParsedNode | null,
): Entry {
  const first = start.find(isContent)?.offset ?? key?.offset ?? sep.find(isContent)?.offset ?? offsetOf(token);
  const held = keyNode === null ? start : sep;
  const indicator = held.find(({ type }) => type === 'map-value-ind' || type === 'seq-item-ind');
  const keyEnd = keyNode?.range[1] ?? first;
  const mark = indicator === undefined ? keyEnd : endOfToken(indicator);
  const named = held.filter(({ type }) => type === 'anchor' || type === 'tag');
  const props = Math.max(mark, ...named.map(endOfToken));
  return {
    key: isScalar(keyNode) && !isMerge(keyNode) ? String(keyNode.value) : null,
    keyNode: isScalar(keyNode) ? keyNode : null,
    value,
    start: first,
    mark,
    props,
    from: named[0]?.offset ?? (value === null || value.range[0] === value.range[1] ? null : value.range[0]),
    end: Math.max(props, value === null ? 0 : endOf(value)),
  };
}

function isMerge({ value, type }: Scalar): boolean {
  return value === '<<' && type === 'PLAIN';
}

/** Behind the last character of a node. */
function endOf(node: ParsedNode): number {
  if (!isBlock(node)) return node.range[1];
  return entriesOf(node).at(-1)?.end ?? node.range[1];
}

/** Whether a node is a collection that is written with lines and indentation. */
export function isBlock(node: ParsedNode | null): node is Collection & { flow?: false } {
  return (isMap(node) || isSeq(node)) && node.flow !== true;
}

function isContent({ type }: CST.SourceToken): boolean {
  return type !== 'space' && type !== 'newline' && type !== 'comment' && type !== 'comma';
}

function offsetOf(token: CST.Token | null | undefined): number {
  return token?.offset ?? 0;
}

function endOfToken({ offset, source }: CST.SourceToken): number {
  return offset + source.length;
}
