import type { Cache, Ports } from '../../../model/ports.ts';
import type { Ruleset } from '../../../model/ruleset.ts';
import type { Api } from '../../../model/workspace.ts';
import type { Asked } from './recorder.ts';
import { type LintedContract, lintContract, type SharedLint, takeTurns, type Turns } from './turns.ts';

/** Bytes of contracts below which threads take longer to start than they save. */
const WORTH_THREADS = 1_000_000;

type LintedEach = {
  readonly linted: readonly LintedContract[];
  /** What other threads asked of the file system. */
  readonly apart: readonly Asked[];
};

/**
 * Lints contracts one by one, or with as many threads as there are processors where that is worth it. The findings are the same. Throws what the first
 * contract that cannot be linted throws.
 */
export async function lintEach(
  apis: readonly Pick<Api, 'id' | 'file'>[],
  root: string,
  ruleset: Ruleset,
  cache: Cache | null,
  ports: Pick<Ports, 'files' | 'assets' | 'threads'>,
): Promise<LintedEach> {
  const own = { files: ports.files, assets: ports.assets, cache };
  const work = { apis, root, ruleset, tool: cache?.tool() ?? null };
  const [here, ...others] = await together(work, own, ports);
  const known = new Map([...(here?.linted ?? []), ...others.flatMap((turns) => [...turns.linted])]);
  const linted: LintedContract[] = [];
  // Also what failed in a thread: whoever calls is told why by the same error as ever.
  for (const [place, api] of apis.entries()) linted.push(known.get(place) ?? (await lintContract(api, work, own)));
  return { linted, apart: others.flatMap(({ asked }) => asked) };
}

/** What this thread, which comes first, and others do together. Nothing where it is not worth it. */
async function together(
  work: Omit<SharedLint, 'order' | 'next'>,
  own: Parameters<typeof takeTurns>[1],
  { files, threads }: Pick<Ports, 'files' | 'threads'>,
): Promise<readonly Turns[]> {
  const { apis, root, ruleset } = work;
  if (apis.length < 2 || ruleset.functions !== undefined || ruleset.inFile !== undefined) return [];
  const sizes = await Promise.all(apis.map(({ file }) => files.size(root, file)));
  if (sizes.reduce((sum, size) => sum + size, 0) < WORTH_THREADS) return [];
  const several = await threads();
  if (several === null) return [];
  // The largest first, so that none is left to one thread in the end.
  const order = sizes.map((_, place) => place).sort((left, right) => (sizes[right] ?? 0) - (sizes[left] ?? 0));
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const shared: SharedLint = { ...work, order, next };
  const length = Math.min(several.most, apis.length) - 1;
  const started = Promise.allSettled(Array.from({ length }, () => several.run(shared) as Promise<Turns>));
  const here = await takeTurns(shared, own);
  const others = (await started).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return [here, ...others];
}
