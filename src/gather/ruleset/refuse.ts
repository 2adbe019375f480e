import { CountersignError, type ErrorCode } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';

/** A ruleset file as text, null for code; `name` is how messages call it. */
export type Source = { readonly name: string; readonly text: string | null };

/** Keys and indices that lead to a place in a ruleset file. */
export type Way = readonly (string | number)[];

/** An error about one place of a ruleset file; the line is looked up only now. */
export async function refusal(
  source: Source,
  way: Way,
  message: string,
  options: { readonly code?: ErrorCode; readonly hint?: string } = {},
): Promise<CountersignError> {
  const { code = 'RULESET_INVALID', hint } = options;
  const help = hint === undefined ? {} : { hint };
  if (source.text === null) return new CountersignError(code, `${source.name}: ${printed(way)}${message}`, help);
  // Our own file is imported, not the parser: of a bundled CommonJS package a dynamic import gives the default export alone.
  const { lineOf } = await import('./line-of.ts');
  const line = lineOf(source.text, way);
  return new CountersignError(code, `${source.name}:${line} ${printed(way)}${message}`, help);
}

/** `did you mean X?` for a name that is nearly one of those known; undefined where none is near. */
export function suggestion(name: string, known: Iterable<string>): string | undefined {
  const near = nearest(name, known);
  return near === null ? undefined : `did you mean ${near}?`;
}

function printed(way: Way): string {
  return way.length === 0 ? '' : `${way.join('.')}: `;
}
