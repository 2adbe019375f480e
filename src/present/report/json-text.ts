import type { Json } from '../../model/json.ts';
import { BRACKETED } from './log-commands.ts';
import { UNPRINTABLE } from './unprintable.ts';

/**
 * JSON that is safe to print: the same value as `JSON.stringify` gives, with what a terminal or a CI might obey written as
 * `\\uXXXX`. Indented by two spaces; ends with a line break.
 */
export function jsonText(value: Json | object): string {
  const text = JSON.stringify(value, null, 2);
  // Outside strings JSON is plain ASCII, and no string of it holds a raw line break: whatever is found here stands inside one.
  return `${text.replaceAll(BEYOND_ASCII, (run) => run.replaceAll(UNPRINTABLE, escaped)).replaceAll(BRACKETED, '\\u0023#')}\n`;
}

/** Reports may be a hundred megabytes, nearly all of it ASCII, on which the test of every character by its properties is spared. */
const BEYOND_ASCII = /[^\n\x20-\x7e]+/g;

/** JSON knows UTF-16 units only: a character beyond U+FFFF becomes two escapes. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
