import { type AnyDialect, isContractDialect } from '../../../model/contract.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../../model/json.ts';
import { pointerOf, segmentsOf, valueAt } from '../../../model/pointer.ts';
import { targetOf } from '../references.ts';

/** What a reference leads to: where that stands in the document as written; `from` is where the reference stands. */
export type Target = { readonly segments: readonly string[]; readonly value: Json; readonly from: readonly string[] };

/** A document in the two shapes that rules look at. */
export type Resolved = {
  /** As written, every object its own: a YAML anchor used twice is two objects here. */
  readonly written: JsonObject;
  /** Each `$ref` replaced by what it names; those that lead in a circle stay as they are. What is used twice is one object, not two. */
  readonly resolved: Json;
  /** References that were replaced, by the object of `written` that holds them. */
  readonly sites: ReadonlyMap<object, Target>;
  /** Objects of `resolved` that a reference leads to. */
  readonly shared: ReadonlySet<object>;
  /** Every pointer that some `$ref` names, as `#/…`, save those that lead to what they stand in, and those of components that are unnamed. */
  readonly references: readonly string[];
};

type Site = {
  readonly owner: JsonObject;
  readonly pointer: string;
  readonly path: readonly string[];
  readonly home: string | null;
};

type Crawl = {
  readonly document: JsonObject;
  readonly sites: Site[];
  /** The values that references name, by pointer. */
  readonly targets: Map<string, Json>;
  readonly mentions: Set<string>;
};

type Node = { readonly pointer: string; readonly value: Json; readonly edges: Set<string> };

/** Keys below which stand names, not keywords. */
const HOLD_NAMES = new Set([
  ...['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas', 'dependencies', 'schemas'],
  ...['responses', 'parameters', 'requestBodies', 'headers', 'securitySchemes', 'securityDefinitions', 'links'],
  ...['callbacks', 'pathItems', 'paths', 'webhooks', 'content', 'mediaTypes', 'encoding', 'variables'],
]);

/** Such keys of AsyncAPI; in OpenAPI those of them that there are hold lists. */
const HOLD_NAMES_ELSEWHERE = new Set([
  ...[...HOLD_NAMES, 'servers', 'channels', 'operations', 'messages', 'messageTraits', 'operationTraits'],
  ...['replies', 'replyAddresses', 'correlationIds', 'serverVariables', 'inputs'],
]);

/** Keys below which stands data, whatever it looks like. */
const HOLD_DATA = new Set(['example', 'default', 'enum', 'const']);

/** Resolves in time proportional to the document: what is referenced a thousand times is resolved once. `unnamed`: as a contract has them. */
export function resolve(original: JsonObject, dialect: AnyDialect, unnamed: ReadonlySet<string> = new Set()): Resolved {
  const names = isContractDialect(dialect) ? HOLD_NAMES : HOLD_NAMES_ELSEWHERE;
  const crawl = crawled(original, names) ?? crawled(unshared(original), names);
  if (crawl === null) throw new Error('a copy that shares objects');
  const owners = new Map<object, Node>();
  const nodes = nodesOf(crawl, owners);
  const { order, component } = components(nodes);
  const sites = new Map<object, Target>();
  for (const { owner, pointer, home, path } of crawl.sites) {
    const target = nodes.get(pointer);
    if (target === undefined || component.get(pointer) === component.get(home ?? '')) continue;
    sites.set(owner, { segments: segmentsOf(pointer), value: target.value, from: path });
  }
  const builder = new Builder(sites);
  for (const pointer of order) {
    const node = nodes.get(pointer);
    if (node !== undefined) builder.build(node.value);
  }
  const shared = new Set<object>();
  for (const { value } of sites.values()) {
    const built = builder.build(value);
    if (typeof built === 'object' && built !== null) shared.add(built);
  }
  return {
    written: crawl.document,
    resolved: builder.build(crawl.document),
    sites,
    shared,
    references: [...crawl.mentions].filter((mention) => !unnamed.has(mention.slice(1))),
  };
}

/** Looks through the document once; null where an object is met twice. */
function crawled(document: JsonObject, names: ReadonlySet<string>): Crawl | null {
  const crawl: Crawl = { document, sites: [], targets: new Map(), mentions: new Set() };
  const found: { owner: JsonObject; pointer: string; path: string[] }[] = [];
  const seen = new Set<object>();
  const path: string[] = [];
  const state = { twice: false };
  const visit = (value: Json, kind: Kind): void => {
    if (typeof value !== 'object' || value === null) return;
    state.twice ||= seen.has(value);
    if (state.twice) return;
    seen.add(value);
    const pointer = isArray(value) ? null : targetOf(value);
    if (pointer !== null && isObject(value)) {
      if (!isWithin(path, pointer)) crawl.mentions.add(`#${pointer}`);
      if (kind !== 'data') found.push({ owner: value, pointer, path: [...path] });
    }
    if (isArray(value)) {
      value.forEach((item, index) => {
        path.push(String(index));
        visit(item, kind === 'examples' ? 'data' : kind);
        path.pop();
      });
      return;
    }
    for (const key of Object.keys(value)) {
      path.push(key);
      visit(value[key] ?? null, below(kind, key, names));
      path.pop();
    }
  };
  visit(document, 'words');
  if (state.twice) return null;
  for (const { pointer } of found) {
    const value = valueAt(document, pointer);
    if (value !== undefined) crawl.targets.set(pointer, value);
  }
  for (const { owner, pointer, path: way } of found) {
    if (crawl.targets.has(pointer)) crawl.sites.push({ owner, pointer, path: way, home: homeOf(way, crawl.targets) });
  }
  return crawl;
}

