import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { failureOf, noFolder, notInstalled, timedOut, tooMuch } from './failure.ts';
import type { PreparedCall } from './run.ts';

/** What a call is given on its standard input: a whole, or pieces as they are made. */
export type Input = string | Uint8Array | Iterable<string> | AsyncIterable<string>;

export type BytesResult = { readonly code: number; readonly stdout: Uint8Array; readonly stderr: string };

type Running = {
  readonly child: ChildProcessWithoutNullStreams;
  readonly stderr: () => string;
  /** Settles when git has ended and all it said was read: its exit code, or the reason why it was stopped. */
  readonly code: Promise<number>;
  readonly stop: (reason: Error) => void;
  /** Stop and start the clock of the deadline. */
  readonly pause: () => void;
  readonly resume: () => void;
};

const MAX_STDERR = 64 * 1024;

/** Runs git for its bytes, by `node:child_process`, since simple-git knows text only. An exit code other than 0 is an answer. */
export async function spawnGit(call: PreparedCall, input: Input): Promise<BytesResult> {
  const running = start(call, input);
  const chunks: Buffer[] = [];
  let size = 0;
  running.child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= call.limit) chunks.push(chunk);
    else running.stop(tooMuch(call.args, call.limit));
  });
  const code = await running.code;
  return { code, stdout: Buffer.concat(chunks), stderr: running.stderr() };
}

/** Runs git and gives its output as it comes. Throws GIT_FAILED after the last piece if git ends badly. */
export async function* streamGit(call: PreparedCall, input: Input): AsyncGenerator<Uint8Array> {
  const running = start(call, input);
  try {
    for await (const chunk of running.child.stdout) {
      // A reader may take its time; only git's own silence counts.
      running.pause();
      yield chunk as Uint8Array;
      running.resume();
    }
    const code = await running.code;
    if (code !== 0) throw failureOf(call.args, code, running.stderr());
  } finally {
    running.child.kill('SIGKILL');
  }
}

function start(call: PreparedCall, input: Input): Running {
  const args = [...call.config.flatMap((setting) => ['-c', setting]), ...call.args];
  const child = spawn('git', args, { cwd: call.folder, env: call.environment, windowsHide: true });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (stderr.length < MAX_STDERR) stderr += text;
  });
  // Whoever reads the output is told as well; without a reader it must not count as unhandled.
  child.stdout.on('error', () => undefined);
  let stop: Running['stop'] = () => undefined;
  const code = new Promise<number>((resolve, reject) => {
    stop = (reason) => {
      reject(reason);
      child.kill('SIGKILL');
      child.stdout.destroy(reason);
    };
    child.once('error', (cause) => reject(existsSync(call.folder) ? notInstalled(cause) : noFolder(call.folder)));
    child.once('close', (exit) => resolve(exit ?? 128));
  });
  let timer: NodeJS.Timeout | undefined;
  const pause = (): void => clearTimeout(timer);
  const resume = (): void => {
    timer = setTimeout(() => stop(timedOut(call.args, call.timeout)), call.timeout);
  };
  resume();
  // Also keeps a failure from counting as unhandled before somebody has awaited it.
  code.catch(() => undefined).finally(pause);
  feed(child, input);
  return { child, stderr: () => stderr, code, stop, pause, resume };
}

/** git may end before it has read everything; its exit code says why, so a broken pipe says nothing more. */
function feed(child: ChildProcessWithoutNullStreams, input: Input): void {
  child.stdin.on('error', () => undefined);
  if (typeof input === 'string' || input instanceof Uint8Array) child.stdin.end(input);
  else Readable.from(input).pipe(child.stdin);
}
