import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileSystem } from '../../../src/adapters/files.ts';
import { FUNCTION_CATALOGUE } from '../../../src/examine/lint/catalogue.ts';
import { loadRuleset } from '../../../src/gather/ruleset/load.ts';
import type { Ruleset } from '../../../src/model/ruleset.ts';
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

/** Every bundled profile of our own; `core` last, so that a rule of several has the severity that it has there. */
export function allProfiles(): Promise<Ruleset> {
  const names = readdirSync(join(projectRoot, 'rulesets'))
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('spectral-'))
    .map((file) => file.replace('.yaml', ''));
  return rulesetOf([...names.filter((name) => name !== 'core'), 'core']);
}
