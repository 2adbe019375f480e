import {
  type Json,
  type JsonObject,
  isArray,
  isObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import { type Flat, flatten, saysNullable } from './flatten.ts';
import { type SchemaNode, type SchemaStore, type View, child } from './node.ts';
import { APPLICATORS, type Applicator, type Discriminator, LIMITS, type Limit, type Shape } from './shape.ts';
import { typeSets, valuesIn } from './values.ts';

type Typed = SchemaNode & { readonly value: JsonObject };

/** Reads a view into its one spelling. What cannot be merged exactly (two patterns, two formats) is kept side by side or taken from the first. */
export function normalise(store: SchemaStore, view: View): Shape {
  const flat = flatten(store, view);
  const nodes = flat.nodes.filter((node): node is Typed => isObject(node.value));
  const [first] = view.nodes;
  const pointer = first?.pointer ?? '';
  const named = (keyword: string): Typed | undefined => nodes.find(({ value }) => own(value, keyword) !== undefined);
  const written = (keyword: string): Json | undefined => own(named(keyword)?.value, keyword);
  const union = scalarUnion(flat);
  const values = valuesIn(nodes.map(enumOf));
  const types = intersect([...nodes.map(typesOf), union]) ?? impliedTypes(nodes, values);
  const refuses = flat.nodes.some(({ value }) => value === false);
  return {
    view,
    pointer,
    name: first?.name ?? null,
    title: ownString(first?.value, 'title') ?? null,
    types: refuses ? new Set<string>() : types,
    typeChoice: union !== null,
    nullable: nullableOf(flat, nodes),
    format: ownString(named('format')?.value, 'format') ?? null,
    enum: values?.filter((value) => value !== null) ?? null,
    pinned: values?.length === 1 && written('const') !== undefined,
    extensible: ownArray(named('x-extensible-enum')?.value, 'x-extensible-enum') ?? null,
    limits: limitsOf(nodes),
    multipleOf: numberOf(written('multipleOf')),
    uniqueItems: nodes.some(({ value }) => own(value, 'uniqueItems') === true),
    patterns: [...new Set(nodes.flatMap(({ value }) => ownString(value, 'pattern') ?? []))].sort(),
    default: written('default'),
    properties: mapOf(store, nodes, 'properties'),
    required: new Set(nodes.flatMap(({ value }) => (ownArray(value, 'required') ?? []).filter(isName))),
    rest: restOf(store, nodes),
    patternProperties: mapOf(store, nodes, 'patternProperties'),
    items: itemsOf(store, nodes),
    prefixItems: prefixOf(store, named('prefixItems')),
    applicators: applicatorsOf(store, nodes),
    dependentRequired: dependentsOf(nodes),
    dependentSchemas: mapOf(store, nodes, 'dependentSchemas'),
    choices: union === null ? flat.choices : [],
    members: flat.members,
    discriminator: discriminatorOf(written('discriminator')),
    contentMediaType: ownString(named('contentMediaType')?.value, 'contentMediaType') ?? null,
    contentEncoding: ownString(named('contentEncoding')?.value, 'contentEncoding') ?? null,
    readOnly: nodes.some(({ value }) => own(value, 'readOnly') === true),
    writeOnly: nodes.some(({ value }) => own(value, 'writeOnly') === true),
    lifecycle: {
      deprecated: nodes.some(({ value }) => own(value, 'deprecated') === true),
      sunset: written('x-sunset') ?? null,
      stability: written('x-stability-level') ?? null,
    },
    at: (keyword) => {
      const node = named(keyword);
      return node === undefined ? pointer : node.pointer + pointerOf(keyword);
    },
    atProperty: (name) => {
      const node = nodes.find(({ value }) => own(ownObject(value, 'properties'), name) !== undefined);
      return node === undefined ? pointer : node.pointer + pointerOf('properties', name);
    },
  };
}

function isText(value: Json): value is string {
  return typeof value === 'string';
}

/** Generators leave an empty name where there was none to write. */
function isName(value: Json): value is string {
  return isText(value) && value !== '';
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

/** The types a node names, null left out; null where it names none. `file` is how Swagger 2.0 writes a binary string. */
function typesOf(node: Typed): ReadonlySet<string> | null {
  const type = own(node.value, 'type');
  const list = isArray(type) ? type.filter(isText) : isText(type ?? null) ? [String(type)] : null;
  if (list === null) return null;
  const types = new Set(list.filter((each) => each !== 'null').map((each) => (each === 'file' ? 'string' : each)));
  if (types.has('number')) types.delete('integer');
  return types;
}

/** A choice among bare types says no more than a list of types does. */
function scalarUnion(flat: Flat): ReadonlySet<string> | null {
  const [choice] = flat.choices;
  if (choice === undefined || flat.choices.length > 1) return null;
  const bare = choice.branches.map((branch) => {
    const [node] = branch.nodes;
    if (node === undefined || branch.nodes.length > 1 || node.name !== null || !isObject(node.value)) return null;
    const plain = Object.keys(node.value).every((key) => key === 'type' || key === 'description');
    return plain ? typesOf({ ...node, value: node.value }) : null;
  });
  if (bare.includes(null)) return null;
  const union = typeSets.union(bare.flatMap((types) => [...(types ?? [])]));
  return union.size > 1 ? union : null;
}

/**
 * Types that nobody wrote down but everybody reads: those of the listed values, and an object where properties are named. By the letter
 * a schema without a type accepts every other type as well; no contract means that, and writing the type down later is no change.
 */
function impliedTypes(nodes: readonly Typed[], values: readonly Json[] | null): ReadonlySet<string> | null {
  if (values !== null && values.length > 0)
    return typeSets.union(values.filter((value) => value !== null).map(typeOfValue));
  const has = (keyword: string): boolean => nodes.some(({ value }) => own(value, keyword) !== undefined);
  if (has('properties')) return new Set(['object']);
  return has('items') ? new Set(['array']) : null;
}

function typeOfValue(value: Json): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (isArray(value)) return 'array';
  return typeof value;
}

function intersect(sets: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
  return sets.reduce((left, right) => typeSets.intersection(left, right), null);
}

/**
 * Whether null is accepted, in its three spellings: `nullable`, a type list with null, and a choice with null. A wrapper that says
 * `nullable: true` around an allOf means it, though OpenAPI 3.0.3 read by the letter would let the member overrule it.
 */
function nullableOf(flat: Flat, nodes: readonly Typed[]): boolean | null {
  if (flat.nullable) return true;
  const verdicts = nodes.map(nullableNode).filter((verdict) => verdict !== null);
  if (verdicts.length === 0) return null;
  return verdicts.every(Boolean);
}

function nullableNode({ value }: Typed): boolean | null {
  if (saysNullable(value)) return true;
  const type = own(value, 'type');
  if (isArray(type)) return type.includes('null');
  if (isText(type ?? null)) return type === 'null';
  const values = ownArray(value, 'enum');
  if (values !== undefined) return values.includes(null);
  const pinned = own(value, 'const');
  return pinned === undefined ? null : pinned === null;
}

function enumOf({ value }: Typed): readonly Json[] | null {
  const pinned = own(value, 'const');
  return pinned === undefined ? (ownArray(value, 'enum') ?? null) : [pinned];
}

/** The strictest of each bound. OpenAPI 3.0 writes `exclusiveMaximum: true` beside `maximum`; JSON Schema since draft 6 writes the number itself. */
function limitsOf(nodes: readonly Typed[]): ReadonlyMap<Limit, number> {
  const limits = new Map<Limit, number>();
  for (const { value } of nodes) {
    for (const keyword of LIMITS) {
      const { limit, bound } = boundOf(value, keyword);
      if (bound === null) continue;
      const known = limits.get(limit) ?? bound;
      limits.set(limit, /^max|Max/.test(limit) ? Math.min(known, bound) : Math.max(known, bound));
    }
  }
  return limits;
}

function boundOf(value: JsonObject, keyword: Limit): { limit: Limit; bound: number | null } {
  const bound = numberOf(own(value, keyword));
  if (keyword === 'maximum' && own(value, 'exclusiveMaximum') === true) return { limit: 'exclusiveMaximum', bound };
  if (keyword === 'minimum' && own(value, 'exclusiveMinimum') === true) return { limit: 'exclusiveMinimum', bound };
  return { limit: keyword, bound };
}

function mapOf(store: SchemaStore, nodes: readonly Typed[], keyword: string): ReadonlyMap<string, View> {
  const views = new Map<string, View[]>();
  for (const node of nodes) {
    for (const name of Object.keys(ownObject(node.value, keyword) ?? {})) {
      const list = views.get(name) ?? [];
      list.push(child(store, node, keyword, name));
      views.set(name, list);
    }
  }
  return new Map([...views].map(([name, list]) => [name, store.join(list)]));
}

function restOf(store: SchemaStore, nodes: readonly Typed[]): View | boolean {
  const views: View[] = [];
  for (const node of nodes) {
    const rest = own(node.value, 'additionalProperties');
    if (rest === false) return false;
    if (isObject(rest) && Object.keys(rest).length > 0) views.push(child(store, node, 'additionalProperties'));
  }
  return views.length === 0 ? true : store.join(views);
}

/** Before 2020-12, `items` could be a list of positions; OpenAPI never allowed that, so a list is read as no statement. */
function itemsOf(store: SchemaStore, nodes: readonly Typed[]): View | null {
  const views = nodes
    .filter(({ value }) => isObject(own(value, 'items')) || typeof own(value, 'items') === 'boolean')
    .map((node) => child(store, node, 'items'));
  return views.length === 0 ? null : store.join(views);
}

function prefixOf(store: SchemaStore, node: Typed | undefined): readonly View[] {
  if (node === undefined) return [];
  return (ownArray(node.value, 'prefixItems') ?? []).map((_, index) => child(store, node, 'prefixItems', index));
}

function applicatorsOf(store: SchemaStore, nodes: readonly Typed[]): ReadonlyMap<Applicator, View> {
  const found = new Map<Applicator, View>();
  for (const keyword of APPLICATORS) {
    const views = nodes
      .filter(({ value }) => own(value, keyword) !== undefined)
      .map((node) => child(store, node, keyword));
    if (views.length > 0) found.set(keyword, store.join(views));
  }
  return found;
}

function dependentsOf(nodes: readonly Typed[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { value } of nodes) {
    for (const [name, needed] of Object.entries(ownObject(value, 'dependentRequired') ?? {})) {
      const set = found.get(name) ?? new Set<string>();
      for (const each of isArray(needed) ? needed.filter(isText) : []) set.add(each);
      found.set(name, set);
    }
  }
  return new Map([...found].map(([name, set]) => [name, [...set].sort()]));
}

/** Swagger 2.0 writes the bare property name. */
function discriminatorOf(value: Json | undefined): Discriminator | null {
  if (typeof value === 'string') return { propertyName: value, mapping: new Map() };
  if (!isObject(value)) return null;
  const mapping = Object.entries(ownObject(value, 'mapping') ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { propertyName: ownString(value, 'propertyName') ?? '', mapping: new Map(mapping) };
}
