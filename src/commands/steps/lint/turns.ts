import { loadDocument } from '../../../gather/contract/load.ts';
import { type Tree, workingTree } from '../../../gather/contract/tree.ts';
import type { Fact } from '../../../model/finding.ts';
import type { Ports } from '../../../model/ports.ts';
import type { ApiSummary } from '../../../model/report.ts';
import type { Ruleset } from '../../../model/ruleset.ts';
import type { Api } from '../../../model/workspace.ts';
import { summaryOf } from '../verdict/summary.ts';
import { cachedFacts } from './cached-facts.ts';
import { type Asked, recordedFiles } from './recorder.ts';

/** Contracts that several threads lint. It can be sent to them but for rulesets with functions or overrides. */
export type SharedLint = {
  readonly apis: readonly Pick<Api, 'id' | 'file'>[];
  /** In which order, by their place in `apis`. */
  readonly order: readonly number[];
  readonly root: string;
  readonly ruleset: Ruleset;
  /** `Cache.tool` of the cache that may be asked; null for none. */
  readonly tool: string | null;
  /** One number in memory of all threads: the place in `order` of the first that nobody has begun. */
  readonly next: Int32Array;
};

export type LintedContract = {
  readonly summary: ApiSummary;
  readonly facts: readonly Fact[];
  /** The bytes of every file that was read for it, by its path below the root. */
  readonly read: ReadonlyMap<string, Uint8Array>;
};

/** What one thread did: contracts by their place, and what it asked of the file system. */
export type Turns = { readonly linted: ReadonlyMap<number, LintedContract>; readonly asked: readonly Asked[] };

/** Reads a contract and lints it. Throws as `loadDocument` and `lint` do. */
export async function lintContract(
  { id, file }: Pick<Api, 'id' | 'file'>,
  { root, ruleset, tool }: Pick<SharedLint, 'root' | 'ruleset' | 'tool'>,
  { files, cache }: Pick<Ports, 'files' | 'cache'>,
): Promise<LintedContract> {
  const read = new Map<string, Uint8Array>();
  const tree = workingTree(files, root);
  const noted: Tree = {
    ...tree,
    async read(path) {
      const bytes = await tree.read(path);
      read.set(path, bytes);
      return bytes;
    },
  };
  const contract = await loadDocument(noted, file, id);
  const asked = tool === null || cache === null ? null : { ...cache, tool: () => tool };
  const facts = await cachedFacts(contract, ruleset, asked);
  return { summary: summaryOf({ api: { id, file }, contract }, null), facts, read };
}

/** Lints the next contract that nobody has begun, and so on, until there is none. One that cannot be linted is left out. */
export async function takeTurns(shared: SharedLint, ports: Pick<Ports, 'files' | 'cache' | 'assets'>): Promise<Turns> {
  const { files, asked } = recordedFiles(ports);
  const linted = new Map<number, LintedContract>();
  for (;;) {
    const place = shared.order[Atomics.add(shared.next, 0, 1)] ?? -1;
    const api = shared.apis[place];
    if (api === undefined) return { linted, asked: asked() };
    const one = await lintContract(api, shared, { ...ports, files }).catch(() => null);
    if (one !== null) linted.set(place, one);
  }
}
