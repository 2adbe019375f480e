import { printable, printableLines } from './printable.ts';

/** Fields that hold several lines on purpose; everywhere else a line break is shown as `\n`. */
const SEVERAL_LINES: ReadonlySet<string> = new Set(['diff', 'body', 'content', 'good', 'bad']);

/**
 * A copy of a report in which every text, keys included, can be printed as it is. Renderers for people work on this copy
 * alone, so that no field can be forgotten: what a contract, a file name, git or the settings say never reaches a terminal raw.
 */
export function printableReport<R extends object>(report: R): R {
  // Only the characters inside texts change, never the shape; our own words (`pass`, `error`) hold none that would.
  return copier()(report, printable) as R;
}

type Printer = (raw: string) => string;

/** What a report holds many times, such as the place of a shared schema or a message, is copied once. */
function copier(): (value: unknown, text: Printer) => unknown {
  const known = new Map<Printer, Map<unknown, unknown>>();
  const copy = (value: unknown, text: Printer): unknown => {
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
    const copies = known.get(text) ?? new Map<unknown, unknown>();
    known.set(text, copies);
    const made = copies.get(value) ?? copyOf(value, text, copy);
    copies.set(value, made);
    return made;
  };
  return copy;
}

function copyOf(value: string | object, text: Printer, copy: (value: unknown, text: Printer) => unknown): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((each) => copy(each, text));
  // fromEntries defines own properties, so that a key `__proto__` stays a key.
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      printable(key),
      copy(each, SEVERAL_LINES.has(key) ? printableLines : printable),
    ]),
  );
}
