import { basename, dirname, resolve } from 'node:path';
import { fileSystem } from '../adapters/files.ts';
import { ownAssets } from '../adapters/assets.ts';
import { diskCache } from '../adapters/cache.ts';
import { systemClock } from '../adapters/clock.ts';
import { mayHaveRepository } from '../adapters/git/nearby.ts';
import { systemPace } from '../adapters/pace.ts';
import { processTerminal, type Terminal } from '../adapters/terminal.ts';
import { COMMANDS } from '../commands/index.ts';
import type { Invocation, Outcome } from '../model/command.ts';
import { EXIT } from '../model/errors.ts';
import type { Git, Https, Ports, Sandbox, Threads } from '../model/ports.ts';
import { printable } from '../present/report/printable.ts';
import { wantsColor } from './colors.ts';
import { exitCode } from './exit.ts';
import { describeFailure } from './failure.ts';
import { parseCommandLine, type Parsed, type ParsedOptions } from './program.ts';
import { todayOf } from './today.ts';
import { TOOL } from './version.ts';

/** Runs one command line in this process and gives the exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  try {
    const parsed = await parseCommandLine(argv, TOOL.version, COMMANDS);
    if (parsed.kind === 'help') {
      await terminal.out(parsed.text);
      return parsed.asked ? EXIT.yes : EXIT.usage;
    }
    return await execute(parsed, terminal);
  } catch (error) {
    const failure = describeFailure(error, argv.includes('--debug'));
    terminal.err(failure.text);
    return failure.exitCode;
  }
}

/** The git of this machine. Loaded when it is first asked for: not every run needs it. */
const systemGit: Git = {
  open: async (folder, options) => ((await mayHaveRepository(folder)) ? (await loadGit()).open(folder, options) : null),
  fetch: async (folder, remote, branch) => (await loadGit()).fetch(folder, remote, branch),
};

/** As git, it is loaded by the few commands that reach other hosts. */
const systemHttps: Https = {
  get: async (url, limits) => (await import('../adapters/https.ts')).createHttps().get(url, limits),
  send: async (request, limits) => (await import('../adapters/https.ts')).createHttps().send(request, limits),
};

const systemSandbox: Sandbox = {
  open: async (root, readable) => (await import('../adapters/sandbox/index.ts')).createSandbox().open(root, readable),
};

/** Loaded where there is enough to do for several. */
async function systemThreads(): Promise<Threads | null> {
  return (await import('../adapters/threads.ts')).createThreads();
}

async function loadGit(): Promise<Git> {
  const [{ createGit }, { fetchBranch }] = await Promise.all([
    import('../adapters/git/index.ts'),
    import('../adapters/git/remote.ts'),
  ]);
  return createGit({ environment: process.env, fetch: fetchBranch });
}

async function execute(parsed: Parsed & { kind: 'run' }, terminal: Terminal): Promise<number> {
  const { command, options } = parsed;
  const quiet = options['quiet'] === true;
  const assets = ownAssets();
  const ports: Ports = {
    tool: TOOL,
    files: fileSystem,
    git: systemGit,
    https: systemHttps,
    sandbox: systemSandbox,
    threads: systemThreads,
    cache: diskCache(process.env, assets),
    clock: systemClock,
    pace: systemPace,
    environment: process.env,
    folder: process.cwd(),
    assets,
    progress: (message) => {
      if (!quiet && terminal.errIsTty) terminal.err(`${printable(message)}\n`);
    },
    warn: (message) => {
      if (!quiet) terminal.err(`${printable(message)}\n`);
    },
  };
  const invocation = invocationOf(parsed.arguments, options, ports);
  const outcome = await command.run(invocation, ports);
  const toFile = invocation.output !== null && command.writesOutput !== true ? invocation.output : null;
  const text = await rendered(outcome, options, terminal, ports, toFile !== null);
  if (toFile === null) for (const piece of text) await terminal.out(piece);
  else await ports.files.write(dirname(resolve(ports.folder, toFile)), basename(toFile), text);
  return exitCode(outcome.report.verdict);
}

function invocationOf(values: readonly string[], options: ParsedOptions, ports: Ports): Invocation {
  const text = (name: string): string | null => {
    const value = options[camelCase(name)];
    return typeof value === 'string' ? value : null;
  };
  return {
    arguments: values,
    text,
    flag: (name) => options[camelCase(name)] === true,
    list: (name) => {
      const value = options[camelCase(name)];
      return Array.isArray(value) ? (value as readonly string[]) : [];
    },
    config: text('config'),
    output: text('output'),
    today: (zone) => todayOf(text('today'), ports.environment, ports.clock, zone),
  };
}

async function rendered(
  outcome: Outcome,
  options: ParsedOptions,
  terminal: Terminal,
  ports: Ports,
  toFile: boolean,
): Promise<Iterable<string>> {
  const { RENDERERS } = await import('../present/report/renderers/index.ts');
  const renderer = RENDERERS.find((one) => one.id === options['format']);
  if (renderer === undefined) throw new Error(`no renderer for ${String(options['format'])}`);
  const context = {
    color: wantsColor(options['color'] === false, ports.environment, terminal.outIsTty && !toFile),
    width: terminal.width,
    verbose: options['verbose'] === true,
    quiet: options['quiet'] === true,
    by: options['by'] === 'operation' ? ('operation' as const) : ('cause' as const),
    lines: outcome.lines,
  };
  return renderer.pieces?.(outcome.report, context) ?? [renderer.render(outcome.report, context)];
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
