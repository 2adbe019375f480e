import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Thread, Threads } from '../../model/ports.ts';
import { type FromThread, settled, type ToThread, valueOf } from './protocol.ts';

/** More than these need more memory than the time that they save is worth. */
const MOST = 8;

/** Threads for the processors that this process may use; null where there is one processor, and where the tool is not built. */
export function createThreads(): Threads | null {
  const script = new URL('./worker.js', import.meta.url);
  const most = Math.min(availableParallelism(), MOST);
  if (most < 2 || !existsSync(fileURLToPath(script))) return null;
  return { most, start: () => thread(new Worker(script)) };
}

type Task = {
  readonly answer: (question: unknown) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

function thread(worker: Worker): Thread {
  let task: Task | null = null;
  const send = (message: ToThread): void => {
    worker.postMessage(message);
  };
  const end = (message: FromThread & { kind: 'end' }): void => {
    const ended = task;
    task = null;
    try {
      ended?.resolve(valueOf(message));
    } catch (error) {
      ended?.reject(error);
    }
  };
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'end') {
      end(message);
      return;
    }
    const { answer } = task ?? { answer: () => Promise.reject(new Error('a question without a task')) };
    void settled(() => answer(message.question)).then((result) => {
      send({ kind: 'answer', id: message.id, ...result });
    });
  });
  worker.on('error', (error) => task?.reject(error));
  worker.on('exit', (code) => task?.reject(new Error(`a thread ended by itself, with ${code}`)));
  return {
    run: (work, answer) =>
      new Promise((resolve, reject) => {
        task = { answer, resolve, reject };
        send({ kind: 'task', task: work });
      }),
    async end() {
      task = null;
      await worker.terminate();
    },
  };
}
