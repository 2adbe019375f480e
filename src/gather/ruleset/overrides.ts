import { posix } from 'node:path';
import type { Severity } from '../../model/finding.ts';
import { isObject, type Json, type JsonObject, ownArray, ownObject } from '../../model/json.ts';
import type { FileRules } from '../../model/ruleset.ts';
import { severityOf } from './draft.ts';
import { globProblem, matchesGlob } from './glob.ts';
import { refusal, type Source, type Way } from './refuse.ts';
import { isWithin } from '../../model/pointer.ts';

/** An entry of `overrides`. Files are relative to the workspace root. */
export type Override = {
  readonly written: JsonObject;
  /** Where it stands in the ruleset file. */
  readonly way: Way;
  /** What it says of rules in whole files. */
  readonly rules: readonly (readonly [string, Json])[];
  /** Whether one of its globs without a pointer fits. */
  readonly matches: (file: string) => boolean;
  /** The pointers of its globs that fit. */
  readonly pointers: (file: string) => readonly string[];
};

/** The overrides of a ruleset file in a folder of the workspace, to which its globs are relative. Throws RULESET_INVALID. */
export async function overridesOf(source: Source, definition: JsonObject, folder: string): Promise<Override[]> {
  const overrides: Override[] = [];
  for (const [index, written] of (ownArray(definition, 'overrides') ?? []).filter(isObject).entries()) {
    const way = ['overrides', index];
    const rules = Object.entries(ownObject(written, 'rules') ?? {});
    const globs = (ownArray(written, 'files') ?? []).filter((glob) => typeof glob === 'string').map(partsOf);
    for (const { glob } of globs) {
      const problem = globProblem(glob);
      if (problem !== null) throw await refusal(source, [...way, 'files'], `${glob} ${problem}`);
    }
    if (globs.some(({ pointer }) => pointer !== null)) await checkPointed(source, way, written, rules);
    const fitting = (file: string): typeof globs => {
      const path = posix.relative(folder, file);
      return globs.filter(({ glob }) => matchesGlob(glob, path));
    };
    overrides.push({
      written,
      way,
      rules,
      matches: (file) => fitting(file).some(({ pointer }) => pointer === null),
      pointers: (file) => fitting(file).flatMap(({ pointer }) => (pointer === null ? [] : [pointer])),
    });
  }
  return overrides;
}

/** `apis/*.yaml#/paths/~1a`: a glob, and what may follow it. */
function partsOf(written: string): { readonly glob: string; readonly pointer: string | null } {
  const hash = written.indexOf('#');
  if (hash < 0) return { glob: written, pointer: null };
  const pointer = written.slice(hash + 1);
  return { glob: hash === 0 ? '**' : written.slice(0, hash), pointer: pointer === '/' ? '' : pointer };
}

/** At a pointer a rule may cost something else, and be nothing else. */
async function checkPointed(
  source: Source,
  way: Way,
  written: JsonObject,
  rules: readonly (readonly [string, Json])[],
): Promise<void> {
  for (const key of Object.keys(written)) {
    if (['files', 'rules', 'description'].includes(key) || key.startsWith('x-')) continue;
    throw await refusal(source, [...way, key], 'an override of places within a file has `rules` alone', {
      hint: 'write another override for the whole file',
    });
  }
  for (const [id, value] of rules) {
    if (typeof value !== 'object' && typeof value !== 'boolean') continue;
    throw await refusal(source, [...way, 'rules', id], 'at a place within a file a rule has a severity, or is off', {
      hint: 'write off, hint, info, warn or error',
    });
  }
}

/** The rules that overrides weigh at places of a file: there they are run, also where they are off or not recommended. */
export function weighedIn(overrides: readonly Override[], file: string): ReadonlySet<string> {
  const pointing = overrides.filter((override) => override.pointers(file).length > 0);
  return new Set(pointing.flatMap(({ rules }) => rules.map(([id]) => id)));
}

/** The severity at a pointer is what the longest pointer at or above it says; of equal ones, the last. */
export function severityAt(overrides: readonly Override[], file: string): FileRules['severityAt'] {
  const said: { readonly rule: string; readonly pointer: string; readonly severity: Severity | 'off' }[] = [];
  for (const override of overrides) {
    for (const pointer of override.pointers(file)) {
      for (const [rule, value] of override.rules) {
        const severity = severityOf(value);
        if (severity !== undefined) said.push({ rule, pointer, severity });
      }
    }
  }
  return (rule, at) => {
    let best: (typeof said)[number] | null = null;
    for (const one of said) {
      const covers = one.rule === rule && isWithin(at, one.pointer);
      if (covers && one.pointer.length >= (best?.pointer.length ?? 0)) best = one;
    }
    return best?.severity ?? null;
  };
}
