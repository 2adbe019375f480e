import { type Comparison, type Edge, type SchemaChange, type ShapePair, change } from './change.ts';
import { vacuity } from './limits.ts';
import { isClosed, sorted } from './properties.ts';
import type { Applicator } from './shape.ts';

/** Arrays, and numbers that must be multiples. */
export function compareArrays(pair: ShapePair): Comparison {
  const { before, after } = pair;
  const changes: SchemaChange[] = [];
  const edges: Edge[] = [];
  if (before.uniqueItems !== after.uniqueItems)
    changes.push(
      change(pair, after.uniqueItems ? 'unique-items-set' : 'unique-items-unset', 'uniqueItems', {
        ...vacuity(pair, 'array', 'uniqueItems'),
      }),
    );
  if (before.items !== null || after.items !== null)
    edges.push({
      step: '[]',
      before: before.items ?? pair.old.anything(before.pointer),
      after: after.items ?? pair.new.anything(after.pointer),
      ignored: false,
    });
  const positions = Math.max(before.prefixItems.length, after.prefixItems.length);
  for (let index = 0; index < positions; index += 1) {
    const [old, new_] = [before.prefixItems[index], after.prefixItems[index]];
    const words = { from: String(index), to: String(index), about: [String(index)] };
    if (old !== undefined && new_ !== undefined)
      edges.push({ step: `[${index}]`, before: old, after: new_, ignored: false });
    else
      changes.push(
        change(pair, old === undefined ? 'prefix-items-added' : 'prefix-items-removed', 'prefixItems', words),
      );
  }
  return { changes: [...changes, ...compareMultiple(pair)], edges };
}

function compareMultiple(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [pair.before.multipleOf, pair.after.multipleOf];
  if (from === to) return [];
  const words = { from: String(from ?? 'none'), to: String(to ?? 'none'), ...vacuity(pair, 'number', 'multipleOf') };
  if (from === null) return [change(pair, 'multiple-of-set', 'multipleOf', words)];
  if (to === null) return [change(pair, 'multiple-of-unset', 'multipleOf', words)];
  const effect = divides(from, to) ? 'narrower' : divides(to, from) ? 'wider' : 'both';
  return [change(pair, 'multiple-of-changed', 'multipleOf', { ...words, effect })];
}

function divides(divisor: number, value: number): boolean {
  const quotient = value / divisor;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

const NAMES: readonly (readonly [Applicator, string])[] = [
  ['if', 'if'],
  ['then', 'then'],
  ['else', 'else'],
  ['not', 'not'],
  ['contains', 'contains'],
  ['propertyNames', 'property-names'],
  ['unevaluatedItems', 'unevaluated-items'],
  ['unevaluatedProperties', 'unevaluated-properties'],
  ['contentSchema', 'content-schema'],
];

/** Under these, accepting more means that the whole accepts less, or nobody can tell. */
const OPAQUE: ReadonlySet<Applicator> = new Set<Applicator>(['not', 'if']);

/** Keywords that apply a schema to a part of the value or under a condition. */
export function compareApplicators(pair: ShapePair): Comparison {
  const changes: SchemaChange[] = [];
  const edges: Edge[] = [];
  for (const [keyword, name] of NAMES) {
    const [old, new_] = [pair.before.applicators.get(keyword), pair.after.applicators.get(keyword)];
    if (old === undefined && new_ === undefined) continue;
    if (keyword === 'unevaluatedProperties' && isClosed(pair.before) && isClosed(pair.after)) continue;
    if (old === undefined) changes.push(change(pair, `${name}-added`, keyword));
    else if (new_ === undefined) changes.push(change(pair, `${name}-removed`, keyword));
    else if (!OPAQUE.has(keyword)) edges.push({ step: `(${keyword})`, before: old, after: new_, ignored: false });
    else if (pair.old.signature(old) !== pair.new.signature(new_))
      changes.push(change(pair, `${name}-changed`, keyword));
  }
  const dependents = compareDependents(pair);
  return { changes: [...changes, ...dependents.changes], edges: [...edges, ...dependents.edges] };
}

function compareDependents(pair: ShapePair): Comparison {
  const { kept, removed, added } = sorted(pair.before.dependentSchemas, pair.after.dependentSchemas);
  const schemas = [
    ...removed.map((name) => change(pair, 'dependent-schema-removed', 'dependentSchemas', { about: [name] })),
    ...added.map((name) => change(pair, 'dependent-schema-added', 'dependentSchemas', { about: [name] })),
  ];
  return {
    changes: [...schemas, ...compareDependentRequired(pair)],
    edges: kept.map(([name, before, after]) => ({ step: `(with ${name})`, before, after, ignored: false })),
  };
}

function compareDependentRequired(pair: ShapePair): readonly SchemaChange[] {
  const [before, after] = [pair.before.dependentRequired, pair.after.dependentRequired];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [from, to] = [before.get(name), after.get(name)];
    if (from?.join('\n') === to?.join('\n')) return [];
    const words = { about: [name], from: (from ?? []).join(', '), to: (to ?? []).join(', ') };
    if (from === undefined) return [change(pair, 'dependent-required-added', 'dependentRequired', words)];
    if (to === undefined) return [change(pair, 'dependent-required-removed', 'dependentRequired', words)];
    const [lost, gained] = [from.some((each) => !to.includes(each)), to.some((each) => !from.includes(each))];
    const effect = lost && gained ? 'both' : lost ? 'wider' : 'narrower';
    return [change(pair, 'dependent-required-changed', 'dependentRequired', { ...words, effect })];
  });
}
