import { type Page } from './page.ts';
import { shortened } from './wrap.ts';

/** The part of a unified diff that is about one file; `lines` without its two heads. */
export type FileDiff = {
  readonly path: string;
  readonly heads: readonly string[];
  readonly lines: readonly string[];
  readonly added: number;
  readonly removed: number;
};

/** So many lines are shown of the diff of one file. */
const MOST_LINES = 40;

/** A unified diff, file by file. */
export function fileDiffs(diff: string): readonly FileDiff[] {
  const lines = diff.replace(/\n$/, '').split('\n');
  const starts = lines.flatMap((line, index) => (isHead(line, lines[index + 1]) ? [index] : []));
  return starts.map((start, index) => {
    const heads = lines.slice(start, start + 2);
    const own = lines.slice(start + 2, starts[index + 1] ?? lines.length);
    return {
      path: pathIn(heads),
      heads,
      lines: own,
      added: own.filter((line) => line.startsWith('+')).length,
      removed: own.filter((line) => line.startsWith('-')).length,
    };
  });
}

/** A removed line of a file may look like a head, `--- a`; the line behind it then is no head. */
function isHead(line: string, next: string | undefined): boolean {
  return line.startsWith('--- ') && (next ?? '').startsWith('+++ ');
}

function pathIn([before = '', after = '']: readonly string[]): string {
  return (after.endsWith('/dev/null') ? before : after).slice('+++ '.length).replace(/^[ab]\//, '');
}

/** What a publication keeps of itself beside the configuration; the message of the commit says what people need of it. */
const RECORDS: ReadonlySet<string> = new Set(['countersign.lock.json', 'evidence.json']);

/** The diff with its long lines cut and its many lines counted, or, with -v, all of it line for line. */
export function diffLines(diffs: readonly FileDiff[], page: Page): string[] {
  const shown = page.verbose ? diffs : diffs.filter(({ path }) => !RECORDS.has(path.split('/').at(-1) ?? ''));
  const lines = shown.flatMap((diff) => oneFile(diff, page));
  const more = shown.length === diffs.length ? [] : [page.ink.faint('(-v shows the lock and the evidence as well)')];
  return lines.length + more.length === 0 ? [] : [...lines, ...more, ''];
}

function oneFile({ heads, lines }: FileDiff, page: Page): string[] {
  const shown = page.verbose ? lines : lines.slice(0, MOST_LINES);
  const hidden = lines.length - shown.length;
  const more = hidden === 0 ? [] : [page.ink.faint(`… and ${hidden} more lines (-v shows all)`)];
  return [...[...heads, ...shown].map((line) => diffLine(line, page)), ...more];
}

function diffLine(whole: string, { ink, verbose, width }: Page): string {
  if (whole.startsWith('+++ ') || whole.startsWith('--- ')) return ink.strong(whole);
  const line = verbose ? whole : shortened(whole, width);
  if (line.startsWith('@@')) return ink.place(line);
  if (line.startsWith('+')) return ink.added(line);
  return line.startsWith('-') ? ink.removed(line) : line;
}
