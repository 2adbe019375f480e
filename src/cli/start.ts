import { setFlagsFromString } from 'node:v8';
import { builtChunks } from '../adapters/chunks.ts';
import { isForJob } from '../adapters/job.ts';
import { EXIT } from '../model/errors.ts';
import type { run } from './main.ts';

/** Names the build; written in by it. */
declare const BUILD: string;

// A run is short: by its usual thresholds V8 spends more time on optimising code, in other threads, than that code then saves.
// Flags by the major version of V8, since it prints an error for one that it does not know.
const LATER_OPTIMISATION: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=600000',
  12: '--invocation-count-for-turbofan=30000',
  13: '--invocation-count-for-turbofan=30000',
};

/** How often a run looks whether it has compiled more than is kept: it takes a hundredth of its time. */
const LOOKING = 1 / 8;

/** The part of the command line that says for what the tool is used. Threads are started with it too. */
const use = /^[a-z][a-z-]{1,30}$/.exec(process.argv[2] ?? '')?.[0] ?? 'help';
const chunks = builtChunks(__dirname, BUILD, use);
if (isForJob) chunks.load('./worker.js');

/** Runs a command line in this process and gives the exit code. Never throws. */
export async function start(argv: readonly string[]): Promise<number> {
  const flag = LATER_OPTIMISATION[process.versions.v8.split('.', 1)[0] ?? ''];
  if (flag !== undefined) setFlagsFromString(flag);
  const main = chunks.load('./countersign.js') as { readonly run: typeof run };
  const code = await main.run(argv);
  // A command that there is not has no file.
  if (code !== EXIT.usage) chunks.keep(Math.random() < LOOKING);
  return code;
}
