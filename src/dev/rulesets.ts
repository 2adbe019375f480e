import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSystem } from '../adapters/files.ts';
import { FUNCTION_CATALOGUE } from '../examine/lint/catalogue.ts';
import { loadRuleset } from '../gather/ruleset/load.ts';
import type { Rule } from '../model/ruleset.ts';

/** `rulesets/<profile>.yaml` for every profile that has a folder: the head as it is written, and `extends` from the files of the folder. */
export async function profiles(root: string): Promise<(readonly [string, string])[]> {
  const names = await profileNames(root);
  return Promise.all(
    names.map(async (name) => {
      const path = `rulesets/${name}.yaml`;
      const [head = ''] = (await readFile(join(root, path), 'utf8')).split(/^ {2}- /m);
      const files = (await readdir(join(root, 'rulesets', name))).filter((file) => file.endsWith('.yaml')).sort();
      return [path, head + files.map((file) => `  - ${name}/${file}\n`).join('')] as const;
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
    parts.push(...rules.flatMap(section));
  }
  return `${parts.join('\n')}\n`;
}

async function profileNames(root: string): Promise<string[]> {
  const entries = await readdir(join(root, 'rulesets'), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function section(rule: Rule): string[] {
  const { id, severity, description, why, fix, source, tags, bad, good } = rule;
  const lines = ['', `### ${id}`, '', `${description} *${severity}*${tags.length > 0 ? `, ${tags.join(', ')}` : ''}`];
  if (why !== null) lines.push('', `**Why.** ${why}`);
  if (fix !== null) lines.push('', `**Fix.** ${fix}`);
  if (source !== null) lines.push('', `**Source.** ${source}`);
  if (bad !== null) lines.push('', 'Bad:', '', '```yaml', bad.trimEnd(), '```');
  if (good !== null) lines.push('', 'Good:', '', '```yaml', good.trimEnd(), '```');
  return lines;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();
}
