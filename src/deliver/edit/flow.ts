import { type EntryChange, gapsOf } from './entries.ts';
import { indentAt, isFirstOnLine, lineEnd, lineStart, nextLine } from './lines.ts';
import { flowEntry, type Notation } from './render.ts';
import { type Collection, entriesOf, type Entry, type Source } from './source.ts';
import type { Splice } from './splice.ts';
import { styleOf } from './style.ts';

/** How a value at an offset is written between brackets: over several lines only in JSON, where the entry has a line of its own. */
export function notationAt(source: Source, at: number): Notation {
  const { unit, ...style } = styleOf(source);
  return { ...style, json: source.json, unit: source.json && isFirstOnLine(source.text, at) ? unit : null };
}

/** Entries between brackets are removed and added, with their commas. */
export function flowChange(source: Source, change: EntryChange): readonly Splice[] {
  return [...flowRemovals(source.text, change), ...flowAdditions(source, change)];
}

/** A line, or the rest of one, that has nothing but a comma and a comment. */
const REST = /^[ \t]*(,?)[ \t]*(?:#.*)?$/;

function restOf(text: string, end: number): string {
  return text.slice(end, lineEnd(text, end));
}

function flowAdditions(source: Source, change: EntryChange): readonly Splice[] {
  const { text } = source;
  const [first] = entriesOf(change.collection);
  if (first === undefined) return [];
  const notation = notationAt(source, first.start);
  const isOver = isFirstOnLine(text, first.start);
  const indent = indentAt(text, first.start);
  const separator = isOver ? `,${notation.eol}${indent}` : notation.comma;
  return gapsOf(change).flatMap(({ before, after, additions }) => {
    const items = additions.map(({ key, value }) => flowEntry(key, value, notation, indent));
    if (after !== null)
      return [{ from: after.start, to: after.start, text: items.map((item) => item + separator).join('') }];
    const end = before?.end ?? 0;
    if (!isOver || !REST.test(restOf(text, end)))
      return [{ from: end, to: end, text: items.map((item) => separator + item).join('') }];
    // The comment behind the last entry stays where it is.
    const line = lineEnd(text, end);
    return [
      { from: end, to: end, text: ',' },
      { from: line, to: line, text: notation.eol + indent + items.join(separator) },
    ];
  });
}

function flowRemovals(text: string, { collection, removed }: EntryChange): readonly Splice[] {
  const entries = entriesOf(collection);
  const lastKept = entries.findLastIndex((_, index) => !removed.has(index));
  return entries.flatMap((entry, index) => {
    if (!removed.has(index)) return [];
    return index < lastKept
      ? [withFollowingComma(text, entry, entries[index + 1])]
      : withPrecedingComma(text, entry, entries[index - 1], index === lastKept + 1);
  });
}

/** Of an entry in front of another. */
function withFollowingComma(text: string, entry: Entry, next: Entry | undefined): Splice {
  const to = next?.start ?? entry.end;
  if (!isFirstOnLine(text, entry.start) || !isFirstOnLine(text, to)) return { from: entry.start, to, text: '' };
  const from = lineStart(text, entry.start);
  return REST.test(restOf(text, entry.end))
    ? { from, to: nextLine(text, entry.end), text: '' }
    : { from, to: lineStart(text, to), text: '' };
}

/** Of an entry behind all that stay; the comma behind the last of those goes too. */
function withPrecedingComma(
  text: string,
  entry: Entry,
  before: Entry | undefined,
  isFirst: boolean,
): readonly Splice[] {
  const end = before?.end ?? entry.start;
  if (!isFirstOnLine(text, entry.start)) return [{ from: end, to: entry.end, text: '' }];
  const to = REST.test(restOf(text, entry.end)) ? lineEnd(text, entry.end) : entry.end;
  const line = { from: lineEnd(text, lineStart(text, entry.start) - 1), to, text: '' };
  return isFirst ? [{ from: end, to: text.indexOf(',', end) + 1, text: '' }, line] : [line];
}

/** The entries change places; commas and white space stay. */
export function flowReorder(text: string, collection: Collection, order: readonly number[]): readonly Splice[] {
  const entries = entriesOf(collection);
  return entries.map(({ start, end }, index) => {
    const moved = entries[order[index] ?? index];
    return { from: start, to: end, text: text.slice(moved?.start, moved?.end) };
  });
}
