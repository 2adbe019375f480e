import { printable, printableLines } from './printable.ts';

/** Fields that hold several lines on purpose; everywhere else a line break is shown as `\n`. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['diff', 'body', 'content', 'good', 'bad']);

/**
 * A copy of a report in which every text, keys included, can be printed as it is. Renderers for people work on this copy
 * alone, so that no field can be forgotten: what a contract, a file name, git or the settings say never reaches a terminal raw.
 */
export function printableReport<R extends object>(report: R): R {
  const known = new Map<string, string>();
  // A report says the same file, check or operation thousands of times.
  const line = (raw: string): string => {
    const shown = known.get(raw) ?? printable(raw);
    known.set(raw, shown);
    return shown;
  };
  // Only the characters inside texts change, never the shape; our own words (`pass`, `error`) hold none that would.
  return copyOf(report, line, line) as R;
}

type Print = (raw: string) => string;

/** `text` is for the texts of this value, `line` for those of what stands below its keys. What needs no change is not copied. */
function copyOf(value: unknown, text: Print, line: Print): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return copyOfList(value, text, line);
  let changed = false;
  const entries: [string, unknown][] = Object.entries(value);
  for (const entry of entries) {
    const [key, each] = entry;
    entry[0] = line(key);
    entry[1] = copyOf(each, SEVERAL_LINES.has(key) ? printableLines : line, line);
    changed ||= entry[0] !== key || entry[1] !== each;
  }
  // fromEntries defines own properties, so that a key `__proto__` stays a key.
  return changed ? Object.fromEntries(entries) : value;
}

function copyOfList(list: readonly unknown[], text: Print, line: Print): readonly unknown[] {
  const copy = list.map((each) => copyOf(each, text, line));
  return copy.every((each, index) => each === list[index]) ? list : copy;
}
