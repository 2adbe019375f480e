/**
 * Rewrites what is derived: the registries (`index.ts`) of the folders whose entries are found by file name.
 * `npm run gen` writes; `npm run gen -- --check` fails where something would change.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { type Command, COMMAND_GROUPS } from '../model/command.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const check = process.argv.includes('--check');

/** A folder whose entries are its files (or its folders, each with an index.ts); the registry imports them statically. */
type Registry = {
  readonly folder: string;
  readonly list: string;
  readonly type: string;
  readonly from: string;
  /** An entry may be a list: a table of many small ones. */
  readonly tables?: boolean;
};

const REGISTRIES: readonly Registry[] = [
  { folder: 'src/examine/diff/checks', list: 'CHECKS', type: 'Check', from: '../define.ts', tables: true },
  { folder: 'src/examine/lifecycle/rules', list: 'LIFECYCLE_RULES', type: 'LifecycleRule', from: '../define.ts' },
  { folder: 'src/examine/lint/functions', list: 'FUNCTIONS', type: 'LintFunction', from: '../define.ts' },
  { folder: 'src/examine/lint/fixes', list: 'FIXES', type: 'Fix', from: '../define.ts' },
  { folder: 'src/deliver/gateway/targets', list: 'TARGETS', type: 'GatewayTarget', from: '../define.ts' },
  { folder: 'src/present/report/renderers', list: 'RENDERERS', type: 'Renderer', from: '../../../model/renderer.ts' },
];

type Written = readonly (readonly [path: string, content: string])[];

/** Each stage reads what the ones before it have written: the registries are imported by what makes the rest. */
const STAGES: readonly (() => Promise<Written>)[] = [
  () => Promise.all(REGISTRIES.map(eagerRegistry)),
  async () => [await commandRegistry()],
  async () => (await import('./rulesets.ts')).profiles(root),
  async () => (await import('./rulesets.ts')).ruleFunctions(root),
  async () => (await import('./documents.ts')).documents(root),
];

async function main(): Promise<void> {
  for (const stage of STAGES) {
    const stale: string[] = [];
    for (const [path, content] of await stage()) {
      const before = await readFile(join(root, path), 'utf8').catch(() => null);
      if (before === content) continue;
      stale.push(path);
      if (!check) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), content);
      }
    }
    for (const path of stale) console.log(`${check ? 'stale' : 'wrote'} ${path}`);
    if (check && stale.length > 0) {
      console.log('run npm run gen and commit what it writes');
      process.exitCode = 1;
      return;
    }
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  return entries
    .filter(
      (entry) => (entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts') || entry.isDirectory(),
    )
    .map((entry) => (entry.isDirectory() ? `${entry.name}/index.ts` : entry.name))
    .sort();
}

async function eagerRegistry(registry: Registry): Promise<readonly [string, string]> {
  const entries = await entriesOf(registry.folder);
  const names = entries.map((entry) => identifierOf(entry.replace(/(\/index)?\.ts$/, '')));
  const list = registry.tables === true ? `[${names.join(', ')}].flat()` : `[${names.join(', ')}]`;
  const code = [
    '// Written by npm run gen from the files beside it. Do not edit.',
    `import type { ${registry.type} } from '${registry.from}';`,
    ...entries.map((entry, index) => `import ${names[index]} from './${entry}';`),
    '',
    `export const ${registry.list}: readonly ${registry.type}[] = ${list};`,
    '',
  ].join('\n');
  return [`${registry.folder}/index.ts`, await formatted(code)];
}

/** Commands are loaded when they are called; only name and summary are known before. */
async function commandRegistry(): Promise<readonly [string, string]> {
  const folder = 'src/commands';
  const files = (await entriesOf(folder)).filter((entry) => !entry.endsWith('/index.ts'));
  const entries = await Promise.all(
    files.map(async (file) => ({ file, command: await commandIn(join(root, folder, file)) })),
  );
  const rank = (command: Command): number => COMMAND_GROUPS.indexOf(command.group);
  entries.sort((left, right) => rank(left.command) - rank(right.command));
  const rows = entries.map(({ file, command: { name, group, summary } }) => {
    const known = [
      `name: ${JSON.stringify(name)}`,
      `group: ${JSON.stringify(group)}`,
      `summary: ${JSON.stringify(summary)}`,
    ];
    return `{ ${known.join(', ')}, load: async () => (await import('./${file}')).default },`;
  });
  const code = [
    '// Written by npm run gen from the files beside it. Do not edit.',
    `import type { Command } from '../model/command.ts';`,
    '',
    `export type CommandEntry = Pick<Command, 'name' | 'group' | 'summary'> & { readonly load: () => Promise<Command> };`,
    '',
    `export const COMMANDS: readonly CommandEntry[] = [${rows.join('\n')}];`,
    '',
  ].join('\n');
  return [`${folder}/index.ts`, await formatted(code)];
}

async function commandIn(file: string): Promise<Command> {
  const { default: command } = (await import(file)) as { default: Command };
  return command;
}

function identifierOf(id: string): string {
  const camel = id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return /^\d/.test(camel) ? `_${camel}` : camel;
}

async function formatted(code: string): Promise<string> {
  const options = await prettier.resolveConfig(join(root, 'package.json'));
  return prettier.format(code, { ...options, parser: 'typescript' });
}

await main();
