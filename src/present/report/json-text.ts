import { type Json, isObject } from '../../model/json.ts';
import { BRACKETED } from './log-commands.ts';
import { UNPRINTABLE } from './unprintable.ts';

/**
 * JSON that is safe to print: the same value as `JSON.stringify` gives, with what a terminal or a CI might obey written as
 * `\\uXXXX`. Indented by two spaces; ends with a line break.
 */
export function jsonText(value: Json | object): string {
  return [...jsonPieces(value)].join('');
}

/** So many members of a list make one piece, a few hundred kilobytes. */
const PIECE = 500;

/** The same text in pieces, so that a report of a hundred megabytes is never held as a whole. */
export function* jsonPieces(value: Json | object): Generator<string, undefined> {
  const entries = isObject(value) ? Object.entries(value).filter(([, each]) => isWritten(each)) : [];
  if (entries.length === 0) {
    yield `${safe(JSON.stringify(value, null, 2))}\n`;
    return;
  }
  let before = '{\n';
  for (const [key, each] of entries) {
    for (const piece of member(key, each)) {
      yield before + safe(piece);
      before = '';
    }
    before = ',\n';
  }
  yield '\n}\n';
}

/** What JSON.stringify writes of a member, indented as in an object: a list a part at a time. */
function* member(key: string, value: unknown): Generator<string, undefined> {
  if (!Array.isArray(value) || value.length <= PIECE) {
    yield JSON.stringify({ [key]: value }, null, 2).slice('{\n'.length, -'\n}'.length);
    return;
  }
  const start = `  ${JSON.stringify(key)}: [\n`;
  for (let from = 0; from < value.length; from += PIECE) {
    const text = JSON.stringify({ [key]: value.slice(from, from + PIECE) }, null, 2);
    const inner = text.slice(`{\n${start}`.length, -'\n  ]\n}'.length);
    yield (from === 0 ? start : ',\n') + inner;
  }
  yield '\n  ]';
}

function isWritten(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol';
}

function safe(text: string): string {
  // Outside strings JSON is plain ASCII, and no string of it holds a raw line break: whatever is found here stands inside one.
  return text.replaceAll(BEYOND_ASCII, (run) => run.replaceAll(UNPRINTABLE, escaped)).replaceAll(BRACKETED, '\\u0023#');
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
