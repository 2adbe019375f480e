import { closest, distance } from 'fastest-levenshtein';
import { CountersignError, type ErrorCode } from '../../model/errors.ts';

/** A ruleset file as text; `name` is how messages call it. */
export type Source = { readonly name: string; readonly text: string };

/** Keys and indices that lead to a place in a ruleset file. */
export type Way = readonly (string | number)[];

/** An error about one place of a ruleset file; the line is looked up only now. */
export async function refusal(
  source: Source,
  way: Way,
  message: string,
  options: { readonly code?: ErrorCode; readonly hint?: string } = {},
): Promise<CountersignError> {
  const line = await lineOf(source.text, way);
  const { code = 'RULESET_INVALID', hint } = options;
  return new CountersignError(
    code,
    `${source.name}:${line} ${printed(way)}${message}`,
    hint === undefined ? {} : { hint },
  );
}

/** `did you mean X?` for a name that is nearly one of those known; undefined where none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const names = [...known];
  if (names.length === 0) return undefined;
  const found = closest(name, names);
  return distance(name, found) <= Math.max(2, name.length / 3) ? `did you mean ${found}?` : undefined;
}

function printed(way: Way): string {
  return way.length === 0 ? '' : `${way.join('.')}: `;
}

async function lineOf(text: string, way: Way): Promise<number> {
  const { LineCounter, isNode, isPair, parseDocument, isMap } = await import('yaml');
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: false });
  for (let length = way.length; length > 0; length -= 1) {
    const parent = document.getIn(way.slice(0, length - 1), true);
    const last = way[length - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isPair(item) && String(item.key) === String(last))
      : undefined;
    const node = pair?.key ?? document.getIn(way.slice(0, length), true);
    if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
  }
  return 1;
}
