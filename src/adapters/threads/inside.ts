import { parentPort } from 'node:worker_threads';
import { type FromThread, type Settled, settled, type ToThread, valueOf } from './protocol.ts';

type Ask = (question: unknown) => Promise<unknown>;

/** Makes this thread do tasks. What they ask is asked of the thread that started it. */
export function serve(work: (task: unknown, ask: Ask) => Promise<unknown>): void {
  const waiting = new Map<number, (answer: Settled) => void>();
  let asked = 0;
  const send = (message: FromThread): void => parentPort?.postMessage(message);
  const ask: Ask = async (question) => {
    const id = (asked += 1);
    const answer = await new Promise<Settled>((resolve) => {
      waiting.set(id, resolve);
      send({ kind: 'question', id, question });
    });
    return valueOf(answer);
  };
  parentPort?.on('message', (message: ToThread) => {
    if (message.kind === 'task') {
      void settled(() => work(message.task, ask)).then((result) => {
        send({ kind: 'end', ...result });
      });
      return;
    }
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
}
