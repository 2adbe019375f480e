/** Line and column of offsets; both count from 1, columns in UTF-16 code units. */
export type LineIndex = { readonly positionAt: (offset: number) => { readonly line: number; readonly column: number } };

const LINE_BREAK = /\r\n|\r|\n/g;
const [LF, CR] = [0x0a, 0x0d];

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
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
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
