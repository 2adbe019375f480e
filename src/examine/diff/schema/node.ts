import { type Json, type JsonObject, isObject, own } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { Source } from '../read/source.ts';

/** One schema object as it stands in the document, references followed. */
export type SchemaNode = {
  readonly id: number;
  readonly pointer: string;
  /** `true` and `false` are the schemas that accept everything and nothing (JSON Schema 2020-12, 4.3.2). */
  readonly value: JsonObject | boolean;
  /** Name of the component it is, or null for an inline schema. */
  readonly name: string | null;
};

/** Schemas that must all accept a value. Most views have one node; a property declared in two members of an allOf has two. */
export type View = { readonly key: string; readonly nodes: readonly SchemaNode[] };

/** The schemas of one contract, each known once however often it is referenced, so that comparisons can be remembered. */
export type SchemaStore = {
  readonly source: Source;
  /** What stands at a pointer. A missing or unreadable schema accepts everything. */
  readonly view: (value: Json | undefined, pointer: string) => View;
  readonly join: (views: readonly View[]) => View;
};

/** A property that more members of an allOf than this declare is compared by the first ones. */
const MOST_NODES = 16;
/** So many joined views are kept apart; beyond, a joined view is compared by its first node, so that no contract can make the work explode. */
const MOST_JOINED = 20_000;

export function storeOf(source: Source): SchemaStore {
  const nodes = new Map<string, SchemaNode>();
  const joined = new Set<string>();

  const intern = (key: string, pointer: string, value: JsonObject | boolean, name: string | null): SchemaNode => {
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const node = { id: nodes.size, pointer, value, name };
    nodes.set(key, node);
    return node;
  };

  const viewOf = (list: readonly SchemaNode[]): View => {
    const distinct = [...new Set(list)].slice(0, MOST_NODES);
    const key = distinct.map(({ id }) => id).join('+');
    const [first] = distinct;
    if (distinct.length < 2 || first === undefined || joined.has(key)) return { key, nodes: distinct };
    if (joined.size >= MOST_JOINED) return { key: String(first.id), nodes: [first] };
    joined.add(key);
    return { key, nodes: distinct };
  };

  const view = (value: Json | undefined, pointer: string): View => {
    const place = source.resolve(value, pointer);
    const target = place === null ? true : place.value;
    const schema = isObject(target) || typeof target === 'boolean' ? target : true;
    const node = intern(place?.pointer ?? `${pointer}#`, place?.pointer ?? pointer, schema, place?.name ?? null);
    const siblings = siblingsOf(source, value);
    return viewOf(siblings === null ? [node] : [node, intern(`${pointer}#siblings`, pointer, siblings, null)]);
  };

  return { source, view, join: (views) => viewOf(views.flatMap((each) => each.nodes)) };
}

/** Since OpenAPI 3.1 what stands beside a `$ref` counts as well; before, it is ignored. */
function siblingsOf(source: Source, value: Json | undefined): JsonObject | null {
  if (source.dialect === '2.0' || source.dialect === '3.0' || !isObject(value)) return null;
  if (typeof own(value, '$ref') !== 'string') return null;
  const beside = Object.entries(value).filter(([key]) => !['$ref', 'description', 'summary', 'title'].includes(key));
  return beside.length === 0 ? null : Object.fromEntries(beside);
}

/** The view of a subschema of a node. */
export function child(store: SchemaStore, node: SchemaNode, ...path: readonly (string | number)[]): View {
  let value: Json | undefined = node.value;
  for (const segment of path)
    value = Array.isArray(value) ? (value[Number(segment)] as Json | undefined) : own(value, String(segment));
  return store.view(value, node.pointer + pointerOf(...path));
}
