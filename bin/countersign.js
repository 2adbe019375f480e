#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

// A run is short: by its usual thresholds V8 spends more time on optimising code, in other threads, than that code then saves.
// Flags by the major version of V8, since it prints an error for one that it does not know.
const LATER_OPTIMISATION = {
  11: '--interrupt-budget=600000',
  12: '--invocation-count-for-turbofan=30000',
  13: '--invocation-count-for-turbofan=30000',
};
const flag = LATER_OPTIMISATION[process.versions.v8.split('.', 1)[0]];
if (flag !== undefined) setFlagsFromString(flag);

const built = new URL('../dist/countersign.js', import.meta.url);
if (existsSync(built)) {
  const { run } = await import(built.href);
  process.exitCode = await run(process.argv.slice(2));
} else {
  process.stderr.write('error NOT_BUILT  this checkout of countersign is not built\n  hint  npm ci\n');
  process.exitCode = 70;
}
