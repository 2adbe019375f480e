import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileSystem } from '../../../src/adapters/files.ts';
import { FUNCTION_CATALOGUE } from '../../../src/examine/lint/catalogue.ts';
import { loadRuleset } from '../../../src/gather/ruleset/load.ts';
import { PARSER_OPTIONS, type Ruleset } from '../../../src/model/ruleset.ts';
import { projectRoot } from '../../support/shared.ts';

/** Rulesets by name: bundled ones, or files relative to `root`. */
export function rulesetOf(
  names: readonly string[],
  root: string = projectRoot,
  { thorough = false }: { readonly thorough?: boolean } = {},
): Promise<Ruleset> {
  const rulesets = join(projectRoot, 'rulesets');
  return loadRuleset({ files: fileSystem, root, rulesets, functions: FUNCTION_CATALOGUE, thorough }, names);
}

/** The bundled profiles of our own. */
export function profileNames(): readonly string[] {
  return readdirSync(join(projectRoot, 'rulesets'))
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('spectral-'))
    .map((file) => file.replace('.yaml', ''));
}

/** Every rule of our own, as its profile has it; a rule of several has the severity that it has in `core`. None gives way to another profile. */
export async function allProfiles(): Promise<Ruleset> {
  const names = profileNames();
  const rulesets = await Promise.all(
    [...names.filter((name) => name !== 'core'), 'core'].map((name) => rulesetOf([name])),
  );
  const rules = new Map(rulesets.flatMap((ruleset) => ruleset.rules.map((rule) => [rule.id, rule] as const)));
  return {
    rules: [...rules.values()].sort((left, right) => (left.id < right.id ? -1 : 1)),
    parserOptions: PARSER_OPTIONS,
    sha256: '',
  };
}
