import { type Comparison, type Edge, type SchemaChange, type ShapePair, change } from './change.ts';
import type { Shape } from './shape.ts';
import type { View } from './node.ts';

/** The named properties of an object: which are there, which are required, which way they go. */
export function compareProperties(pair: ShapePair): Comparison {
  const { before, after } = pair;
  const names = new Set([
    ...before.properties.keys(),
    ...after.properties.keys(),
    ...before.required,
    ...after.required,
  ]);
  const changes: SchemaChange[] = [];
  const edges: Edge[] = [];
  for (const name of names) {
    const [old, new_] = [before.properties.get(name), after.properties.get(name)];
    if (old !== undefined && new_ !== undefined) {
      if (before.required.has(name) === after.required.has(name) && pair.same(old, new_)) continue;
      const [from, to] = [pair.old.shape(old), pair.new.shape(new_)];
      changes.push(...keptProperty(pair, name, from, to));
      edges.push({ step: `/${name}`, before: old, after: new_, ignored: ignoredIn(pair, to) });
    } else if (old !== undefined) {
      changes.push(...removedProperty(pair, name, pair.old.shape(old)));
      // What is not named any more falls under the schema for properties that are not named.
      if (typeof pair.after.rest !== 'boolean')
        edges.push({
          step: `/${name}`,
          before: old,
          after: pair.after.rest,
          ignored: ignoredIn(pair, pair.old.shape(old)),
        });
    } else if (new_ !== undefined) {
      changes.push(...addedProperty(pair, name, pair.new.shape(new_)));
      if (typeof pair.before.rest !== 'boolean')
        edges.push({
          step: `/${name}`,
          before: pair.before.rest,
          after: new_,
          ignored: ignoredIn(pair, pair.new.shape(new_)),
        });
    } else changes.push(...undeclaredProperty(pair, name));
  }
  return { changes, edges };
}

/** The value never travels this way: the server sets a readOnly property, only callers send a writeOnly one. */
function ignoredIn(pair: ShapePair, shape: Shape): boolean {
  return pair.flow === 'request' ? shape.readOnly : shape.writeOnly;
}

function at(pair: ShapePair, name: string): Partial<SchemaChange> {
  return {
    property: name,
    before: pair.before.atProperty(name),
    after: pair.after.atProperty(name),
    about: [name],
  };
}

function removedProperty(pair: ShapePair, name: string, shape: Shape): readonly SchemaChange[] {
  const need = pair.before.required.has(name) ? 'required' : 'optional';
  const place = at(pair, name);
  if (pair.flow === 'request') {
    if (shape.readOnly) return [];
    const closed = refusesOthers(pair.after);
    return [
      change(pair, 'property-removed', 'properties', {
        ...place,
        ...(closed ? { impact: 'breaking' as const, remark: '(the object takes no other properties)' } : {}),
      }),
    ];
  }
  return [change(pair, `${need}${shape.writeOnly ? '-write-only' : ''}-property-removed`, 'properties', place)];
}

function refusesOthers(shape: Shape): boolean {
  return shape.rest === false || shape.applicators.has('unevaluatedProperties');
}

function addedProperty(pair: ShapePair, name: string, shape: Shape): readonly SchemaChange[] {
  const required = pair.after.required.has(name);
  const place = at(pair, name);
  if (pair.flow === 'request') {
    if (shape.readOnly) return [];
    if (!required) return [change(pair, 'optional-property-added', 'properties', place)];
    // It was required before it was declared: nothing new is asked for.
    if (pair.before.required.has(name)) return [];
    const turn = shape.default === undefined ? 'required-property-added' : 'required-property-added-with-default';
    return [change(pair, turn, 'properties', place)];
  }
  const need = required ? 'required' : 'optional';
  const closed = refusesOthers(pair.before) && !shape.writeOnly;
  return [
    change(pair, `${need}${shape.writeOnly ? '-write-only' : ''}-property-added`, 'properties', {
      ...place,
      ...(closed ? { impact: 'breaking' as const, remark: '(the object was said to have no other properties)' } : {}),
    }),
  ];
}

/** `required` may name what `properties` does not declare; it is required all the same. */
function undeclaredProperty(pair: ShapePair, name: string): readonly SchemaChange[] {
  const [from, to] = [pair.before.required.has(name), pair.after.required.has(name)];
  if (from === to) return [];
  return [change(pair, to ? 'property-became-required' : 'property-became-optional', 'required', about(name))];
}

