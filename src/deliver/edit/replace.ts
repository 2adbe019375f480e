import { isMap, isScalar } from 'yaml';
import type { Json } from '../../model/json.ts';
import { linesOf } from './block.ts';
import { notationAt } from './flow.ts';
import { commentAfter, contentEnd, indentAt, isFirstOnLine } from './lines.ts';
import { blockEntry, flowText } from './render.ts';
import { type Collection, entriesOf, type Entry, type Found, isBlock, type Source } from './source.ts';
import type { Splice } from './splice.ts';
import { columnOf, styleOf } from './style.ts';

/** Another value for an entry, or for the whole document. A string keeps its quotes, a comment behind the value its place. */
export function replaced(source: Source, { node, entry, parent }: Found, value: Json): readonly Splice[] {
  if (entry === null || parent === null) return wholeDocument(source, value);
  return isBlock(parent) ? inBlock(source, parent, entry, value) : inFlow(source, entry, value, node);
}

function wholeDocument(source: Source, value: Json): readonly Splice[] {
  const [from, to] = source.root.range;
  return [{ from, to, text: flowText(value, { ...notationAt(source, from), unit: styleOf(source).unit }, '') }];
}

function inFlow(source: Source, entry: Entry, value: Json, node: Found['node']): readonly Splice[] {
  const { text } = source;
  const written = flowText(value, notationAt(source, entry.start), indentAt(text, entry.start), quotingOf(node, value));
  if (entry.from !== null) return [{ from: entry.from, to: entry.end, text: written }];
  const lead = entry.key === null ? '' : text[entry.mark - 1] === ':' ? ' ' : ': ';
  return [{ from: entry.mark, to: entry.end, text: lead + written }];
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function inBlock(source: Source, parent: Collection, entry: Entry, value: Json): readonly Splice[] {
  const { text } = source;
  // A day without quotes gets none, though what is new would.
  if (
    entry.from !== null &&
    DAY.test(text.slice(entry.from, entry.end)) &&
    typeof value === 'string' &&
    DAY.test(value)
  )
    return [{ from: entry.from, to: entry.end, text: value }];
  const style = styleOf(source);
  const quoting = quotingOf(entry.value, value);
  const key = entry.key === null ? null : 'k';
  const written = blockEntry(key, value, columnOf(text, parent), style, quoting).slice(key === null ? 1 : 2);
  // Only what stands there changes: the white space before it, and a comment behind it, stay.
  if (entry.from !== null && !isBlock(entry.value) && !written.includes('\n') && text[entry.end - 1] !== '\n')
    return [{ from: entry.from, to: entry.end, text: written.trimStart() }];
  const [first = '', ...rest] = written.split(style.eol);
  const comment =
    commentAfter(text, entry.props) ?? (isBlock(entry.value) ? null : commentAfter(text, entry.end)) ?? '';
  const head = comment === '' ? first : `${first} ${comment}`;
  return [{ from: entry.mark, to: contentEnd(text, entry.end), text: [head, ...rest].join(style.eol) }];
}

/** The quotes of what is replaced, where a string takes the place of a string. */
function quotingOf(node: Found['node'], value: Json): Parameters<typeof blockEntry>[4] {
  return isScalar(node) && typeof node.value === 'string' && typeof value === 'string' ? node.type : undefined;
}

/** A collection loses all its entries; comments between them stay. */
export function emptied(source: Source, collection: Collection, { entry }: Found): readonly Splice[] {
  const { text } = source;
  const entries = entriesOf(collection);
  const brackets = isMap(collection) ? '{}' : '[]';
  const [first] = entries;
  if (first === undefined) return [];
  if (!isBlock(collection)) return [{ from: collection.range[0], to: collection.range[1], text: brackets }];
  if (entry !== null && isFirstOnLine(text, first.start))
    return [{ from: entry.props, to: entry.props, text: ` ${brackets}` }, ...linesOf(text, entries, () => true)];
  const others = linesOf(text, entries, (index) => index > 0);
  return [{ from: first.start, to: contentEnd(text, first.end), text: brackets }, ...others];
}
