import { CountersignError } from '../../model/errors.ts';
import type { Severity } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { Files } from '../../model/ports.ts';
import { problemsError } from './document.ts';
import { MAX_SETTINGS_BYTES } from './settings-text.ts';

/** A line of a severity file. */
export type ListedSeverity = { readonly id: string; readonly severity: Severity | 'off'; readonly at: Location };

/** oasdiff's words, and ours. */
const LEVELS: ReadonlyMap<string, Severity | 'off'> = new Map([
  ['err', 'error'],
  ['error', 'error'],
  ['warn', 'warn'],
  ['info', 'info'],
  ['hint', 'hint'],
  ['none', 'off'],
  ['off', 'off'],
]);

/**
 * Reads a file of severities as `oasdiff --severity-levels` does: a line is the id of a check and a level; blank lines and what follows
 * a `#` do not count. Throws SEVERITIES_INVALID with every problem and its place.
 */
export async function readSeverityFile(files: Files, root: string, file: string): Promise<readonly ListedSeverity[]> {
  const bytes = await files.read(root, file, MAX_SETTINGS_BYTES);
  const found = new Map<string, ListedSeverity>();
  const problems: string[] = [];
  for (const [index, raw] of decoded(file, bytes).split(/\r?\n/).entries()) {
    const line = raw.replace(/#.*/, '').trimEnd();
    if (line.trim() === '') continue;
    const [id = '', level = '', ...rest] = line.trim().split(/\s+/);
    const severity = LEVELS.get(level.toLowerCase());
    const at = locationIn(file, index + 1, line);
    const earlier = found.get(id);
    if (severity === undefined || rest.length > 0) problems.push(`${placeOf(at)}: ${wordsFor(level, rest)}`);
    else if (earlier !== undefined)
      problems.push(`${placeOf(at)}: \`${id}\` stands in line ${earlier.at.line} already`);
    else found.set(id, { id, severity, at });
  }
  if (problems.length > 0) throw problemsError('SEVERITIES_INVALID', problems);
  return [...found.values()];
}

function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CountersignError('SEVERITIES_INVALID', `${file} is not UTF-8`, { cause, hint: 'save it as UTF-8' });
  }
}

function wordsFor(level: string, rest: readonly string[]): string {
  if (level === '') return 'a level is missing: err, warn, info or none';
  if (rest.length > 0) return 'a line is the id of a check and a level, and nothing else';
  return `\`${level}\` is no level; one of err, warn, info and none${didYouMean(level, LEVELS.keys())}`;
}

function locationIn(file: string, line: number, text: string): Location {
  const column = text.length - text.trimStart().length + 1;
  return { file, commit: null, pointer: '', line, column, endLine: line, endColumn: text.length + 1 };
}

function placeOf({ file, line, column }: Location): string {
  return `${file}:${line}:${column}`;
}
