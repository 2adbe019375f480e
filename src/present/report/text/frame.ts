import width from 'fast-string-width';
import type { Location } from '../../../model/location.ts';
import { printableCharacter } from '../printable.ts';
import type { Page } from './page.ts';

/** A range of more lines than this is shown by its first line. */
const MOST_LINES = 3;

type Mark = { readonly from: number; readonly to: number };

/** The lines that a location covers, with the range underlined; nothing where the file was not read. */
export function frame(at: Location, page: Page, indent: number, paint: (text: string) => string): string[] {
  const lines = page.lines(at.file, at.commit);
  // A range that ends at the very beginning of a line does not cover that line.
  const last = at.endColumn <= 1 ? Math.max(at.line, at.endLine - 1) : Math.max(at.line, at.endLine);
  const shown = last - at.line < MOST_LINES ? last : at.line;
  const gutter = String(shown).length;
  const margin = ' '.repeat(indent);
  const rows: string[] = [];
  for (let number = at.line; number <= shown; number += 1) {
    const line = lines[number - 1];
    if (line === undefined) return rows;
    const columns = page.width - indent - gutter - 3;
    const [code, underline] = cut(line, markOf(at, number, line), columns);
    rows.push(`${margin}${page.ink.faint(`${String(number).padStart(gutter)} |`)} ${code}`.trimEnd());
    if (underline.trim() !== '') rows.push(`${margin}${page.ink.faint(`${' '.repeat(gutter)} |`)} ${paint(underline)}`);
  }
  return rows;
}

/** The part of a line that the location covers, in UTF-16 units from 0; indentation is left out. At least one character long. */
function markOf(at: Location, number: number, line: string): Mark {
  const indentation = line.length - line.trimStart().length;
  const from = number === at.line ? at.column - 1 : indentation;
  const end = number === at.endLine ? at.endColumn - 1 : line.trimEnd().length;
  return { from, to: Math.max(from + 1, end) };
}

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

/** How much of a line before its mark is shown where both do not fit. */
const LEAD = 12;

/** Where to begin, so that the mark is in sight; never inside a surrogate pair. Indentation goes first. */
function beginning(line: string, mark: Mark, columns: number): number {
  const columnsOf = (from: number, to: number): number => width(printableCharacter(line.slice(from, to)));
  if (mark.to <= 2 * columns && columnsOf(0, mark.to) < columns - 1) return 0;
  const start = Math.max(0, mark.from - LEAD);
  if (columnsOf(start, mark.from) > columns / 2) return mark.from;
  if (line.slice(0, start).trim() === '') return Math.min(mark.from, line.length - line.trimStart().length);
  return /[\uDC00-\uDFFF]/.test(line.charAt(start)) ? start + 1 : start;
}
