import type { Location } from '../../../model/location.ts';

/** What stands in these is a list, and a change is about one of it. */
const LISTS = /\/(?:enum|oneOf|anyOf|allOf|required|type|security|tags)$/;

/** So much of a list is looked through. */
const MOST_LINES = 5000;
const MOST_CHARACTERS = 200_000;

/** A list often stands over many lines: the place in it that names what a change is about; the list itself where none does. */
export function focused(at: Location, about: readonly string[], lines: readonly string[]): Location {
  const word = wordOf(about.at(-1) ?? '');
  if (word === '' || !LISTS.test(at.pointer)) return at;
  const pattern = new RegExp(`(?<![\\w-])["']?${word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}(?![\\w-])["']?`);
  const last = Math.min(at.endLine, at.line + MOST_LINES, lines.length);
  for (let line = at.line; line <= last; line += 1) {
    const from = line === at.line ? at.column - 1 : 0;
    const to = line === at.endLine ? at.endColumn - 1 : Infinity;
    const found = pattern.exec((lines[line - 1] ?? '').slice(from, Math.min(to, from + MOST_CHARACTERS)));
    if (found === null) continue;
    const column = from + found.index + 1;
    return { ...at, line, column, endLine: line, endColumn: column + found[0].length };
  }
  return at;
}

/** What an enum lost or gained is written as JSON. */
function wordOf(about: string): string {
  return /^"(.+)"$/s.exec(about)?.[1] ?? about;
}
