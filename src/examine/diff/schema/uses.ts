import type { Position } from '../define.ts';
import type { PairNode } from './graph.ts';
import type { SchemaChange } from './change.ts';

/** The way from the root of a payload down to a pair of schemas, read upwards. The step of the root is empty. */
export type Trail = { readonly node: PairNode; readonly step: string; readonly above: Trail | null };

/** A change of a schema where it is used: which position, and the path of property names that leads there. */
export type SchemaUse = {
  readonly change: SchemaChange;
  readonly position: Position;
  readonly path: string;
  readonly trail: Trail;
  /** Why nothing here counts: a keyword on the way has no effect. Empty where it counts. */
  readonly moot: string;
};

/** Pairs that an operation has told of already, each with the positions. */
export type Told = Map<PairNode, Set<string>>;

/** Reads off everything that changed below a pair, nearest first. A pair that was told in this operation is not told again. */
export function usesOf(
  root: PairNode,
  { root: at, below }: { readonly root: Position; readonly below: Position },
  told: Told,
): readonly SchemaUse[] {
  const uses: SchemaUse[] = [];
  let waiting: { trail: Trail; position: Position; path: string; moot: string }[] = [
    { trail: { node: root, step: '', above: null }, position: at, path: '', moot: '' },
  ];
  while (waiting.length > 0) {
    const next: typeof waiting = [];
    for (const { trail, position, path, moot } of waiting) {
      const { node } = trail;
      if (!node.alive || isTold(told, node, position, moot)) continue;
      for (const change of node.changes)
        uses.push(
          change.property === null
            ? { change, position, path, trail, moot }
            : { change, position: position === at ? below : position, path: `${path}/${change.property}`, trail, moot },
        );
      for (const edge of node.edges) {
        const inner = position === at && !(isParameter(at) && edge.step === '[]') ? below : position;
        next.push({
          trail: { node: edge.node, step: edge.step, above: trail },
          position: edge.ignored ? ignored(inner) : inner,
          path: path + edge.step,
          moot: moot === '' ? edge.moot : moot,
        });
      }
    }
    // Of several ways of one length the first by name is told, whatever the order of keys.
    waiting = next.sort((left, right) => (left.path === right.path ? 0 : left.path < right.path ? -1 : 1));
  }
  return uses;
}

/** A parameter or header is its items: what is written is one value after another. */
function isParameter(position: Position): boolean {
  return position === 'request-parameter' || position === 'response-header';
}

/** What was told where it does not count is told again where it does. */
function isTold(told: Told, node: PairNode, position: Position, moot: string): boolean {
  const positions = told.get(node) ?? new Set<string>();
  const way = moot === '' ? position : `${position} moot`;
  if (positions.has(way)) return true;
  told.set(node, positions.add(way));
  return false;
}

const IGNORED: ReadonlyMap<Position, Position> = new Map<Position, Position>([
  ['request-property', 'request-read-only-property'],
  ['response-property', 'response-write-only-property'],
]);

function ignored(position: Position): Position {
  return IGNORED.get(position) ?? position;
}
