import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { Socket } from 'node:net';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CountersignError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { Sandbox, SandboxCell } from '../../model/ports.ts';

/** What code of a ruleset may cost. Milliseconds for one answer; mebibytes of heap, and of memory in all where the system tells. */
export type SandboxLimits = { readonly milliseconds: number; readonly heap: number; readonly memory: number };

const LIMITS: SandboxLimits = { milliseconds: 30_000, heap: 512, memory: 1024 };
const ANSWER_BYTES = 64 * 1024 * 1024;
const PAGE = 4096;

/**
 * Processes of Node for code of rulesets: the permission model leaves them no file but those named, no child process, no worker, no addon and no
 * inspector; the host takes the network away. No environment; heap, memory and time are limited.
 */
export function createSandbox(limits: SandboxLimits = LIMITS): Sandbox {
  return {
    async open(root, paths) {
      const host = join(dirname(fileURLToPath(import.meta.url)), 'ruleset-host.cjs');
      if (!existsSync(host)) throw new Error('the host of rulesets in JavaScript is missing');
      const readable = await Promise.all(paths.map((path) => confined(root, path)));
      return cell(host, readable, limits);
    },
  };
}

async function confined(root: string, path: string): Promise<string> {
  const folder = path.endsWith('/*');
  const real = await realpath(resolve(root, folder ? path.slice(0, -2) : path));
  const way = relative(await realpath(root), real);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
    throw new CountersignError('PATH_OUTSIDE_WORKSPACE', `${path} leads out of ${root}`);
  return folder ? join(real, '*') : real;
}

function cell(host: string, readable: readonly string[], limits: SandboxLimits): SandboxCell {
  // Node's own name for the flag while it was an experiment.
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const flags = [permission, '--no-warnings', `--max-old-space-size=${limits.heap}`];
  const rights = [host, ...readable].map((path) => `--allow-fs-read=${path}`);
  const child = spawn(process.execPath, [...flags, ...rights, host], {
    cwd: dirname(host),
    env: {},
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const line = new Line(child, limits);
  return { ask: (request) => line.ask(request) };
}

type Waiting = { readonly resolve: (answer: Json) => void; readonly reject: (error: Error) => void };

/** One request after the other; what a process says unasked, or not at all, ends it. */
class Line {
  private readonly child: ChildProcess;
  private readonly limits: SandboxLimits;
  private waiting: Waiting | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private pieces: Buffer[] = [];
  private bytes = 0;
  private ended: string | null = null;

  constructor(child: ChildProcess, limits: SandboxLimits) {
    this.child = child;
    this.limits = limits;
    child.on('error', (error) => {
      this.end(`it could not be started: ${error.message}`);
    });
    child.on('exit', (code, signal) => {
      this.end(
        signal === 'SIGABRT' || code === 134
          ? 'it took more memory than it may'
          : `it ended itself (${signal ?? code ?? ''})`,
      );
    });
    const [requests, answers] = [child.stdin, child.stdio[3]];
    requests?.on('error', () => undefined);
    answers?.on('data', (chunk: Buffer) => {
      this.take(chunk);
    });
    // A process that nobody waits for must not keep this one.
    child.unref();
    unrefOf(requests);
    unrefOf(answers);
  }

  ask(request: Json): Promise<Json> {
    const asked = this.last.then(() => this.asked(request));
    this.last = asked.catch(() => undefined);
    return asked;
  }

  private async asked(request: Json): Promise<Json> {
    if (this.ended !== null) throw stopped(this.ended);
    const deadline = setTimeout(() => {
      this.end(`it gave no answer within ${this.limits.milliseconds / 1000} seconds`);
    }, this.limits.milliseconds);
    const watch = setInterval(() => void this.weigh(), 100);
    try {
      return await new Promise<Json>((resolve, reject) => {
        this.waiting = { resolve, reject };
        this.child.stdin?.write(`${JSON.stringify(request)}\n`);
      });
    } finally {
      clearTimeout(deadline);
      clearInterval(watch);
      this.waiting = null;
    }
  }

  private take(chunk: Buffer): void {
    this.bytes += chunk.length;
    this.pieces.push(chunk);
    if (this.bytes > ANSWER_BYTES) {
      this.end('its answer is too long');
      return;
    }
    if (!chunk.includes(0x0a)) return;
    const text = Buffer.concat(this.pieces).toString('utf8');
    this.pieces = [];
    this.bytes = 0;
    const waiting = this.waiting;
    try {
      if (waiting === null || text.indexOf('\n') !== text.length - 1) throw new Error('not one answer to one question');
      waiting.resolve(JSON.parse(text) as Json);
    } catch {
      this.end('it does not keep to what was asked');
    }
  }

  /** Memory beside the heap is not limited by Node. Where the system does not tell, the heap's limit is all there is. */
  private async weigh(): Promise<void> {
    if (process.platform !== 'linux') return;
    const text = await readFile(`/proc/${this.child.pid ?? 0}/statm`, 'utf8').catch(() => '');
    const resident = Number(text.split(' ')[1] ?? 0) * PAGE;
    if (resident > this.limits.memory * 1024 * 1024) this.end('it took more memory than it may');
  }

  private end(why: string): void {
    this.ended ??= why;
    this.child.kill('SIGKILL');
    this.waiting?.reject(stopped(this.ended));
    this.waiting = null;
  }
}

/** Pipes are sockets, whose type the streams of a process do not tell. */
function unrefOf(stream: unknown): void {
  if (stream instanceof Socket) stream.unref();
}

function stopped(why: string): CountersignError {
  return new CountersignError('RULESET_CODE_FAILED', why);
}
