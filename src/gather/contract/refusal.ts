import { CountersignError, type ErrorCode } from '../../model/errors.ts';
import type { LineIndex } from './line-index.ts';

/** A text that errors can point into. */
export type Text = { readonly file: string; readonly text: string; readonly lines: LineIndex };

/** The error for a place in a file; its message begins with `file:line:column`. Offsets count UTF-16 code units. */
export function refusal(
  code: ErrorCode,
  at: Text,
  offset: number,
  problem: string,
  options: { readonly hint?: string; readonly cause?: unknown } = {},
): CountersignError {
  return new CountersignError(code, `${placeOf(at, offset)}: ${problem}`, options);
}

/** `file:line:column` of an offset. */
export function placeOf(at: Text, offset: number): string {
  const { line, column } = at.lines.positionAt(offset);
  return `${at.file}:${line}:${column}`;
}
