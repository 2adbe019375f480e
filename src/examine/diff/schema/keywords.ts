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
import { type SchemaNode, type SchemaStore, type View, child } from './node.ts';
import { APPLICATORS, type Applicator, type Discriminator, LIMITS, type Limit } from './shape.ts';

/** A node that is an object: `true` and `false` have no keywords. */
export type Typed = SchemaNode & { readonly value: JsonObject };

export function typed(nodes: readonly SchemaNode[]): readonly Typed[] {
  return nodes.filter((node): node is Typed => isObject(node.value));
}

/** The keywords of several nodes that hold together; of one that stands in several, the first. */
export type Keywords = {
  readonly node: (keyword: string) => Typed | undefined;
  readonly value: (keyword: string) => Json | undefined;
  readonly text: (keyword: string) => string | null;
  readonly list: (keyword: string) => readonly Json[] | null;
  readonly flag: (keyword: string) => boolean;
};

export function keywordsOf(nodes: readonly Typed[]): Keywords {
  // A schema has a handful of keywords, and is asked for dozens.
  const first = new Map<string, Typed>();
  for (const each of nodes)
    for (const keyword of Object.keys(each.value)) if (!first.has(keyword)) first.set(keyword, each);
  const node = (keyword: string): Typed | undefined => first.get(keyword);
  return {
    node,
    value: (keyword) => own(node(keyword)?.value, keyword),
    text: (keyword) => ownString(node(keyword)?.value, keyword) ?? null,
    list: (keyword) => ownArray(node(keyword)?.value, keyword) ?? null,
    flag: (keyword) => first.has(keyword) && nodes.some(({ value }) => own(value, keyword) === true),
  };
}

export function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}

/** Generators leave an empty name where there was none to write. */
export function isName(value: Json): value is string {
  return isText(value) && value !== '';
}

function numberOf(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

export function enumOf({ value }: Typed): readonly Json[] | null {
  const pinned = own(value, 'const');
  return pinned === undefined ? (ownArray(value, 'enum') ?? null) : [pinned];
}

/** The strictest of each bound. OpenAPI 3.0 writes `exclusiveMaximum: true` beside `maximum`; JSON Schema since draft 6 writes the number itself. */
export function limitsOf(nodes: readonly Typed[]): ReadonlyMap<Limit, number> {
  const limits = new Map<Limit, number>();
  for (const { value } of nodes) {
    for (const keyword of LIMITS.filter((each) => Object.hasOwn(value, each))) {
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

export function mapOf(store: SchemaStore, nodes: readonly Typed[], keyword: string): ReadonlyMap<string, View> {
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

export function restOf(store: SchemaStore, nodes: readonly Typed[]): View | boolean {
  const views: View[] = [];
  for (const node of nodes) {
    const rest = own(node.value, 'additionalProperties');
    if (rest === false) return false;
    if (isObject(rest) && Object.keys(rest).length > 0) views.push(child(store, node, 'additionalProperties'));
  }
  return views.length === 0 ? true : store.join(views);
}

/** Before 2020-12, `items` could be a list of positions; OpenAPI never allowed that, so a list is read as no statement. */
export function itemsOf(store: SchemaStore, nodes: readonly Typed[]): View | null {
  const views = nodes
    .filter(({ value }) => isObject(own(value, 'items')) || typeof own(value, 'items') === 'boolean')
    .map((node) => child(store, node, 'items'));
  return views.length === 0 ? null : store.join(views);
}

export function prefixOf(store: SchemaStore, node: Typed | undefined): readonly View[] {
  if (node === undefined) return [];
  return (ownArray(node.value, 'prefixItems') ?? []).map((_, index) => child(store, node, 'prefixItems', index));
}

export function applicatorsOf(store: SchemaStore, nodes: readonly Typed[]): ReadonlyMap<Applicator, View> {
  const found = new Map<Applicator, View>();
  for (const keyword of APPLICATORS) {
    const views = nodes.filter((node) => applies(node, keyword)).map((node) => child(store, node, keyword));
    if (views.length > 0) found.set(keyword, store.join(views));
  }
  return found;
}

/** These refuse nothing when they hold a schema that accepts everything. */
const IDLE: ReadonlySet<Applicator> = new Set<Applicator>([
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
]);

/** A condition without a consequence, a consequence without a condition, and what accepts everything say nothing (JSON Schema 2020-12, 10.2.2). */
function applies({ value }: Typed, keyword: Applicator): boolean {
  const schema = own(value, keyword);
  if (schema === undefined) return false;
  if (keyword === 'if') return own(value, 'then') !== undefined || own(value, 'else') !== undefined;
  if (keyword === 'then' || keyword === 'else') return own(value, 'if') !== undefined;
  return !(IDLE.has(keyword) && (schema === true || (isObject(schema) && Object.keys(schema).length === 0)));
}

export function dependentsOf(nodes: readonly Typed[]): ReadonlyMap<string, readonly string[]> {
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
export function discriminatorOf(store: SchemaStore, value: Json | undefined): Discriminator | null {
  if (typeof value === 'string') return { propertyName: value, mapping: new Map() };
  if (!isObject(value)) return null;
  const mapping = Object.entries(ownObject(value, 'mapping') ?? {}).flatMap(([kind, target]) =>
    typeof target === 'string' ? [[kind, { target, view: targetOf(store, target) }] as const] : [],
  );
  return { propertyName: ownString(value, 'propertyName') ?? '', mapping: new Map(mapping) };
}

/** A mapping leads to a schema by reference or by its bare name (OpenAPI 3.1, 4.8.25). */
function targetOf(store: SchemaStore, target: string): View | null {
  const reference = /^[\w.-]+$/.test(target) ? `#/components/schemas/${target}` : target;
  const schema = { $ref: reference };
  return store.source.resolve(schema, '') === null ? null : store.view(schema, '');
}
