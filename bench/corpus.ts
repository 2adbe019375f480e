/**
 * Runs the built tool over the folder of real contracts beside the project (`../shared/corpus`): lints every document and compares each version with the next.
 * Every run must end with exit code 0, 1 or 3 and a message, without a stack trace, within 10 seconds of user CPU (what else runs on the machine does not
 * count). Prints the outcomes as Markdown.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LIMIT_MS = 10_000;
const root = join(import.meta.dirname, '..');
const corpus = join(root, '..', 'shared', 'corpus');

type Run = {
  readonly command: string;
  readonly exit: number | null;
  readonly milliseconds: number;
  readonly trouble: string | null;
  readonly error: string;
};

async function main(): Promise<void> {
  if (!existsSync(corpus)) {
    console.log('skipped: ../shared/corpus is not there');
    return;
  }
  const commands = [
    ...documents().map((file) => ['lint', file, '--no-cache']),
    ...pairs().map(([before, after]) => ['diff', before, after]),
  ];
  const runs: Run[] = [];
  const queue = commands.values();
  await Promise.all(
    [0, 1].map(async () => {
      for (const command of queue) runs.push(await runOne(command));
    }),
  );
  runs.sort((left, right) => (left.command < right.command ? -1 : 1));
  console.log(summary(runs));
  if (runs.some((run) => run.trouble !== null)) process.exitCode = 1;
}

/** Counts the CPU of a run; GNU time. */
const TIMER = ['/usr/bin/time', '-q', '-f', '%U'] as const;

/** Rows of the corpus' index: name, version, file, …, in published order. */
function rows(): { readonly api: string; readonly file: string }[] {
  const [head = '', ...lines] = readFileSync(join(corpus, 'INDEX.tsv'), 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  const [api, file] = [columns.indexOf('name'), columns.indexOf('file')];
  return lines.map((line) => line.split('\t')).map((cells) => ({ api: cells[api] ?? '', file: cells[file] ?? '' }));
}

function documents(): string[] {
  return rows().map((row) => row.file);
}

/** Each version with the next of the same API, in the order of the index. */
function pairs(): [string, string][] {
  const last = new Map<string, string>();
  return rows().flatMap(({ api, file }) => {
    const before = last.get(api);
    last.set(api, file);
    return before === undefined ? [] : [[before, file] as [string, string]];
  });
}

function runOne(command: readonly string[]): Promise<Run> {
  const [timer, ...format] = TIMER;
  return new Promise((resolve) => {
    const call = [process.execPath, join(root, 'bin', 'countersign.js'), ...command, '--today', '2026-01-01'];
    const child = spawn(timer, [...format, ...call], {
      cwd: corpus,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = 0;
    let error = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.length));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    child.on('close', (exit) => {
      const lines = error.trimEnd().split('\n');
      const milliseconds = Math.round(Number(lines.pop()) * 1000);
      const said = lines.join('\n');
      const trouble = troubleOf(exit, milliseconds, printed, said);
      resolve({ command: command.join(' '), exit, milliseconds, trouble, error: lines[0] ?? '' });
    });
  });
}

function troubleOf(exit: number | null, milliseconds: number, printed: number, error: string): string | null {
  if (exit !== 0 && exit !== 1 && exit !== 3) return `exit ${String(exit)}`;
  if (printed === 0 && error === '') return 'no message';
  if (/^\s+at .*:\d+:\d+/m.test(error)) return 'stack trace';
  return milliseconds <= LIMIT_MS ? null : `${milliseconds} ms`;
}

function summary(runs: readonly Run[]): string {
  const lines = [
    '| command | runs | exit 0 | exit 1 | exit 3 | other | median CPU ms | slowest CPU ms |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const name of ['lint', 'diff']) {
    const own = runs.filter((run) => run.command.startsWith(name));
    const times = own.map((run) => run.milliseconds).sort((left, right) => left - right);
    const count = (exit: number): number => own.filter((run) => run.exit === exit).length;
    const other = own.length - count(0) - count(1) - count(3);
    lines.push(
      `| ${name} | ${own.length} | ${count(0)} | ${count(1)} | ${count(3)} | ${other} | ${times[times.length >> 1] ?? 0} | ${times.at(-1) ?? 0} |`,
    );
  }
  const refused = runs
    .filter((run) => run.exit === 3)
    .map((run) => `- ${run.command}: ${run.error.replace(/^error /, '').replace(/ \(also broken.*/, '')}`);
  const troubled = runs
    .filter((run) => run.trouble !== null)
    .map((run) => `- ${run.command}: ${run.trouble ?? ''} ${run.error}`);
  return [
    ...lines,
    '',
    `Runs that are refused (exit 3): ${refused.length}`,
    ...refused,
    '',
    `Trouble: ${troubled.length}`,
    ...troubled,
  ].join('\n');
}

await main();
