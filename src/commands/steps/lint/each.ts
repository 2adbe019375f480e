import { workingTree } from '../../../gather/contract/tree.ts';
import type { Cache, Ports, Thread, Threads } from '../../../model/ports.ts';
import type { Ruleset } from '../../../model/ruleset.ts';
import { type LintedContract, type LintQuestion, type LintTask, lintTask } from './task.ts';

/** Bytes of contracts below which threads take longer to start than they save. */
const WORTH_THREADS = 1_500_000;

/** What was linted, and the bytes of every file that was read for it, by its path below the root. */
type LintedEach = { readonly linted: readonly LintedContract[]; readonly read: ReadonlyMap<string, Uint8Array> };

/**
 * Lints contracts one by one, and by as many threads as there are processors once what is left is worth it. The findings are the same. Threads get what they
 * read from here. Throws what the first contract that cannot be linted throws.
 */
export async function lintEach(
  apis: readonly LintTask['api'][],
  root: string,
  ruleset: Ruleset,
  cache: Cache | null,
  { files, threads }: Pick<Ports, 'files' | 'threads'>,
): Promise<LintedEach> {
  const tree = workingTree(files, root);
  const read = new Map<string, Uint8Array>();
  const answer = async (question: LintQuestion): Promise<unknown> => {
    switch (question.kind) {
      case 'read': {
        const bytes = await tree.read(question.path);
        read.set(question.path, bytes);
        return bytes;
      }
      case 'recall':
        return cache?.read(question.key) ?? null;
      case 'keep':
        return cache?.write(question.key, question.text);
    }
  };
  const tool = cache?.tool() ?? null;
  const tasks = apis.map(({ id, file }): LintTask => ({ api: { id, file }, ruleset, tool }));
  const linted: LintedContract[] = [];
  let mayPart = ruleset.functions === undefined && ruleset.inFile === undefined;
  for (const task of tasks) {
    if (mayPart && isWorthThreads(read, linted.length, tasks.length)) {
      const started = await threads();
      if (started !== null) {
        linted.push(...(await inThreads(tasks.slice(linted.length), answer, started)));
        break;
      }
      mayPart = false;
    }
    linted.push(await lintTask(task, answer));
  }
  return { linted, read };
}

/** Whether what is left is much, if it is as what was read. */
function isWorthThreads(read: ReadonlyMap<string, Uint8Array>, done: number, all: number): boolean {
  if (done === 0 || all - done < 2) return false;
  const bytes = [...read.values()].reduce((sum, { length }) => sum + length, 0);
  return (bytes / done) * (all - done) >= WORTH_THREADS;
}

async function inThreads(
  tasks: readonly LintTask[],
  answer: (question: LintQuestion) => Promise<unknown>,
  threads: Threads,
): Promise<readonly LintedContract[]> {
  const linted = new Map<number, LintedContract>();
  const failed = new Map<number, unknown>();
  let next = 0;
  const work = async (thread: Thread): Promise<void> => {
    while (next < tasks.length && failed.size === 0) {
      const index = next;
      next += 1;
      try {
        // What comes back is what `lintTask` gave, and what is asked is what it asks.
        linted.set(
          index,
          (await thread.run(tasks[index], (question) => answer(question as LintQuestion))) as LintedContract,
        );
      } catch (error) {
        failed.set(index, error);
      }
    }
  };
  const started = Array.from({ length: Math.min(threads.most, tasks.length) }, () => threads.start());
  try {
    await Promise.all(started.map(work));
  } finally {
    await Promise.all(started.map((thread) => thread.end()));
  }
  // All before the first that failed were begun, and have ended.
  if (failed.size > 0) throw failed.get(Math.min(...failed.keys()));
  return tasks.flatMap((_, index) => linted.get(index) ?? []);
}
