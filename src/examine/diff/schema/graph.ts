import { type Flow, type Medium, type SchemaChange } from './change.ts';
import { type ShapeCache } from './cache.ts';
import { compareShapes } from './compare.ts';
import type { View } from './node.ts';
import type { Sameness } from './sameness.ts';

/** Two schemas that were compared, with the pairs below them: a graph, with circles where schemas are recursive. */
export type PairNode = {
  readonly before: View;
  readonly after: View;
  readonly changes: readonly SchemaChange[];
  readonly edges: readonly {
    readonly step: string;
    readonly node: PairNode;
    readonly ignored: boolean;
    readonly moot: string;
  }[];
  /** Something below or here changed. */
  readonly alive: boolean;
};

type Draft = {
  before: View;
  after: View;
  changes: readonly SchemaChange[];
  edges: { step: string; node: Draft; ignored: boolean; moot: string }[];
  parents: Draft[];
  alive: boolean;
  open: boolean;
};

/** Compares pairs of schemas, each once however often it is met. */
export type PairGraph = { readonly compare: (before: View, after: View, flow: Flow, medium: Medium) => PairNode };

export function pairGraphOf(old: ShapeCache, new_: ShapeCache, same: Sameness): PairGraph {
  const known = new Map<string, Draft>();

  const nodeOf = (before: View, after: View, flow: Flow, medium: Medium, fresh: Draft[]): Draft => {
    const key = `${before.key}|${after.key}|${flow}|${medium}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const node: Draft = { before, after, changes: [], edges: [], parents: [], alive: false, open: true };
    known.set(key, node);
    fresh.push(node);
    return node;
  };

  return {
    compare(before, after, flow, medium) {
      const fresh: Draft[] = [];
      const root = nodeOf(before, after, flow, medium, fresh);
      // The list grows while it is gone through: a pair brings the pairs below it.
      for (const node of fresh) {
        if (!node.open) continue;
        node.open = false;
        if (same(node.before, node.after)) continue;
        const pair = { before: old.shape(node.before), after: new_.shape(node.after), flow, medium };
        const { changes, edges } = compareShapes({ ...pair, old, new: new_, same });
        node.changes = changes;
        for (const edge of edges) {
          const below = nodeOf(edge.before, edge.after, flow, medium, fresh);
          node.edges.push({ step: edge.step, node: below, ignored: edge.ignored, moot: edge.moot });
          below.parents.push(node);
          if (below.alive) revive(node);
        }
        if (changes.length > 0) revive(node);
      }
      return root;
    },
  };
}

/** Tells everything above that there is something to see. */
function revive(node: Draft): void {
  const waiting = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.alive) continue;
    next.alive = true;
    waiting.push(...next.parents);
  }
}
