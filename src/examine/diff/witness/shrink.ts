import { type Json, isArray, isObject } from '../../../model/json.ts';
import { type Hit, type Trial, attempt } from './search.ts';

/** So many smaller values are tried. */
const MOST = 200;

/** A text that is read at a glance stays as it is. */
const SHORT = 8;

/** Leaves out of a witness whatever it proves the change without, one property or item after another, and shortens long texts. */
export function shrink(found: Hit, trial: Trial): Hit {
  let best = found;
  let left = MOST;
  for (let again = true; again && left > 0;) {
    again = false;
    for (const value of smaller(best.value)) {
      left -= 1;
      if (left < 0) break;
      const hit = attempt(value, trial);
      if (hit === null || (best.pure && !hit.pure)) continue;
      best = hit;
      again = true;
      break;
    }
  }
  return best;
}

/** The value with one property or item left out, the outermost first, or with a text made shorter. */
function* smaller(value: Json): Generator<Json> {
  if (isArray(value)) {
    for (let index = value.length - 1; index >= 0; index -= 1) yield value.toSpliced(index, 1);
    for (const [index, item] of value.entries()) for (const each of smaller(item)) yield value.with(index, each);
  } else if (isObject(value)) {
    const entries = Object.entries(value);
    for (let index = 0; index < entries.length; index += 1) yield Object.fromEntries(entries.toSpliced(index, 1));
    for (const [index, [name, item]] of entries.entries())
      for (const each of smaller(item)) yield Object.fromEntries(entries.with(index, [name, each]));
  } else if (typeof value === 'string') yield* shorter(Array.from(value));
}

/** By a half, by a quarter, by one character. */
function* shorter(characters: readonly string[]): Generator<string> {
  const { length } = characters;
  if (length <= SHORT) return;
  for (const kept of new Set([Math.floor(length / 2), Math.floor((length * 3) / 4), length - 1]))
    yield characters.slice(0, kept).join('');
}