function about(name: string): Partial<SchemaChange> {
  return { property: name, about: [name] };
}

function keptProperty(pair: ShapePair, name: string, from: Shape, to: Shape): readonly SchemaChange[] {
  const [was, is] = [pair.before.required.has(name), pair.after.required.has(name)];
  return [...requirement(pair, name, { was, is, from, to }), ...directions(pair, name, { is, from, to })];
}

type Kept = { readonly was: boolean; readonly is: boolean; readonly from: Shape; readonly to: Shape };

function requirement(pair: ShapePair, name: string, { was, is, to }: Kept): readonly SchemaChange[] {
  if (was === is) return [];
  const become = is ? 'became-required' : 'became-optional';
  const words = { ...at(pair, name), to: typeInWords(to) };
  if (pair.flow === 'response')
    return [change(pair, `${to.writeOnly ? 'write-only-' : ''}property-${become}`, 'required', words)];
  if (to.readOnly) return [];
  return [
    change(pair, `property-${become}${is && to.default !== undefined ? '-with-default' : ''}`, 'required', words),
  ];
}

function typeInWords(shape: Shape): string {
  return shape.types === null ? '' : [...shape.types].sort().join(' or ');
}

function directions(pair: ShapePair, name: string, { is, from, to }: Omit<Kept, 'was'>): readonly SchemaChange[] {
  const need = is ? 'required' : 'optional';
  return (['readOnly', 'writeOnly'] as const).flatMap((keyword) => {
    if (from[keyword] === to[keyword]) return [];
    const kind = keyword === 'readOnly' ? 'read-only' : 'write-only';
    return [change(pair, `${need}-property-became-${to[keyword] ? '' : 'not-'}${kind}`, keyword, at(pair, name))];
  });
}

/** Properties that are not named: additionalProperties and patternProperties. */
export function compareRest(pair: ShapePair): Comparison {
  const [from, to] = [pair.before.rest, pair.after.rest];
  const patterns = comparePatternProperties(pair);
  if (isClosed(pair.before) && isClosed(pair.after)) return patterns;
  if (from === false || to === false) {
    if (from === to) return patterns;
    const turn = to === false ? 'additional-properties-closed' : 'additional-properties-opened';
    return { ...patterns, changes: [...patterns.changes, change(pair, turn, 'additionalProperties')] };
  }
  if (from === true && to === true) return patterns;
  const before = from === true ? pair.old.anything(pair.before.pointer) : from;
  const after = to === true ? pair.new.anything(pair.after.pointer) : to;
  return { ...patterns, edges: [...patterns.edges, { step: '/*', before, after, ignored: false }] };
}

/** Closed by `additionalProperties` or, which is the same where nothing else is composed, by `unevaluatedProperties`. */
export function isClosed({ rest, applicators, choices }: Shape): boolean {
  const others = applicators.get('unevaluatedProperties')?.nodes[0]?.value;
  return rest === false || (others === false && choices.length === 0);
}

function comparePatternProperties(pair: ShapePair): Comparison {
  const { kept, removed, added } = sorted(pair.before.patternProperties, pair.after.patternProperties);
  return {
    changes: [
      ...removed.map((name) => change(pair, 'pattern-property-removed', 'patternProperties', quoted(name))),
      ...added.map((name) => change(pair, 'pattern-property-added', 'patternProperties', quoted(name))),
    ],
    edges: kept.map(([name, before, after]) => ({ step: `/~${name}~`, before, after, ignored: false })),
  };
}

function quoted(name: string): Partial<SchemaChange> {
  return { from: `\`${name}\``, to: `\`${name}\``, about: [name] };
}

/** The keys of two maps, told apart. */
export function sorted(
  before: ReadonlyMap<string, View>,
  after: ReadonlyMap<string, View>,
): {
  readonly kept: readonly (readonly [string, View, View])[];
  readonly removed: readonly string[];
  readonly added: readonly string[];
} {
  const kept = [...before].flatMap(([name, old]) => {
    const found = after.get(name);
    return found === undefined ? [] : [[name, old, found] as const];
  });
  return {
    kept,
    removed: [...before.keys()].filter((name) => !after.has(name)),
    added: [...after.keys()].filter((name) => !before.has(name)),
  };
}
