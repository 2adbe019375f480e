/** Bundles the cli with everything it needs into dist/: one entry file, one chunk for each part that is loaded lazily, and the licences of what is inside. */
import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
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
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: {
    js: "import { createRequire as countersignRequire } from 'node:module'; const require = countersignRequire(import.meta.url);",
  },
  plugins: [documentSchemas],
  logLevel: 'warning',
});
// A process of its own, which may read nothing else of ours.
await copyFile(join(root, 'src/adapters/sandbox/ruleset-host.cjs'), join(fresh, 'ruleset-host.cjs'));
await writeFile(join(fresh, 'THIRD-PARTY-NOTICES.txt'), await notices(Object.keys(metafile.inputs)));
await rm(join(root, 'dist'), { recursive: true, force: true });
await rename(fresh, join(root, 'dist'));

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