/** What the keys of an object are: keywords, names, the names of examples, one example's keywords, or data. */
type Kind = 'words' | 'names' | 'examples' | 'example' | 'data';

function below(kind: Kind, key: string, names: ReadonlySet<string>): Kind {
  switch (kind) {
    case 'data':
      return 'data';
    case 'names':
      return 'words';
    case 'examples':
      return 'example';
    case 'example':
      return 'data';
    case 'words':
      if (key === 'examples') return 'examples';
      if (HOLD_DATA.has(key) || key.startsWith('x-')) return 'data';
      return names.has(key) ? 'names' : 'words';
  }
}

function isWithin(path: readonly string[], pointer: string): boolean {
  const target = segmentsOf(pointer);
  return target.length > 0 && target.every((segment, index) => path[index] === segment);
}

/** The innermost target that a path leads into. */
function homeOf(path: readonly string[], targets: ReadonlyMap<string, Json>): string | null {
  const steps = path.map((segment) => pointerOf(segment));
  for (let length = steps.length; length >= 0; length -= 1) {
    const pointer = steps.slice(0, length).join('');
    if (targets.has(pointer)) return pointer;
  }
  return null;
}

/** The graph of targets, the whole document among them: who contains or names whom. */
function nodesOf(crawl: Crawl, owners: Map<object, Node>): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const [pointer, value] of [['', crawl.document] as const, ...crawl.targets]) {
    const node: Node = { pointer, value, edges: new Set() };
    nodes.set(pointer, node);
    if (typeof value === 'object' && value !== null) owners.set(value, node);
  }
  for (const { pointer, home } of crawl.sites) nodes.get(home ?? '')?.edges.add(pointer);
  for (const pointer of crawl.targets.keys()) {
    const parent = homeOf(segmentsOf(pointer).slice(0, -1), crawl.targets);
    if (pointer !== '') nodes.get(parent ?? '')?.edges.add(pointer);
  }
  return nodes;
}

/** Makes the resolved document. What holds no reference is the very object of the document as written. */
class Builder {
  readonly #sites: ReadonlyMap<object, Target>;
  readonly #built = new Map<object, Json>();

  constructor(sites: ReadonlyMap<object, Target>) {
    this.#sites = sites;
  }

  build(value: Json): Json {
    if (typeof value !== 'object' || value === null) return value;
    const known = this.#built.get(value);
    if (known !== undefined) return known;
    const target = this.#sites.get(value);
    const made = target === undefined ? this.#mapped(value) : this.build(target.value);
    this.#built.set(value, made);
    return made;
  }

  #mapped(value: readonly Json[] | JsonObject): Json {
    if (isArray(value)) {
      const items = value.map((item) => this.build(item));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    let copy: Record<string, Json> | null = null;
    for (const key of Object.keys(value)) {
      const before = value[key] ?? null;
      const after = this.build(before);
      if (after === before) continue;
      copy ??= copied(value);
      define(copy, key, after);
    }
    return copy ?? value;
  }
}

function copied(value: JsonObject): Record<string, Json> {
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value)) define(copy, key, value[key] ?? null);
  return copy;
}

/** Sets a key as its own: `__proto__` is a key like any other. */
function define(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

function unshared(document: JsonObject): JsonObject {
  const copy = (value: Json): Json => {
    if (typeof value !== 'object' || value === null) return value;
    if (isArray(value)) return value.map(copy);
    // fromEntries defines: a key `__proto__` stays a key.
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)]));
  };
  const made = copy(document);
  return isObject(made) ? made : document;
}

/** Strongly connected components (Tarjan), and the order in which what is needed comes before what needs it. */
function components(nodes: ReadonlyMap<string, Node>): { order: string[]; component: Map<string, number> } {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const component = new Map<string, number>();
  const stack: string[] = [];
  const order: string[] = [];
  const lower = (of: string, to: number): void => void low.set(of, Math.min(low.get(of) ?? to, to));
  const visit = (pointer: string): void => {
    index.set(pointer, index.size);
    low.set(pointer, index.get(pointer) ?? 0);
    stack.push(pointer);
    for (const next of nodes.get(pointer)?.edges ?? []) {
      if (!index.has(next)) {
        visit(next);
        lower(pointer, low.get(next) ?? 0);
      } else if (!component.has(next)) lower(pointer, index.get(next) ?? 0);
    }
    if (low.get(pointer) !== index.get(pointer)) return;
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      component.set(member, index.get(pointer) ?? 0);
      order.push(member);
      if (member === pointer) break;
    }
  };
  for (const pointer of nodes.keys()) if (!index.has(pointer)) visit(pointer);
  return { order, component };
}
