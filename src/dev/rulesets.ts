import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { load } from 'js-yaml';
import { fileSystem } from '../adapters/files.ts';
import { FIXES } from '../examine/lint/fixes/index.ts';
import { FUNCTION_CATALOGUE } from '../examine/lint/catalogue.ts';
import { FUNCTIONS } from '../examine/lint/functions/index.ts';
import { loadRuleset } from '../gather/ruleset/load.ts';
import type { Rule } from '../model/ruleset.ts';

/** What stands above the rules of a profile, which the generator keeps: description, comments, other profiles it extends. */
const LISTED = '  # The rules, sorted; written by `npm run gen` from their files.\n';

/**
 * `rulesets/<profile>.yaml` for every profile: its head as it is written, and the files of its rules. A rule belongs to the profile whose folder
 * it is in; `x-profiles` names all of them where it belongs to several.
 * Throws where a rule names a profile that has no file.
 */
export async function profiles(root: string): Promise<(readonly [string, string])[]> {
  const heads = new Map<string, string>();
  for (const name of await profileNames(root)) {
    const [head = ''] = (await readFile(join(root, `rulesets/${name}.yaml`), 'utf8')).split(LISTED);
    heads.set(name, head);
  }
  const files = new Map<string, string[]>([...heads.keys()].map((name) => [name, []]));
  for (const file of await ruleFiles(root)) {
    for (const profile of await profilesOf(root, file)) {
      const list = files.get(profile);
      if (list === undefined)
        throw new Error(`rulesets/${file} is of profile ${profile}, which has no rulesets/${profile}.yaml`);
      list.push(`  - ./${file}\n`);
    }
  }
  return [...heads].map(
    ([name, head]) => [`rulesets/${name}.yaml`, head + LISTED + (files.get(name) ?? []).join('')] as const,
  );
}

/** Relative to `rulesets`, sorted by the rule's id. */
async function ruleFiles(root: string): Promise<string[]> {
  const entries = await readdir(join(root, 'rulesets'), { recursive: true });
  const files = entries.map((file) => file.replaceAll('\\', '/')).filter((file) => /^[^/]+\/.+\.yaml$/.test(file));
  return files.sort((left, right) => (posix.basename(left) < posix.basename(right) ? -1 : 1));
}

async function profilesOf(root: string, file: string): Promise<readonly string[]> {
  const written: unknown = load(await readFile(join(root, 'rulesets', file), 'utf8'));
  const [rule] = Object.values(
    (written as { readonly rules: { readonly [id: string]: { readonly 'x-profiles'?: readonly string[] } } }).rules,
  );
  return rule?.['x-profiles'] ?? [posix.dirname(file)];
}

/**
 * Every rule file, naming the functions of ours that it calls where Spectral looks for them: in plain Spectral a file has only the functions that it
 * names itself.
 */
export async function ruleFunctions(root: string): Promise<(readonly [string, string])[]> {
  return Promise.all(
    (await ruleFiles(root)).map(async (file) => {
      const text = await readFile(join(root, 'rulesets', file), 'utf8');
      const called = new Set([...text.matchAll(/^ +(?:- )?function: (\w+)$/gm)].map(([, name]) => name));
      const own = FUNCTIONS.map(({ name }) => name).filter((name) => called.has(name));
      const named = own.length === 0 ? '' : `functions: [${own.join(', ')}]\nfunctionsDir: ../../dist/spectral\n`;
      const bare = text.replace(/^functions(?:Dir)?: .*\n/gm, '');
      return [`rulesets/${file}`, bare.replace(/^rules:\n/m, `${named}rules:\n`)] as const;
    }),
  );
}

/** `rulesets/README.md`: every rule of every profile, with why it is there and how to mend what it finds. */
export async function rulesetsPage(root: string): Promise<string> {
  const parts = [
    '# Rulesets',
    '',
    'Written by `npm run gen` from the files of the rules. `countersign explain ID` prints the same, `countersign rules` lists them.',
    '',
    'A team changes a severity, or switches a rule off, under `policy.severities` in countersign.yaml. Rules whose source is marked *unverified* cite a theme, not a clause that was checked.',
  ];
  for (const name of await profileNames(root)) {
    const rulesets = join(root, 'rulesets');
    const { rules } = await loadRuleset({ files: fileSystem, root, rulesets, functions: FUNCTION_CATALOGUE }, [name]);
    parts.push('', `## ${name}`, '', '| rule | severity | what must be |', '| --- | --- | --- |');
    parts.push(
      ...rules.map(({ id, severity, description }) => `| [${id}](#${id}) | ${severity} | ${cell(description)} |`),
    );
    parts.push(...rules.filter(({ profile }) => profile === name).flatMap(section));
  }
  return `${parts.join('\n')}\n`;
}

/** Profiles of our own; `spectral-oas.yaml` is derived from Spectral's. */
async function profileNames(root: string): Promise<string[]> {
  const entries = await readdir(join(root, 'rulesets'));
  return entries
    .filter((entry) => entry.endsWith('.yaml') && !entry.startsWith('spectral-'))
    .map((entry) => posix.basename(entry, '.yaml'))
    .sort();
}

function section(rule: Rule): string[] {
  const { id, severity, description, why, fix, source, verified, tags, styles, yields, bad, good } = rule;
  const lines = ['', `### ${id}`, '', `${description} *${severity}*${tags.length > 0 ? `, ${tags.join(', ')}` : ''}`];
  if (why !== null) lines.push('', `**Why.** ${why}`);
  if (fix !== null) lines.push('', `**Fix.** ${fix}`);
  const autofix = FIXES.find((each) => each.rule === id);
  if (autofix !== undefined) lines.push('', `**\`lint --fix\`** ${autofix.does}.`);
  if (source !== null) lines.push('', `**Source.** ${source}${verified ? '' : ' *(unverified)*'}`);
  for (const { name, standard } of styles)
    lines.push('', `**Style.** Follows \`style.${name}\` of countersign.yaml; without it: ${String(standard)}.`);
  for (const { profile, because } of yields) lines.push('', `**Gives way** to ${profile}. ${because}`);
  if (bad !== null) lines.push('', 'Bad:', '', '```yaml', bad.trimEnd(), '```');
  if (good !== null) lines.push('', 'Good:', '', '```yaml', good.trimEnd(), '```');
  return lines;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();
}
