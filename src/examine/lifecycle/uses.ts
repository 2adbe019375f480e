import { isArray, isObject, type Json, type JsonObject, own, ownObject } from '../../model/json.ts';
import { type ListedOperation, operationsIn } from '../../model/operations.ts';
import { itemOf } from '../../model/path-item.ts';
import { isWithin, pointerOf, pointerOfReference, segmentsOf, valueAt } from '../../model/pointer.ts';

/** The components that each component refers to, by pointer. Security schemes are named, not referred to, and have no part in it. */
type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const SECTIONS_OF_2 = ['definitions', 'parameters', 'responses'];

/** The operations that use what stands at a pointer: those that it stands in, or that reach the component around it. In the order of the document. */
export function operationsUsing(document: JsonObject, pointer: string): readonly ListedOperation[] {
  const operations = operationsIn(document);
  const inside = operations.filter((each) => isWithin(pointer, each.pointer));
  if (inside.length > 0) return inside;
  const beside = operations.filter((each) => isWithin(pointer, itemOf(each.pointer)));
  if (beside.length > 0) return beside;
  const component = componentOf(document, pointer);
  if (component === null) return [];
  const graph = graphOf(document);
  const users = new Set([component]);
  for (let size = 0; size < users.size;) {
    size = users.size;
    for (const [each, refers] of graph) if ([...refers].some((one) => users.has(one))) users.add(each);
  }
  return operations.filter((each) => {
    const ofPath = own(valueAt(document, itemOf(each.pointer)), 'parameters') ?? null;
    return [...componentsIn(document, [each.value, ofPath])].some((one) => users.has(one));
  });
}

/**
 * The components that are used because of some parts of a document and of nothing else: what nothing uses once the parts are gone. What nobody used
 * before stays out of it, and so does what that refers to.
 */
export function unusedWithout(document: JsonObject, parts: readonly string[]): readonly string[] {
  const rest = without(document, parts);
  const gone = new Set(parts);
  const graph = graphOf(document);
  const reached = closure(
    graph,
    componentsIn(
      document,
      parts.map((part) => valueAt(document, part) ?? null),
    ),
  );
  const left = graphOf(rest);
  const roots = componentsIn(document, without(rest, [...left.keys()]));
  const others = [...left].flatMap(([each, refers]) => (reached.has(each) ? [] : [...refers]));
  const used = closure(left, [...roots, ...others]);
  return [...graph.keys()].filter((each) => reached.has(each) && !gone.has(each) && !used.has(each));
}

/** Where a document refers to a component or to a part of it: pointers of the objects that hold the reference. */
export function referencesTo(document: JsonObject, component: string): readonly string[] {
  const found: string[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const reference = own(value, '$ref');
    const target = typeof reference === 'string' ? pointerOfReference(reference) : null;
    if (target !== null && isWithin(target, component)) found.push(pointer);
    for (const [key, each] of Object.entries(value)) visit(each, pointer + pointerOf(key));
  };
  visit(document, '');
  return found;
}

function closure(graph: Graph, starts: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...starts];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    pending.push(...(graph.get(next) ?? []));
  }
  return found;
}

function graphOf(document: JsonObject): Graph {
  const holders: readonly (readonly [readonly string[], Json | undefined])[] = isSwagger(document)
    ? SECTIONS_OF_2.map((section) => [[section], own(document, section)])
    : Object.entries(ownObject(document, 'components') ?? {})
        .filter(([section]) => section !== 'securitySchemes' && !section.startsWith('x-'))
        .map(([section, holder]) => [['components', section], holder]);
  return new Map(
    holders.flatMap(([prefix, holder]) =>
      Object.entries(isObject(holder) ? holder : {}).map(
        ([name, value]) => [pointerOf(...prefix, name), componentsIn(document, value)] as const,
      ),
    ),
  );
}

/** The component that a pointer is in; null outside of them. */
function componentOf(document: JsonObject, pointer: string): string | null {
  const segments = segmentsOf(pointer);
  const depth = isSwagger(document) ? 2 : 3;
  const isComponent = depth === 3 ? segments[0] === 'components' : SECTIONS_OF_2.includes(segments[0] ?? '');
  return isComponent && segments.length >= depth ? pointerOf(...segments.slice(0, depth)) : null;
}

/** The components that a value refers to directly, by `$ref` or, in a discriminator, by name. Any text that looks like a reference counts as one. */
function componentsIn(document: JsonObject, value: Json): ReadonlySet<string> {
  const found = new Set<string>();
  const visited = new Set<Json>();
  const visit = (each: Json): void => {
    if (typeof each === 'string') {
      const pointer = each.startsWith('#/') ? pointerOfReference(each) : null;
      const component = pointer === null ? null : componentOf(document, pointer);
      if (component !== null) found.add(component);
      return;
    }
    if (typeof each !== 'object' || each === null || visited.has(each)) return;
    visited.add(each);
    const discriminator = own(each, 'discriminator');
    const mapping = ownObject(discriminator, 'mapping') ?? {};
    const schemas = isSwagger(document) ? ['definitions'] : ['components', 'schemas'];
    for (const name of [...Object.values(mapping), own(discriminator, 'defaultMapping')])
      if (typeof name === 'string') found.add(pointerOf(...schemas, name));
    for (const child of Object.values(each)) visit(child);
  };
  visit(value);
  return found;
}

function isSwagger(document: JsonObject): boolean {
  return own(document, 'swagger') !== undefined;
}

/** A document with null in the place of what stands at some pointers. */
function without(document: JsonObject, pointers: readonly string[]): JsonObject {
  const gone = new Set(pointers);
  const visit = (each: Json, at: string): Json => {
    if (gone.has(at)) return null;
    if (isArray(each)) return each.map((item, index) => visit(item, at + pointerOf(index)));
    return isObject(each) ? within(each, at) : each;
  };
  const within = (object: JsonObject, at: string): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, each]) => [key, visit(each, at + pointerOf(key))] as const));
  return within(document, '');
}
