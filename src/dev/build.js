/** Bundles the cli with everything it needs into dist/: one entry file, one chunk for each part that is loaded lazily, and the licences of what is inside. */
import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { scriptOf } from './chunks.js';
import { documentSchemas } from './document-schemas.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

// Built beside and then swapped: a build that fails leaves the last good one.
const fresh = join(root, 'dist.new');
await rm(fresh, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { countersign: 'src/cli/main.ts', worker: 'src/cli/worker.ts' },
  outdir: fresh,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Not minifySyntax, which drops the names of function expressions: those of spectral:oas are known by name.
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  // jsonc-parser's UMD build hides its requires from the bundler; its module build does not.
  mainFields: ['module', 'main'],
  conditions: ['import', 'node'],
  plugins: [documentSchemas],
  logLevel: 'warning',
});
const chunks = (await readdir(fresh)).sort();
const sum = createHash('sha256');
for (const chunk of chunks) {
  const script = await scriptOf(chunk, await readFile(join(fresh, chunk), 'utf8'));
  sum.update(script);
  await writeFile(join(fresh, chunk), script);
}
await build({
  absWorkingDir: root,
  entryPoints: { start: 'src/cli/start.ts' },
  outdir: fresh,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  minifyWhitespace: true,
  define: { BUILD: JSON.stringify(sum.digest('hex')) },
  logLevel: 'warning',
});
// A process of its own, which may read nothing else of ours.
await copyFile(join(root, 'src/adapters/sandbox/ruleset-host.cjs'), join(fresh, 'ruleset-host.cjs'));
const inputs = [...Object.keys(metafile.inputs), ...(await spectralFunctions(join(fresh, 'spectral')))];
await writeFile(join(fresh, 'THIRD-PARTY-NOTICES.txt'), await notices(inputs));
await rm(join(root, 'dist'), { recursive: true, force: true });
await rename(fresh, join(root, 'dist'));

/**
 * The functions of our rulesets for plain Spectral: one file that has them all, and one line for each, because Spectral takes a file a function.
 * Returns the files that are inside.
 */
async function spectralFunctions(folder) {
  const lint = join(root, 'src/examine/lint');
  const files = (await readdir(join(lint, 'functions'))).filter((file) => file !== 'index.ts').sort();
  const names = files.map((file) => file.replace(/\.ts$/, '').replace(/-(.)/g, (_, letter) => letter.toUpperCase()));
  const lines = [
    `import { asSpectralFunction } from './spectral-function.ts';`,
    ...files.map((file, index) => `import ${names[index]}Definition from './functions/${file}';`),
    ...names.map((name) => `export const ${name} = asSpectralFunction(${name}Definition);`),
  ];
  const { metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: lines.join('\n'), resolveDir: lint, loader: 'ts' },
    outfile: join(folder, 'functions.js'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2020',
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  await Promise.all(
    names.map((name) =>
      writeFile(join(folder, `${name}.js`), `export { ${name} as default } from './functions.js';\n`),
    ),
  );
  return Object.keys(metafile.inputs);
}

/** The licence text of every package that has a file in the bundle, by name. */
async function notices(inputs) {
  const packages = new Set(inputs.map(packageFolder).filter((folder) => folder !== null));
  const texts = await Promise.all([...packages].sort().map(notice));
  return `countersign is one bundle; these packages are inside.\n\n${texts.join('\n')}`;
}

/** `node_modules/a/node_modules/@b/c` of `node_modules/a/node_modules/@b/c/lib/d.js`; null for our own files. */
function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return match === null ? null : match[1];
}

async function notice(folder) {
  const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const files = (await readdir(join(root, folder))).filter((name) => /^(licen[cs]e|notice)/i.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(join(root, folder, name), 'utf8')));
  return `${'='.repeat(72)}\n${manifest.name} ${manifest.version} (${String(manifest.license)})\n\n${texts.join('\n\n').trim()}\n`;
}
