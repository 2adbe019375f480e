import { type Environment, gitEnvironment, HARDENED_CONFIG, type Settings } from './environment.ts';
import { failureOf, type GitResult, isUnsafeOwner, redact } from './failure.ts';
import { runWithLibrary } from './library.ts';
import { type Input, spawnGit, streamGit } from './spawn.ts';

/** How one call of git is to be made. */
export type GitCall = {
  /** Absolute folder that git is started in. */
  readonly folder: string;
  /** Default `none`; `user` for the calls that need the user's identity, credentials or proxy. */
  readonly settings?: Settings;
  /** Variables of this call alone: GIT_DIR, GIT_INDEX_FILE, GIT_AUTHOR_DATE and the like. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Settings of this call alone, as `-c` takes them. They come after ours, so that a caller can decide otherwise. */
  readonly config?: readonly string[];
  /** Milliseconds until GIT_TIMED_OUT; 60 s by default. */
  readonly timeout?: number;
  /** Bytes of output until GIT_FAILED; 256 MiB by default. */
  readonly limit?: number;
};

/** A call that is given something to read. */
export type GitCallWithInput = GitCall & { readonly input?: Input };

/**
 * The one way to git. Arguments are an array and no shell is involved; those that come from outside must be validated by the caller
 * (`revision-name.ts`) and stand behind `--end-of-options` or `--`.
 * All throw GIT_NOT_INSTALLED, GIT_TIMED_OUT, GIT_UNSAFE_OWNER; all but `attempt` throw GIT_FAILED, with git's own words, for an exit code other than 0.
 */
export type GitRunner = {
  /** The answer with its exit code, whatever that is. */
  readonly attempt: (args: readonly string[], call: GitCall) => Promise<GitResult>;
  /** What git printed. */
  readonly text: (args: readonly string[], call: GitCallWithInput) => Promise<string>;
  /** What git printed, byte for byte. */
  readonly bytes: (args: readonly string[], call: GitCallWithInput) => Promise<Uint8Array>;
  /** What git prints, as it comes; the process ends with the loop. `limit` does not apply. */
  readonly stream: (args: readonly string[], call: GitCallWithInput) => AsyncIterable<Uint8Array>;
};

/** One call, settled in full. */
export type PreparedCall = {
  readonly args: readonly string[];
  readonly folder: string;
  readonly environment: Record<string, string>;
  readonly config: readonly string[];
  readonly timeout: number;
  readonly limit: number;
};

const TIMEOUT = 60_000;
const LIMIT = 256 * 1024 * 1024;

export function createGitRunner(inherited: Environment): GitRunner {
  // Folders that the user's own settings trust: learned once git has refused one, because our calls do not read those settings.
  let trusted: readonly string[] | null = null;

  const prepare = (args: readonly string[], call: GitCall): PreparedCall => ({
    args,
    folder: call.folder,
    environment: gitEnvironment(inherited, call.settings ?? 'none', call.environment ?? {}),
    config: [
      ...HARDENED_CONFIG,
      ...(trusted ?? []).map((folder) => `safe.directory=${folder}`),
      ...(call.config ?? []),
    ],
    timeout: call.timeout ?? TIMEOUT,
    limit: call.limit ?? LIMIT,
  });

  const attempt: GitRunner['attempt'] = async (args, call) => {
    const result = await runWithLibrary(prepare(args, call));
    if (result.code === 0 || !isUnsafeOwner(result.stderr)) return { ...result, stderr: redact(result.stderr) };
    if (trusted !== null) throw failureOf(args, result.code, result.stderr);
    const settings = ['config', '--null', '--get-all', 'safe.directory'];
    const known = await runWithLibrary(prepare(settings, { folder: call.folder, settings: 'user' }));
    trusted = known.stdout.split('\0').slice(0, -1);
    return attempt(args, call);
  };

  const bytes: GitRunner['bytes'] = async (args, call) => {
    const result = await spawnGit(prepare(args, call), call.input ?? '');
    if (result.code !== 0) throw failureOf(args, result.code, result.stderr);
    return result.stdout;
  };

  return {
    attempt,
    bytes,
    async text(args, call) {
      if (call.input !== undefined) return new TextDecoder().decode(await bytes(args, call));
      const result = await attempt(args, call);
      if (result.code !== 0) throw failureOf(args, result.code, result.stderr);
      return result.stdout;
    },
    stream: (args, call) => streamGit(prepare(args, call), call.input ?? ''),
  };
}
