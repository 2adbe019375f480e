/** Where the line of an offset begins. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  if (found === -1) return text.length;
  return found > 0 && text[found - 1] === '\r' ? found - 1 : found;
}

/** The end of the line that an entry ends in, before its line break. A block scalar ends behind its line break: that one is meant. */
export function contentEnd(text: string, end: number): number {
  return lineEnd(text, text[end - 1] === '\n' ? end - 1 : end);
}

/** Behind the line break of the line that has this content end; the end of the text where the last line has none. */
export function nextLine(text: string, contentAt: number): number {
  const found = text.indexOf('\n', contentAt);
  return found === -1 ? text.length : found + 1;
}

/** The white space that the line of an offset begins with. */
export function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? '';
}

/** Whether nothing but white space stands before an offset on its line. */
export function isFirstOnLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

/** The comment, if any, that is all that follows on the line of an offset; null where something else follows. */
export function commentAfter(text: string, at: number): string | null {
  const rest = text.slice(at, lineEnd(text, at)).trim();
  return rest === '' || rest.startsWith('#') ? rest : null;
}
