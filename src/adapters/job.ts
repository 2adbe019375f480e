import { isMainThread, parentPort, workerData } from 'node:worker_threads';

/** Whether this is one of the threads that `threads.ts` starts. */
export const isForJob = !isMainThread;

/** Does the job that this thread was started for. */
export async function doJob(work: (job: unknown) => Promise<unknown>): Promise<void> {
  parentPort?.postMessage(await work(workerData));
}
