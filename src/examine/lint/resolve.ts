import { isArray, isObject, type Json, type JsonObject } from '../../model/json.ts';
import { valueAt } from '../../model/pointer.ts';
import { targetOf } from './references.ts';

/** A document in the two shapes that rules look at. */
export type Resolved = {
  /** As written, every object its own: a YAML anchor used twice is two objects here. */
  readonly written: JsonObject;
  /** Each `$ref` replaced by what it names; those that lead in a circle stay as they are. Shared objects, deeply frozen. */
  readonly resolved: Json;
  /** Every reference of the document, as `#/…`. */
  readonly references: readonly string[];
};

type Node = {
  readonly pointer: string;
  readonly value: Json;
  /** Pointers of the targets that it contains or names. */
  readonly edges: Set<string>;
};

/** Resolves in time proportional to the document: what is referenced a thousand times is resolved once. */
export function resolve(original: JsonObject): Resolved {
  const document = copied(original);
  const targets = targetsOf(document);
  const owner = new Map<object, Node>();
  const nodes = nodesOf(document, targets, owner);
  const { order, component } = components(nodes);
  const built = new Map<object, Json>();
  const build = (value: Json, home: string): Json => {
    if (typeof value !== 'object' || value === null) return value;
    const known = built.get(value);
    if (known !== undefined) return known;
    const made = construct(value, home);
    built.set(value, made);
    return made;
  };
  const construct = (value: readonly Json[] | JsonObject, home: string): Json => {
    const node = owner.get(value);
    const here = node?.pointer ?? home;
    const pointer = targetOf(value);
    const target = pointer === null ? undefined : nodes.get(pointer);
    if (target !== undefined && component.get(target.pointer) !== component.get(here)) return build(target.value, here);
    return Object.freeze(mapped(value, (member) => build(member, here)));
  };
  for (const pointer of order) {
    const node = nodes.get(pointer);
    if (node !== undefined) build(node.value, pointer);
  }
  return {
    written: document,
    resolved: build(document, ''),
    references: [...targets.keys()].map((pointer) => `#${pointer}`),
  };
}

function copied(document: JsonObject): JsonObject {
  const copy = (value: Json): Json =>
    typeof value === 'object' && value !== null ? mapped(value, (member) => copy(member)) : value;
  const made = copy(document);
  return isObject(made) ? made : document;
}

function mapped(value: readonly Json[] | JsonObject, change: (member: Json) => Json): Json {
  if (isArray(value)) return value.map(change);
  // fromEntries defines: a key `__proto__` stays a key.
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)]));
}

/** The value at each pointer that some `$ref` names. */
function targetsOf(document: JsonObject): Map<string, Json> {
  const found = new Map<string, Json>();
  const seen = new Set<object>();
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const pointer = targetOf(value);
    if (pointer !== null && !found.has(pointer)) {
      const target = valueAt(document, pointer);
      if (target !== undefined) found.set(pointer, target);
    }
    for (const member of Object.values(value)) visit(member);
  };
  visit(document);
  return found;
}

/** The graph of targets, the whole document among them: who contains or names whom. */
function nodesOf(
  document: JsonObject,
  targets: ReadonlyMap<string, Json>,
  owner: Map<object, Node>,
): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const [pointer, value] of [['', document] as const, ...targets]) {
    if (nodes.has(pointer)) continue;
    const node: Node = { pointer, value, edges: new Set() };
    nodes.set(pointer, node);
    if (typeof value === 'object' && value !== null && !owner.has(value)) owner.set(value, node);
  }
  const seen = new Set<object>();
  const visit = (value: Json, home: Node): void => {
    if (typeof value !== 'object' || value === null) return;
    const own = owner.get(value);
    if (own !== undefined && own !== home) home.edges.add(own.pointer);
    if (seen.has(value)) return;
    seen.add(value);
    const here = own ?? home;
    const pointer = targetOf(value);
    if (pointer !== null && nodes.has(pointer)) here.edges.add(pointer);
    for (const member of Object.values(value)) visit(member, here);
  };
  const root = nodes.get('');
  if (root !== undefined) visit(document, root);
  return nodes;
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
