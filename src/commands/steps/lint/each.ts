import type { Cache, Ports, Threads } from '../../../model/ports.ts';
import type { Ruleset } from '../../../model/ruleset.ts';
import type { Api } from '../../../model/workspace.ts';
import type { Asked } from './recorder.ts';
import { type LintedContract, lintContract, type SharedLint, takeTurns, type Turns } from './turns.ts';

/** Bytes of contracts below which threads take longer to start than they save. */
const WORTH_THREADS = 1_500_000;

type LintedEach = {
  readonly linted: readonly LintedContract[];
  /** What other threads asked of the file system. */
  readonly apart: readonly Asked[];
};

/**
 * Lints contracts one by one, and with as many threads as there are processors once what is left is worth it. The findings are the same. Throws what the
 * first contract that cannot be linted throws.
 */
export async function lintEach(
  apis: readonly Pick<Api, 'id' | 'file'>[],
  root: string,
  ruleset: Ruleset,
  cache: Cache | null,
  ports: Pick<Ports, 'files' | 'assets' | 'threads'>,
): Promise<LintedEach> {
  const own = { files: ports.files, assets: ports.assets, cache };
  const shared = { root, ruleset, tool: cache?.tool() ?? null };
  const linted: LintedContract[] = [];
  const apart: Asked[] = [];
  let mayPart = ruleset.functions === undefined && ruleset.inFile === undefined;
  for (const [index, api] of apis.entries()) {
    if (linted[index] !== undefined) continue;
    if (mayPart && isWorthThreads(linted, apis.length)) {
      mayPart = false;
      const threads = await ports.threads();
      if (threads !== null) {
        const { here, others } = await together({ ...shared, apis: apis.slice(index) }, own, threads);
        for (const turns of [here, ...others]) for (const [place, one] of turns.linted) linted[index + place] = one;
        apart.push(...others.flatMap(({ asked }) => asked));
      }
    }
    // Also what a thread could not do: whoever calls is told why by the same error as ever.
    linted[index] ??= await lintContract(api, shared, own);
  }
  return { linted, apart };
}

/** Whether what is left is much, if it is as what was read. */
function isWorthThreads(linted: readonly LintedContract[], all: number): boolean {
  const done = linted.length;
  if (done === 0 || all - done < 2) return false;
  const bytes = linted.flatMap(({ read }) => [...read.values()]).reduce((sum, { length }) => sum + length, 0);
  return (bytes / done) * (all - done) >= WORTH_THREADS;
}

/** What this thread and others do of it. Where one fails, its contracts are missing. */
async function together(
  work: Omit<SharedLint, 'next'>,
  own: Parameters<typeof takeTurns>[1],
  threads: Threads,
): Promise<{ readonly here: Turns; readonly others: readonly Turns[] }> {
  const shared: SharedLint = { ...work, next: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
  const length = Math.min(threads.most, work.apis.length) - 1;
  const started = Promise.allSettled(Array.from({ length }, () => threads.run(shared) as Promise<Turns>));
  const here = await takeTurns(shared, own);
  const others = (await started).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return { here, others };
}
