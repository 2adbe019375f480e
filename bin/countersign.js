#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/countersign.js', import.meta.url);
if (existsSync(built)) {
  const { run } = await import(built.href);
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write('error NOT_BUILT  this checkout of countersign is not built\n  hint  npm ci\n');
  process.exitCode = 70;
}
