import type { ErrorCode } from '../../model/errors.ts';
import { isArray, type Json } from '../../model/json.ts';
import { LIMITS } from './limits.ts';

/** What a value comes to when every shared part counts as often as it is used. */
type Size = { readonly values: number; readonly characters: number; readonly height: number };
type Refuse = (code: ErrorCode, path: readonly string[], problem: string) => Error;

const OPEN = 'open';

/**
 * Refuses a value that would break whoever walks it: an alias inside itself, too many values or characters once aliases are followed,
 * too deep a nesting, a number that JSON does not have. Each shared object is looked at once, so a bomb costs no more than its file.
 * `isNull` hears of each key whose value is null.
 */
export function measure(value: Json, refuse: Refuse, isNull?: (key: string) => void): void {
  const sizes = new Map<object, Size | typeof OPEN>();
  const path: string[] = [];

  const sizeOf = (part: Json): Size => {
    if (typeof part !== 'object' || part === null) return leaf(part);
    const known = sizes.get(part);
    if (known === OPEN) throw refuse('CONTRACT_EXPANDS', path, 'an alias to something that it is itself part of');
    const size = known ?? inside(part);
    if (path.length + size.height > LIMITS.depth)
      throw refuse('CONTRACT_TOO_DEEP', path, `more than ${LIMITS.depth} levels inside one another`);
    return size;
  };

  const leaf = (part: Json): Size => {
    if (typeof part === 'number' && !Number.isFinite(part))
      throw refuse('CONTRACT_SYNTAX', path, `${part} is not a number in JSON`);
    return { values: 1, characters: typeof part === 'string' ? part.length : 0, height: 0 };
  };

  const inside = (part: readonly Json[] | { readonly [key: string]: Json }): Size => {
    if (path.length >= LIMITS.depth)
      throw refuse('CONTRACT_TOO_DEEP', path, `more than ${LIMITS.depth} levels inside one another`);
    sizes.set(part, OPEN);
    let [values, characters, height] = [1, 0, 0];
    const add = (key: string, child: Json): void => {
      path.push(key);
      const size = sizeOf(child);
      values += size.values;
      characters += size.characters + key.length;
      height = Math.max(height, size.height);
      if (values > LIMITS.values || characters > LIMITS.characters)
        throw refuse('CONTRACT_EXPANDS', path, `more than ${LIMITS.values} values once aliases are followed`);
      path.pop();
    };
    if (isArray(part)) part.forEach((child, index) => add(String(index), child));
    else {
      for (const key of Object.keys(part)) {
        const child = part[key] ?? null;
        if (child === null) isNull?.(key);
        add(key, child);
      }
    }
    const size = { values, characters, height: height + 1 };
    sizes.set(part, size);
    return size;
  };

  sizeOf(value);
}
