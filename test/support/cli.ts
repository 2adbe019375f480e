import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './shared.ts';

export type CliResult = {
  /** As a shell has it: 128 and the number of the signal for a run that a signal ended. */
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
};

export type CliOptions = { readonly env?: Readonly<Record<string, string>> };

const program = join(projectRoot, 'bin', 'countersign.js');

/** Runs the built program in a folder, as a user would: nothing of this machine's git or CI settings reaches it. */
export async function runCli(folder: string, args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  refuseOldBuild();
  const child = { cwd: folder, env: cleanEnvironment(options.env), maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], child, (error, stdout, stderr) => {
      resolve({ exit: error === null ? 0 : exitOf(error), stdout, stderr });
    });
  });
}

/** What a run is started with: the PATH, a home without settings, and what the test asks for. */
export function cleanEnvironment(own: CliOptions['env'] = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    TZ: 'UTC',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...own,
  };
}

/** Settings under which git takes whoever calls it for this person. */
export function identity(name: string, email: string): Readonly<Record<string, string>> {
  return {
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'user.name',
    GIT_CONFIG_VALUE_0: name,
    GIT_CONFIG_KEY_1: 'user.email',
    GIT_CONFIG_VALUE_1: email,
  };
}

function exitOf(error: { readonly code?: unknown; readonly signal?: NodeJS.Signals | null | undefined }): number {
  if (typeof error.code === 'number') return error.code;
  if (error.signal != null) return 128 + constants.signals[error.signal];
  throw new Error('the program could not be started', { cause: error });
}

let checked = false;

/** The tests run on sources, these run what was built from them: an old build would prove nothing. */
function refuseOldBuild(): void {
  if (checked) return;
  const built = statSync(join(projectRoot, 'dist', 'countersign.js'), { throwIfNoEntry: false });
  if (built === undefined) throw new Error('dist/ is not built: npm run build');
  const newest = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('dev'))
    .find((file) => statSync(join(projectRoot, 'src', file)).mtimeMs > built.mtimeMs);
  if (newest !== undefined) throw new Error(`dist/ is older than src/${newest}: npm run build`);
  checked = true;
}
