import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | null>();

/** A contract's pattern for an engine that never backtracks; null for one that it refuses (look-around, back-references, huge counts). */
function compile(pattern: string): RE2JS | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const made = attempt(pattern);
  compiled.set(pattern, made);
  return made;
}

function attempt(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern));
  } catch {
    return null;
  }
}

/** Whether a pattern can be judged in linear time. */
export function isLinear(pattern: string): boolean {
  return compile(pattern) !== null;
}

/** Whether a text matches a pattern, anywhere; false as well where the pattern cannot be judged. */
export function matches(pattern: string, text: string): boolean {
  return compile(pattern)?.matcher(text).find() ?? false;
}

/** The engine in the shape that ajv asks for. It tells patterns apart by their text. */
export const linearEngine = Object.assign(
  (pattern: string): { test: (text: string) => boolean; toString: () => string } => ({
    test: (text) => matches(pattern, text),
    toString: () => `/${pattern}/`,
  }),
  { code: 'linearEngine' },
);
