import { type EntryChange, gapsOf } from './entries.ts';
import { contentEnd, isFirstOnLine, lineEnd, lineStart, nextLine } from './lines.ts';
import { blockEntry } from './render.ts';
import { type Collection, entriesOf, type Entry, type Source } from './source.ts';
import type { Splice } from './splice.ts';
import { columnOf, styleOf } from './style.ts';

/** Entries of a collection in block style are removed and added, a line or more each. */
export function blockChange(source: Source, change: EntryChange): readonly Splice[] {
  return [...blockRemovals(source.text, change), ...blockAdditions(source, change)];
}

function blockAdditions(source: Source, change: EntryChange): readonly Splice[] {
  const style = styleOf(source);
  const column = columnOf(source.text, change.collection);
  const pad = ' '.repeat(column);
  return gapsOf(change).flatMap(({ before, after, additions }) => {
    const lines = additions.map(({ key, value }) => blockEntry(key, value, column, style));
    if (before !== null) {
      const at = contentEnd(source.text, before.end);
      return [{ from: at, to: at, text: lines.map((line) => style.eol + pad + line).join('') }];
    }
    const at = after?.start ?? 0;
    return [{ from: at, to: at, text: lines.map((line) => line + style.eol + pad).join('') }];
  });
}

function blockRemovals(text: string, { collection, removed }: EntryChange): readonly Splice[] {
  const entries = entriesOf(collection);
  const kept = entries.findIndex((_, index) => !removed.has(index));
  const [first] = entries;
  const next = entries[kept];
  const splices: Splice[] = [];
  let from = 0;
  // What begins behind a dash: the first entry that stays takes its place, unless a comment stands between.
  if (first !== undefined && next !== undefined && removed.has(0) && !isFirstOnLine(text, first.start)) {
    const between = entries.slice(0, kept).map((entry, index) => gapText(text, entry, entries[index + 1] ?? next));
    if (between.some((gap) => gap.includes('#'))) {
      splices.push({ from: spaceBefore(text, first.start), to: contentEnd(text, first.end), text: '' });
      from = 1;
    } else {
      splices.push({ from: first.start, to: next.start, text: '' });
      from = kept;
    }
  }
  return [...splices, ...linesOf(text, entries, (index) => index >= from && removed.has(index))];
}

/** The lines of some entries, to be cut out. */
export function linesOf(
  text: string,
  entries: readonly Entry[],
  isMeant: (index: number) => boolean,
): readonly Splice[] {
  return entries.flatMap(({ start, end }, index) => {
    if (!isMeant(index)) return [];
    const lines = { from: lineStart(text, start), to: nextLine(text, contentEnd(text, end)), text: '' };
    return [withoutGap(text, lines, entries[index - 1])];
  });
}

/** Where blank lines stand above and below what is removed, those above go with it. */
function withoutGap(text: string, { from, to }: Splice, above: Entry | undefined): Splice {
  const floor = above === undefined ? from : nextLine(text, contentEnd(text, above.end));
  const isApart = to === text.length || text.slice(to, lineEnd(text, to)).trim() === '';
  return isApart && text.slice(floor, from).trim() === '' ? { from: floor, to, text: '' } : { from, to, text: '' };
}

/** What is between two entries, from the comment behind the first to the comments above the second. */
function gapText(text: string, left: Entry, right: Entry): string {
  return text.slice(contentEnd(text, left.end), right.start);
}

function spaceBefore(text: string, at: number): number {
  let from = at;
  while (text[from - 1] === ' ') from -= 1;
  return from;
}

/** The entries of a block change places; comments directly above an entry go with it, blank lines and what is above them stay. */
export function blockReorder(
  text: string,
  collection: Collection,
  order: readonly number[],
  isRoot: boolean,
): readonly Splice[] {
  const entries = entriesOf(collection);
  const parts = entries.map((entry, index) => {
    const above = entries[index - 1];
    const floor = above === undefined ? null : nextLine(text, contentEnd(text, above.end));
    // Above the first line of a file stands what is said of the whole file.
    return {
      from: index === 0 && isRoot ? entry.start : withComments(text, entry.start, floor),
      to: contentEnd(text, entry.end),
    };
  });
  return parts.map(({ from, to }, index) => {
    const moved = parts[order[index] ?? index];
    return { from, to, text: text.slice(moved?.from, moved?.to) };
  });
}

/** Where the comment lines directly above an offset begin, not above `floor`. */
function withComments(text: string, start: number, floor: number | null): number {
  if (!isFirstOnLine(text, start)) return start;
  let from = start;
  for (let line = lineStart(text, start); line > (floor ?? 0);) {
    line = lineStart(text, line - 1);
    const content = text.slice(line, lineEnd(text, line));
    if (!content.trimStart().startsWith('#')) break;
    from = line + content.length - content.trimStart().length;
  }
  return from;
}
