import { withoutLogCommands } from './log-commands.ts';
import { UNPRINTABLE } from './unprintable.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '  '],
]);

/** Longer texts are cut: one enormous key of a contract must not bury the report. JSON output has them whole. */
const LONGEST = 2000;

/** One line that shows exactly what it holds: what cannot be seen becomes `\x1b`, `\n` or `\u202e`; tabs become two spaces. */
export function printable(text: string): string {
  if (isPlain(text)) return text;
  return withoutLogCommands(shortened(text).replaceAll(UNPRINTABLE, escaped));
}

/** Most texts are short, ASCII, and nobody could take them for a command; they are spared the tests of every character by its properties. */
function isPlain(text: string): boolean {
  return text.length <= LONGEST && ASCII.test(text) && !text.includes('##') && !text.includes('::');
}

const ASCII = /^[\x20-\x7e]*$/;

/** The same for a text of several lines, such as a diff or an example: its line breaks stay, and no line is cut. */
export function printableLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map((line) => withoutLogCommands(line.replaceAll(UNPRINTABLE, escaped)))
    .join('\n');
}

/** Every character as it may be shown, so that a code frame can count columns. */
export function printableCharacter(character: string): string {
  return character.replaceAll(UNPRINTABLE, escaped);
}

/** `\x1b`, `\u202e` or `\u{e0041}`. */
function escaped(character: string): string {
  const known = ESCAPES.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\u{${digits}}`;
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  // A pair of surrogates that the cut would part goes away whole.
  const kept = text.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/u, '');
  return `${kept}… (${text.length - kept.length} more characters)`;
}
