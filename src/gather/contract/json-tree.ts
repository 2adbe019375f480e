import type { ErrorCode } from '../../model/errors.ts';
import { LIMITS } from './limits.ts';
import type { SourceEntry, SourceNode, Span } from './source-node.ts';

type Refuse = (code: ErrorCode, offset: number, problem: string) => Error;
type Reader = { readonly text: string; readonly refuse: Refuse; at: number };

const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
// RFC 8259 §7: control characters must be escaped
const CONTROL = /[\u0000-\u001f]/;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** The tree of a JSON text, strictly by RFC 8259. What it throws comes from `refuse`, with the offset of the first mistake. */
export function readJsonTree(text: string, refuse: Refuse): SourceNode {
  const reader: Reader = { text, refuse, at: 0 };
  const root = readValue(reader, 1);
  skipSpace(reader);
  if (reader.at < text.length) throw unexpected(reader, 'the end of the file');
  return root;
}

function readValue(reader: Reader, depth: number): SourceNode {
  skipSpace(reader);
  const start = reader.at;
  const first = reader.text[start];
  if ((first === '{' || first === '[') && depth > LIMITS.depth)
    throw reader.refuse('CONTRACT_TOO_DEEP', start, `more than ${LIMITS.depth} levels inside one another`);
  if (first === '{') {
    const entries = readList(reader, '}', () => readEntry(reader, depth));
    return { kind: 'mapping', start, end: reader.at, entries, merges: [] };
  }
  if (first === '[') {
    const items = readList(reader, ']', () => readValue(reader, depth + 1));
    return { kind: 'sequence', start, end: reader.at, items };
  }
  return { kind: 'scalar', ...(first === '"' ? readString(reader) : readLiteral(reader)) };
}

function readList<T>(reader: Reader, close: string, readOne: () => T): T[] {
  const list: T[] = [];
  reader.at += 1;
  skipSpace(reader);
  while (reader.text[reader.at] !== close) {
    if (list.length > 0) {
      if (reader.text[reader.at] !== ',') throw unexpected(reader, `, or ${close}`);
      reader.at += 1;
    }
    list.push(readOne());
    skipSpace(reader);
  }
  reader.at += 1;
  return list;
}

function readEntry(reader: Reader, depth: number): SourceEntry {
  skipSpace(reader);
  if (reader.text[reader.at] !== '"') throw unexpected(reader, 'a key in double quotes');
  const at = readString(reader);
  skipSpace(reader);
  if (reader.text[reader.at] !== ':') throw unexpected(reader, ':');
  reader.at += 1;
  const raw = reader.text.slice(at.start, at.end);
  return {
    key: raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1),
    at,
    value: readValue(reader, depth + 1),
  };
}

function readString(reader: Reader): Span {
  const { text, refuse, at: start } = reader;
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  const raw = text.slice(start, end === -1 ? undefined : end);
  const control = raw.search(CONTROL);
  if (control !== -1) throw refuse('CONTRACT_SYNTAX', start + control, 'a line break or a tab inside a string');
  if (end === -1) throw refuse('CONTRACT_SYNTAX', start, 'a string that does not end');
  for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', ESCAPE.lastIndex)) {
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(raw)) throw refuse('CONTRACT_SYNTAX', start + at, 'an escape that JSON does not have');
  }
  return readToken(reader, end + 1);
}

function readLiteral(reader: Reader): Span {
  LITERAL.lastIndex = reader.at;
  if (!LITERAL.test(reader.text)) throw unexpected(reader, 'a value');
  return readToken(reader, LITERAL.lastIndex);
}

function readToken(reader: Reader, end: number): Span {
  const start = reader.at;
  reader.at = end;
  return { start, end };
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start -= 1;
  return (at - start) % 2 === 1;
}

function skipSpace(reader: Reader): void {
  const { text } = reader;
  let { at } = reader;
  for (let code = text.charCodeAt(at); code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;)
    code = text.charCodeAt((at += 1));
  reader.at = at;
}

function unexpected(reader: Reader, expected: string): Error {
  const { text, at, refuse } = reader;
  const found =
    at < text.length ? `found ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))}` : 'the file ends';
  return refuse('CONTRACT_SYNTAX', at, `expected ${expected}, but ${found}`);
}
