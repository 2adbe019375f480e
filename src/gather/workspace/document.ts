import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { CountersignError, type ErrorCode } from '../../model/errors.ts';
import { type Problem, problemsOf } from './schema-problems.ts';
import { parseSettings } from './settings-text.ts';

/** A kind of file that people write for countersign: the error it causes, and the schema that makes a `T` of it. */
export type DocumentKind<T> = {
  readonly code: ErrorCode;
  readonly compile: (ajv: Ajv2020) => ValidateFunction<T>;
  /** How many values it may hold, where people do not write it by hand. */
  readonly maxValues?: number;
};

/** A file that its schema has accepted. `text` is kept, so that what is found wrong later still has a place. */
export type SettingsDocument<T> = { readonly file: string; readonly text: string; readonly value: T };

/** Parses and validates. `file` is for messages. Throws the kind's code, with every problem and its place. */
export async function readDocument<T>(
  file: string,
  bytes: Uint8Array,
  kind: DocumentKind<T>,
): Promise<SettingsDocument<T>> {
  const { text, value } = parseSettings(file, bytes, kind.code, kind.maxValues);
  if (value === undefined || value === null)
    throw new CountersignError(kind.code, `${file} is empty; it begins with \`schemaVersion: 1\``);
  // Where nobody wrote a file for countersign, ajv is not even loaded.
  const { validator } = await import('./validator.ts');
  const validate = kind.compile(validator);
  if (validate(value)) return { file, text, value };
  throw problemsError(kind.code, await placed(file, text, problemsOf(validate.errors ?? [])));
}

/** `file:line:column  message`, in the order of the file. */
export async function placed(file: string, text: string, problems: readonly Problem[]): Promise<readonly string[]> {
  const { placesIn } = await import('./places.ts');
  const places = placesIn(file, text);
  const lines = problems
    .map(({ pointer, on, message }) => ({ at: places[on](pointer), message }))
    .sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column)
    .map(({ at, message }) => `${at.file}:${at.line}:${at.column}: ${message}`);
  // What an alias repeats is wrong at one place only.
  return [...new Set(lines)];
}

/** One error for all that is wrong with one or more files. */
export function problemsError(code: ErrorCode, lines: readonly string[], hint?: string): CountersignError {
  const [first = ''] = lines;
  return new CountersignError(
    code,
    lines.length === 1 ? first : `${lines.length} problems\n${lines.map((line) => `  ${line}`).join('\n')}`,
    hint === undefined ? {} : { hint },
  );
}

/** The lines of an error that `problemsError` made, or the message of any other. */
export function problemLines(error: CountersignError): readonly string[] {
  const lines = error.message.split('\n');
  return lines.length === 1 ? lines : lines.slice(1).map((line) => line.trimStart());
}
