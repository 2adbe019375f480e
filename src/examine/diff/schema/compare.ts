import { compareApplicators, compareArrays } from './structure.ts';
import type { Comparison, SchemaChange, ShapePair } from './change.ts';
import { type PlacedEdge, withoutEffect } from './moot.ts';
import { compareChoices, compareWrapped } from './choices.ts';
import { compareLimits } from './limits.ts';
import { compareMembers } from './members.ts';
import { compareNotes } from './notes.ts';
import { compareProperties, compareRest } from './properties.ts';
import { compareStrings } from './strings.ts';
import { compareTypes } from './types.ts';
import { compareNewList, compareValues } from './enums.ts';
import { saysNothing } from './shape.ts';

const OF_THE_SCHEMA: readonly ((pair: ShapePair) => readonly SchemaChange[])[] = [
  compareTypes,
  compareValues,
  compareLimits,
  compareStrings,
  compareMembers,
  compareNotes,
];

const OF_ITS_PARTS: readonly ((pair: ShapePair) => Comparison)[] = [
  compareProperties,
  compareRest,
  compareArrays,
  compareApplicators,
  compareChoices,
];

/** Everything that differs between two schemas themselves, and the pairs of schemas further down. */
export function compareShapes(pair: ShapePair): {
  readonly changes: readonly SchemaChange[];
  readonly edges: readonly PlacedEdge[];
} {
  return withoutEffect(pair, compared(pair));
}

function compared(pair: ShapePair): Comparison {
  const wrapped = compareWrapped(pair);
  if (wrapped !== null) {
    const nullness = compareTypes(pair).filter(({ turn }) => turn.endsWith('nullable'));
    return { changes: [...nullness, ...wrapped.changes], edges: wrapped.edges };
  }
  if (fromOrToAnything(pair)) return { changes: compareTypes(pair), edges: [] };
  // What has nothing in common has no parts to compare: the change of type says it all, but for the values that are listed now.
  if (disjoint(pair)) return { changes: [...compareTypes(pair), ...compareNewList(pair)], edges: [] };
  const parts = OF_ITS_PARTS.map((compare) => compare(pair));
  return {
    changes: [...OF_THE_SCHEMA.flatMap((compare) => compare(pair)), ...parts.flatMap(({ changes }) => changes)],
    edges: parts.flatMap(({ edges }) => edges),
  };
}

/** A schema that said nothing now names its types, or the reverse. */
function fromOrToAnything({ before, after }: ShapePair): boolean {
  return (before.types === null) !== (after.types === null) && (saysNothing(before) || saysNothing(after));
}

function disjoint({ before, after }: ShapePair): boolean {
  const [from, to] = [before.types, after.types];
  if (from === null || to === null) return false;
  const numeric = (type: string): string => (type === 'integer' ? 'number' : type);
  const kinds = new Set([...from].map(numeric));
  return ![...to].some((type) => kinds.has(numeric(type)));
}
