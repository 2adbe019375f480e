/**
 * Times whole processes of our lint, Spectral's command (`spectral:oas`, the same rules) and Redocly's (`recommended`, other rules), in turns in one run:
 * CPU, wall time and peak memory, medians. Needs ../shared, the peers (`npm run peers`) and a build. Prints Markdown.
 *
 * Then a run that is answered from the cache beside a start of Node alone, and all contracts of the corpus in one run, on one processor and on all.
 *
 *   npm run bench:lint [-- --rounds 5] [--document PART]
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, shared } from './compat/documents.ts';
import { peers } from './compat/rulesets.ts';

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, document: { type: 'string', default: '' } },
});

const DOCUMENTS = [
  ['uae-confirmation-of-payee, 30 KB YAML', 'corpus/uae-confirmation-of-payee/v2.1-errata2.yaml'],
  ['adyen-payout, 119 KB JSON', 'corpus/adyen-payout/v64.json'],
  ['paystack, 508 KB YAML', 'corpus/paystack/2025-10-23_4415dd2.yaml'],
  ['dwolla, 551 KB YAML', 'corpus/dwolla/2025-09-16_fd58b6b.yaml'],
  ['dwolla, 600 KB YAML', 'corpus/dwolla/2026-01-23_d4901e4.yaml'],
  ['lithic, 730 KB YAML', 'corpus/lithic/2024-10-04_0880995.yaml'],
  ['stripe, 4.2 MB JSON', 'bench/stripe-v126-2022-04-07.json'],
  ['api.github.com, 3.5 MB YAML', 'bench/api.github.com.yaml'],
] as const;

const OURS = join(root, 'bin/countersign.js');
const RULES = ['--ruleset', 'spectral:oas', '--format', 'json'];
const SMALL = 'corpus/uae-confirmation-of-payee/v2.1-errata2.yaml';

type Figures = { readonly cpu: number; readonly wall: number; readonly megabytes: number };

function main(): void {
  if (!existsSync(shared) || !existsSync(peers)) {
    console.log('skipped: needs ../shared, and bench/peers (npm run peers)');
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'bench-lint-'));
  const ruleset = join(scratch, 'oas.yaml');
  writeFileSync(ruleset, 'extends: ["spectral:oas"]\n');
  const tools: readonly (readonly [string, (file: string) => readonly string[]])[] = [
    [
      'countersign',
      (file) => [
        OURS,
        'lint',
        file,
        ...RULES,
        // Else every round but the first is an answer from the cache.
        '--no-cache',
      ],
    ],
    [
      'Spectral 6.16.3',
      (file) => [join(peers, '@stoplight/spectral-cli/dist/index.js'), 'lint', file, '-r', ruleset, '-f', 'json', '-q'],
    ],
    [
      'Redocly 2.77.0',
      (file) => [join(peers, '@redocly/cli/bin/cli.js'), 'lint', file, '--format', 'json', '--max-problems', '100000'],
    ],
  ];
  console.log('| document | tool | CPU s | wall s | peak MB | CPU, times ours |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [name, file] of DOCUMENTS.filter(([, path]) => path.includes(flags.document))) {
    const runs = tools.map((): Figures[] => []);
    for (let round = 0; round < Number(flags.rounds); round += 1)
      tools.forEach(([, command], index) => runs[index]?.push(timed(command(file), scratch)));
    const medians = runs.map(medianOf);
    const ours = medians[0]?.cpu ?? 1;
    tools.forEach(([tool], index) => {
      const { cpu, wall, megabytes } = medians[index] ?? { cpu: 0, wall: 0, megabytes: 0 };
      const factor = index === 0 ? '' : `${(cpu / ours).toFixed(1)}×`;
      console.log(`| ${name} | ${tool} | ${cpu.toFixed(2)} | ${wall.toFixed(2)} | ${megabytes} | ${factor} |`);
    });
  }
  if (flags.document === '') {
    cached(scratch);
    processors(scratch);
  }
  rmSync(scratch, { recursive: true });
}

/** A run on what has not changed, beside Node that does nothing. Short: many rounds. */
function cached(scratch: string): void {
  const commands = { 'node -e 0': ['-e', '0'], 'from the cache': [OURS, 'lint', SMALL, ...RULES] };
  timed([OURS, 'lint', SMALL, ...RULES], scratch);
  const runs = Object.entries(commands).map(([name, command]) => ({ name, command, times: [] as Figures[] }));
  for (let round = 0; round < 5 * Number(flags.rounds); round += 1)
    for (const { command, times } of runs) times.push(timed(command, scratch));
  console.log('\n| run | CPU s | wall s |\n| --- | --- | --- |');
  for (const { name, times } of runs) {
    const { cpu, wall } = medianOf(times);
    console.log(`| ${name} | ${cpu.toFixed(3)} | ${wall.toFixed(3)} |`);
  }
}

/** All contracts that can be read, in one run: Linux says by `taskset` which processors a process may use. */
function processors(scratch: string): void {
  if (spawnSync('taskset', ['--version'], { stdio: 'ignore' }).error !== undefined) {
    console.log('\nnot measured: one processor beside all (needs taskset of Linux)');
    return;
  }
  const every = readdirSync(join(shared, 'corpus'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(shared, 'corpus', name)).map((file) => `corpus/${name}/${file}`));
  const lint = (files: readonly string[]): string[] => [OURS, 'lint', ...files, ...RULES, '--no-cache'];
  const readable = every.filter(
    (file) => (spawnSync(process.execPath, lint([file]), { cwd: shared, stdio: 'ignore' }).status ?? 3) < 2,
  );
  const runs = [
    { name: 'one', program: ['taskset', '-c', '0', process.execPath], times: [] as Figures[] },
    { name: 'all', program: [process.execPath], times: [] as Figures[] },
  ];
  for (let round = 0; round < Number(flags.rounds); round += 1)
    for (const { program, times } of runs) times.push(timed(lint(readable), scratch, program));
  console.log(
    `\n| processors, for ${readable.length} contracts | CPU s | wall s | peak MB |\n| --- | --- | --- | --- |`,
  );
  for (const { name, times } of runs) {
    const { cpu, wall, megabytes } = medianOf(times);
    console.log(`| ${name} | ${cpu.toFixed(1)} | ${wall.toFixed(1)} | ${megabytes} |`);
  }
}

/** Runs a command in the folder of documents. A hook lets the process itself say in the end what it cost. */
function timed(
  command: readonly string[],
  scratch: string,
  [program = '', ...before]: readonly string[] = [process.execPath],
): Figures {
  const [hook, said] = [join(scratch, 'hook.cjs'), join(scratch, 'usage.json')];
  writeFileSync(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(said)}, JSON.stringify(process.resourceUsage())));\n`,
  );
  const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NODE_OPTIONS: `--require=${hook}` };
  const started = performance.now();
  spawnSync(program, [...before, ...command], { cwd: shared, stdio: 'ignore', env: { ...process.env, ...quiet } });
  const wall = (performance.now() - started) / 1000;
  const usage = JSON.parse(readFileSync(said, 'utf8')) as NodeJS.ResourceUsage;
  return { cpu: (usage.userCPUTime + usage.systemCPUTime) / 1e6, wall, megabytes: usage.maxRSS / 1024 };
}

function medianOf(runs: readonly Figures[]): Figures {
  const middle = (key: keyof Figures): number =>
    runs.map((run) => run[key]).sort((a, b) => a - b)[runs.length >> 1] ?? 0;
  return { cpu: middle('cpu'), wall: middle('wall'), megabytes: Math.round(middle('megabytes')) };
}

main();
