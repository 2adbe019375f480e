import width from 'fast-string-width';
import type { Location } from '../../../model/location.ts';
import { printableCharacter } from '../printable.ts';
import type { Page } from './page.ts';

type Mark = { readonly from: number; readonly to: number };

/** The first line that a location covers, with the range underlined; nothing where the file was not read. */
export function frame(at: Location, page: Page, indent: number, paint: (text: string) => string): string[] {
  const line = page.lines(at.file, at.commit)[at.line - 1];
  if (line === undefined) return [];
  const number = String(at.line);
  const margin = ' '.repeat(indent);
  const [code, underline] = cut(line, markOf(at, line), page.width - indent - number.length - 3);
  const rows = [`${margin}${page.ink.faint(`${number} |`)} ${code}`.trimEnd()];
  if (underline.trim() === '') return rows;
  return [...rows, `${margin}${page.ink.faint(`${' '.repeat(number.length)} |`)} ${paint(underline)}`];
}

/** What may be left of a line behind a key whose value is a mapping, a list or a block of text. */
const NOTHING_YET = /^:?\s*(?:[[{]|[|>][-+\d]*)?$/;

/**
 * The part of a line that the location covers, in UTF-16 units from 0; at least one character long. The value of a mapping
 * begins at or behind its colon: where nothing more stands in that line, the line itself is meant, without its indentation.
 */
function markOf(at: Location, line: string): Mark {
  const end = line.trimEnd().length;
  const from = at.column - 1;
  if (from > 0 && NOTHING_YET.test(line.slice(from, from + LONGEST_OPENING).trim()) && from + LONGEST_OPENING > end)
    return { from: line.length - line.trimStart().length, to: end };
  const to = at.endLine === at.line ? at.endColumn - 1 : end;
  return { from, to: Math.max(from + 1, to) };
}

/** `{`, `|-2` and the like, with room for spaces. */
const LONGEST_OPENING = 12;

/** The line and its underline, both cut to the columns around the beginning of the mark. */
function cut(line: string, mark: Mark, columns: number): readonly [string, string] {
  // A minified contract is one line of megabytes: only the neighbourhood of the mark is looked at.
  const start = beginning(line, mark, columns);
  let code = line.slice(0, start).trim() === '' ? '' : '…';
  let underline = ' '.repeat(code.length);
  let offset = 0;
  for (const character of line.slice(start, start + 2 * columns)) {
    const text = printableCharacter(character);
    if (width(code) + width(text) > columns - 1) return [`${code}…`, underline.trimEnd()];
    code += text;
    const position = start + offset;
    underline += (position >= mark.from && position < mark.to ? '^' : ' ').repeat(width(text));
    offset += character.length;
  }
  // A mark behind the last character (something is missing there) still gets its sign.
  if (mark.from >= line.length) underline = `${underline.padEnd(width(code))}^`;
  return [code, underline.trimEnd()];
}

/** So much of a long mark has to be in sight before a line loses its beginning. */
const ENOUGH = 16;

/** How much of a line before its mark is shown where both do not fit. */
const LEAD = 12;

/** Where to begin, so that the mark is in sight; never inside a surrogate pair. Indentation goes first. */
function beginning(line: string, mark: Mark, columns: number): number {
  const columnsOf = (from: number, to: number): number => width(printableCharacter(line.slice(from, to)));
  const needed = Math.min(mark.to, mark.from + ENOUGH);
  if (needed <= 2 * columns && columnsOf(0, needed) < columns - 1) return 0;
  const start = Math.max(0, mark.from - LEAD);
  if (columnsOf(start, mark.from) > columns / 2) return mark.from;
  if (line.slice(0, start).trim() === '') return Math.min(mark.from, line.length - line.trimStart().length);
  return /[\uDC00-\uDFFF]/.test(line.charAt(start)) ? start + 1 : start;
}
