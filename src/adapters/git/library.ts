import { existsSync } from 'node:fs';
import { type outputHandler, type SimpleGit, simpleGit, type SimpleGitOptions } from 'simple-git';
import { type GitResult, noFolder, notInstalled, timedOut, tooMuch } from './failure.ts';
import type { PreparedCall } from './run.ts';

/** What simple-git would refuse and we set ourselves: our own overrides, and the user's ways to a server where a call asks for them. */
const LET_THROUGH = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
};

/**
 * Runs git for its text, by simple-git: its guard reads our arguments once more, and refuses those by which git can be made to run something
 * (`--upload-pack`, `--exec`, …). An exit code other than 0 is an answer.
 */
export async function runWithLibrary(call: PreparedCall): Promise<GitResult> {
  if (!existsSync(call.folder)) throw noFolder(call.folder);
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const answer = new Promise<GitResult>((resolve, reject) => {
    const stop = (reason: Error): void => {
      reject(reason);
      stopping.abort();
    };
    timer = setTimeout(() => stop(timedOut(call.args, call.timeout)), call.timeout);
    const git = prepared(call, stopping.signal, (error, result) => {
      if (error instanceof Error && /\bENOENT\b/.test(error.message)) reject(notInstalled(error));
      resolve({ code: result.exitCode, stdout: textOf(result.stdOut), stderr: textOf(result.stdErr) });
    });
    git.outputHandler(limited(call.limit, () => stop(tooMuch(call.args, call.limit))));
    // What simple-git refuses or cannot start comes as a rejection; every answer of git's has come through `errors` before.
    git.raw([...call.args]).catch(reject);
  });
  return answer.finally(() => clearTimeout(timer));
}

type Ended = NonNullable<SimpleGitOptions['errors']>;

function prepared(call: PreparedCall, abort: AbortSignal, ended: (...args: Parameters<Ended>) => void): SimpleGit {
  return simpleGit({
    baseDir: call.folder,
    config: [...call.config],
    abort,
    allowEnvironment: Object.keys(call.environment),
    unsafe: LET_THROUGH,
    errors(error, result) {
      ended(error, result);
      return undefined;
    },
  }).env(call.environment);
}

function limited(limit: number, exceeded: () => void): outputHandler {
  let size = 0;
  return (_command, stdout) => {
    stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) exceeded();
    });
  };
}

function textOf(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}
