/** Bundles the cli with everything it needs into dist/: one entry file, and one chunk for each part that is loaded lazily. */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

await rm(join(root, 'dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { countersign: 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  sourcemap: false,
  // jsonc-parser's UMD build hides its requires from the bundler; its module build does not.
  mainFields: ['module', 'main'],
  conditions: ['import', 'node'],
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: {
    js: "import { createRequire as countersignRequire } from 'node:module'; const require = countersignRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
