import { loadDocument } from '../../../gather/contract/load.ts';
import type { Fact } from '../../../model/finding.ts';
import type { Cache } from '../../../model/ports.ts';
import type { ApiSummary } from '../../../model/report.ts';
import type { Ruleset } from '../../../model/ruleset.ts';
import type { Api } from '../../../model/workspace.ts';
import { cachedFacts } from './cached-facts.ts';
import { summaryOf } from '../verdict/summary.ts';

/** One contract to lint. All but rulesets with functions or overrides can be handed to another thread. */
export type LintTask = {
  readonly api: Pick<Api, 'id' | 'file'>;
  readonly ruleset: Ruleset;
  /** `Cache.tool` of the cache that may be asked; null for none. */
  readonly tool: string | null;
};

export type LintedContract = { readonly summary: ApiSummary; readonly facts: readonly Fact[] };

/** What a task may ask: the bytes of a file of the workspace, what the cache has (null for nothing), and that it keeps something. */
export type LintQuestion =
  | { readonly kind: 'read'; readonly path: string }
  | { readonly kind: 'recall'; readonly key: string }
  | { readonly kind: 'keep'; readonly key: string; readonly text: string };

/** Reads a contract and lints it. It reaches the world through `ask` alone, and so it may run anywhere. Throws as `loadDocument` and `lint` do. */
export async function lintTask(
  { api, ruleset, tool }: LintTask,
  ask: (question: LintQuestion) => Promise<unknown>,
): Promise<LintedContract> {
  const read = async (path: string): Promise<Uint8Array> => (await ask({ kind: 'read', path })) as Uint8Array;
  const contract = await loadDocument({ commit: null, read }, api.file, api.id);
  const facts = await cachedFacts(contract, ruleset, tool === null ? null : cacheBehind(tool, ask));
  return { summary: summaryOf({ api, contract }, null), facts };
}

function cacheBehind(tool: string, ask: (question: LintQuestion) => Promise<unknown>): Cache {
  return {
    tool: () => tool,
    read: async (key) => (await ask({ kind: 'recall', key })) as string | null,
    async write(key, text) {
      await ask({ kind: 'keep', key, text });
    },
  };
}
