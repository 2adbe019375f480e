import width from 'fast-string-width';

/** Breaks a text at its spaces into lines of at most `columns`. A longer word (a path, a URL) stays whole, so that it can be copied. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(/ +/).filter((each) => each !== '')) {
    const wide = width(word);
    if (line !== '' && used + 1 + wide > columns) {
      lines.push(line);
      [line, used] = [word, wide];
    } else {
      used += wide + (line === '' ? 0 : 1);
      line += line === '' ? word : ` ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

type Hanging = {
  /** Spaces before the label. */
  readonly indent: number;
  /** Stands before the first line; further lines begin below the text, not below the label. */
  readonly label?: string;
  readonly text: string;
  readonly columns: number;
  readonly paintLabel?: (label: string) => string;
  readonly paint?: (line: string) => string;
};

/** A wrapped text with a hanging label. Empty for an empty text. */
export function hanging({ indent, label = '', text, columns, paintLabel, paint }: Hanging): string[] {
  const margin = indent + width(label);
  const lines = wrap(text, Math.max(20, columns - margin)).map((line) => paint?.(line) ?? line);
  const first = ' '.repeat(indent) + (paintLabel?.(label) ?? label);
  return lines.map((line, index) => (index === 0 ? first : ' '.repeat(margin)) + line);
}

/** Fills a text with spaces up to a number of columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

/** A line cut to a number of columns, with `…` where something is missing. */
export function shortened(line: string, columns: number): string {
  if (line.length <= columns / 2 || width(line) <= columns) return line;
  let kept = '';
  let used = 0;
  for (const character of line) {
    used += width(character);
    if (used > columns - 1) return `${kept}…`;
    kept += character;
  }
  return kept;
}

/**
 * Breaks a text between its phrases, never inside one. A phrase that is too long for a line is wrapped at its spaces, unless
 * one of its words is too long by itself, such as a path: then it stays whole and is left to the terminal.
 */
export function phrases(parts: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of parts) {
    if (line !== '' && width(line) + 1 + width(part) <= columns) line += ` ${part}`;
    else {
      if (line !== '') lines.push(line);
      line = part;
    }
  }
  if (line !== '') lines.push(line);
  return lines.flatMap((one) => (one.split(' ').some((word) => width(word) > columns) ? [one] : wrap(one, columns)));
}

/** So much of a path inside a sentence is read. */
const LONGEST_PATH = 48;

/** A sentence in which a long path between backticks keeps its end, where the paths of one schema differ: `…/latest_invoice/status`. */
export function withShortPaths(text: string): string {
  return text.replaceAll(/`([^`]*\/[^`]*)`/g, (whole, path: string) => {
    if (path.length <= LONGEST_PATH) return whole;
    const segments = path.split('/');
    let kept = segments.pop() ?? '';
    for (
      let next = segments.pop();
      next !== undefined && next.length + kept.length < LONGEST_PATH;
      next = segments.pop()
    )
      kept = `${next}/${kept}`;
    return `\`…/${kept}\``;
  });
}
