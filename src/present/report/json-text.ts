import type { Json } from '../../model/json.ts';
import { BRACKETED } from './log-commands.ts';
import { UNPRINTABLE } from './unprintable.ts';

/**
 * JSON that is safe to print: the same value as `JSON.stringify` gives, with what a terminal or a CI might obey written as
 * `\\uXXXX`. Indented by two spaces; ends with a line break.
 */
export function jsonText(value: Json | object): string {
  const lines = JSON.stringify(value, null, 2).split('\n');
  // Outside strings JSON is plain ASCII, so that whatever is found here stands inside one.
  return `${lines.map((line) => line.replaceAll(UNPRINTABLE, escaped).replaceAll(BRACKETED, '\\u0023#')).join('\n')}\n`;
}

/** JSON knows UTF-16 units only: a character beyond U+FFFF becomes two escapes. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
