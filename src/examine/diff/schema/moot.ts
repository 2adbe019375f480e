import type { Comparison, Edge, SchemaChange, ShapePair } from './change.ts';

/** A pair of schemas one step further down. `moot`: why nothing in it counts, since its keyword has no effect; empty where it counts. */
export type PlacedEdge = Edge & { readonly moot: string };

/** The types whose values a keyword speaks of; of any other value it says nothing (JSON Schema 2020-12, 7.6.1). */
const SPEAKS_OF: ReadonlyMap<string, string> = new Map([
  ...['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames'].map(of('object')),
  ...['dependentRequired', 'dependentSchemas', 'unevaluatedProperties'].map(of('object')),
  ...['items', 'prefixItems', 'contains', 'unevaluatedItems', 'uniqueItems'].map(of('array')),
]);

function of(type: string): (keyword: string) => readonly [string, string] {
  return (keyword) => [keyword, type];
}

/** Marks what changed under keywords that neither side can apply: `properties` of a string exclude no string. */
export function withoutEffect(
  pair: ShapePair,
  { changes, edges }: Comparison,
): { readonly changes: readonly SchemaChange[]; readonly edges: readonly PlacedEdge[] } {
  return {
    changes: changes.map((each) => {
      const moot = mootness(pair, each.edit.what[0] ?? '');
      return moot === '' ? each : { ...each, impact: 'compatible', vacuous: true, remark: moot };
    }),
    edges: edges.map((edge) => ({ ...edge, moot: mootness(pair, keywordOf(edge.step)) })),
  };
}

function mootness({ before, after }: ShapePair, keyword: string): string {
  const type = SPEAKS_OF.get(keyword);
  if (type === undefined || before.types === null || after.types === null) return '';
  if (before.types.has(type) || after.types.has(type)) return '';
  const [only] = after.types;
  return only === undefined ? '' : `(${keyword} has no effect on ${/^[aeio]/.test(only) ? 'an' : 'a'} ${only})`;
}

/** Alternatives are of the same value and speak of every type; their steps are names in brackets, and so are those of keywords. */
function keywordOf(step: string): string {
  if (step.startsWith('/')) return 'properties';
  if (step.startsWith('[')) return step === '[]' ? 'items' : 'prefixItems';
  return step.startsWith('(with ') ? 'dependentSchemas' : step.slice(1, -1);
}
