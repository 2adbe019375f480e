#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../dist/start.cjs', import.meta.url));
if (existsSync(built)) {
  const { start } = createRequire(import.meta.url)(built);
  process.exitCode = await start(process.argv.slice(2));
} else {
  process.stderr.write('error NOT_BUILT  this checkout of countersign is not built\n  hint  npm ci\n');
  process.exitCode = 70;
}
