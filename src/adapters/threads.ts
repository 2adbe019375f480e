import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Threads } from '../model/ports.ts';

/** More than these need more memory than the time that they save is worth. */
const MOST = 8;

/** Threads for the processors that this process may use; null where there is one processor, and where the tool is not built. */
export function createThreads(): Threads | null {
  const script = new URL('./start.cjs', import.meta.url);
  const most = Math.min(availableParallelism(), MOST);
  if (most < 2 || !existsSync(fileURLToPath(script))) return null;
  return { most, run: async (job) => run(new Worker(script, { workerData: job, argv: process.argv.slice(2, 3) })) };
}

async function run(worker: Worker): Promise<unknown> {
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', reject);
      worker.on('exit', (code) => {
        reject(new Error(`a thread ended by itself, with ${code}`));
      });
    });
  } finally {
    await worker.terminate();
  }
}
