/** Line and column of offsets; both count from 1, columns in UTF-16 code units. */
export type LineIndex = { readonly positionAt: (offset: number) => { readonly line: number; readonly column: number } };

const LINE_BREAK = /\r\n|\r|\n/g;
const LF = 0x0a;

/** The lines of a text, without their ends; none where there is no text. */
export function linesOf(text: string | null): readonly string[] {
  return text === null ? [] : text.split(LINE_BREAK);
}

/** Finds line starts on the first question and keeps them. */
export function lineIndex(text: string): LineIndex {
  let starts: readonly number[] | null = null;
  return {
    positionAt(offset) {
      starts ??= lineStarts(text);
      const line = lastAtOrBefore(starts, offset);
      return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const feeds = starts.length;
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1))
    if (text.charCodeAt(at + 1) !== LF) starts.push(at + 1);
  return starts.length === feeds ? starts : starts.sort((left, right) => left - right);
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
