import { type Json, type JsonObject, isArray, isObject, own, ownArray, ownObject } from '../../../model/json.ts';
import type { ShapeCache } from '../schema/cache.ts';
import type { Flow } from '../schema/change.ts';
import { saysNullable } from '../schema/flatten.ts';
import type { Typed } from '../schema/keywords.ts';
import { type SchemaNode, type SchemaStore, type View, child } from '../schema/node.ts';
import type { Outline } from './outline.ts';
import { plainKeywords } from './plain-keywords.ts';
import { isLinear } from './linear.ts';
import { NOTHING_IGNORED, ignoredIn } from './travelling.ts';

/** One side of a comparison, as it is seen by payloads that go one way and have no other properties than these. */
export type Lens = {
  readonly store: SchemaStore;
  readonly cache: ShapeCache;
  readonly flow: Flow;
  readonly outline: Outline;
};

/** More subschemas than this are not worth compiling for one witness. */
const MOST_NODES = 1_000;

type Draft = {
  readonly lens: Lens;
  readonly definitions: Map<string, { readonly name: string; schema: Json }>;
  readonly waiting: (() => void)[];
  /** A keyword cannot be judged, so that what ajv would say proves nothing. */
  undecidable: boolean;
};

/**
 * A schema as self-contained JSON Schema 2020-12 for ajv, with references kept as `$defs`. It judges values of
 * the lens's outline: what it says of other properties is left out. Properties that do not travel this way (readOnly in a request,
 * writeOnly in a response) accept anything and are not required. Null where it is too large, or not decidable in linear time.
 */
export function jsonSchemaOf(view: View, lens: Lens): JsonObject | null {
  const draft: Draft = { lens, definitions: new Map(), waiting: [], undecidable: false };
  const root = viewSchema(draft, view, { ignored: NOTHING_IGNORED, outline: lens.outline });
  for (let next = draft.waiting.pop(); next !== undefined; next = draft.waiting.pop()) {
    next();
    if (draft.undecidable || draft.definitions.size > MOST_NODES) return null;
  }
  const definitions = [...draft.definitions.values()].map(({ name, schema }) => [name, schema] as const);
  return { allOf: [root], $defs: Object.fromEntries(definitions) };
}

/** What a subschema is converted for: the values that come to it, and the properties that do not travel. */
type At = { readonly ignored: ReadonlySet<string>; readonly outline: Outline };

function viewSchema(draft: Draft, view: View, { ignored: above, outline }: At): Json {
  const ignored = new Set([...above, ...ignoredIn(draft.lens, view)]);
  const all = view.nodes.map((node) => reference(draft, node, { ignored, outline }));
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { allOf: all };
}

/** Every node is a definition of its own, so that recursion works as it does in the contract. */
function reference(draft: Draft, node: SchemaNode, at: At): Json {
  const { value } = node;
  if (!isObject(value)) return value;
  const key = JSON.stringify([node.id, at.outline.id, ...[...at.ignored].sort()]);
  const known = draft.definitions.get(key);
  if (known !== undefined) return { $ref: `#/$defs/${known.name}` };
  const fresh = { name: `d${draft.definitions.size}`, schema: true as Json };
  draft.definitions.set(key, fresh);
  draft.waiting.push(() => {
    fresh.schema = nodeSchema(draft, { ...node, value }, at);
  });
  return { $ref: `#/$defs/${fresh.name}` };
}

type Entries = readonly (readonly [string, Json])[];

function nodeSchema(draft: Draft, node: Typed, at: At): Json {
  const { value } = node;
  if (own(value, '$dynamicRef') !== undefined || !judgeable(value, at.outline.names)) draft.undecidable = true;
  const entries: Entries = [
    // ajv takes no empty enum, which accepts nothing.
    ...plainKeywords(value).map((entry) => (isEmptyEnum(entry) ? (['not', {}] as const) : entry)),
    ...requirements(value, at.ignored),
    ...propertiesOf(draft, node, at),
    ...itemsOf(draft, node, at),
    ...wholesOf(draft, node, at),
  ];
  const schema = Object.fromEntries(entries);
  // A null that is allowed is allowed whatever the other keywords say of it: contracts write it beside enum, $ref and allOf.
  return saysNullable(value) ? { if: { type: 'null' }, else: schema } : schema;
}

function isEmptyEnum([keyword, said]: Entries[number]): boolean {
  return keyword === 'enum' && isArray(said) && said.length === 0;
}

/** ajv does not see a property named `__proto__`, so a schema that asks for one is not judged. */
function judgeable(value: JsonObject, names: ReadonlyMap<string, unknown>): boolean {
  const pattern = own(value, 'pattern');
  const patterns = Object.keys(ownObject(value, 'patternProperties') ?? {});
  const listed = (ownArray(value, 'required') ?? []).includes('__proto__') || names.has('__proto__');
  return !listed && [...patterns, ...(typeof pattern === 'string' ? [pattern] : [])].every(isLinear);
}

function requirements(value: JsonObject, ignored: ReadonlySet<string>): Entries {
  const travels = (name: Json): name is string => typeof name === 'string' && name !== '' && !ignored.has(name);
  const required = (ownArray(value, 'required') ?? []).filter(travels);
  const dependents = Object.entries(ownObject(value, 'dependentRequired') ?? {}).flatMap(([name, needed]) =>
    isArray(needed) ? [[name, needed.filter(travels)] as const] : [],
  );
  return [
    ...(required.length === 0 ? [] : [['required', [...new Set(required)]] as const]),
    ...(dependents.length === 0 ? [] : [['dependentRequired', Object.fromEntries(dependents)] as const]),
  ];
}

type Inside = (outline: Outline, ...path: string[]) => Json;

/** Inside a value, properties are other properties. */
function insideOf(draft: Draft, node: Typed): Inside {
  return (outline, ...path) =>
    viewSchema(draft, child(draft.lens.store, node, ...path), { ignored: NOTHING_IGNORED, outline });
}

function propertiesOf(draft: Draft, node: Typed, { ignored, outline }: At): Entries {
  const inside = insideOf(draft, node);
  const every = outline.every();
  if (every === null) return [];
  const { value } = node;
  const declared = Object.keys(ownObject(value, 'properties') ?? {}).flatMap((name) => {
    const found = outline.names.get(name);
    return found === undefined ? [] : [[name, ignored.has(name) || inside(found, 'properties', name)] as const];
  });
  const patterned = Object.keys(ownObject(value, 'patternProperties') ?? {}).map(
    (name) => [name, inside(every, 'patternProperties', name)] as const,
  );
  return [
    ['properties', Object.fromEntries(declared)],
    ['patternProperties', Object.fromEntries(patterned)],
    ...['propertyNames', 'additionalProperties', 'unevaluatedProperties']
      .filter((keyword) => isSchema(own(value, keyword)))
      .map((keyword) => [keyword, inside(every, keyword)] as const),
  ];
}

function itemsOf(draft: Draft, node: Typed, { outline }: At): Entries {
  const inside = insideOf(draft, node);
  const { value } = node;
  // An empty array has no items, and lacks what `contains` asks for all the same.
  const items = outline.items ?? outline;
  const positions = (ownArray(value, 'prefixItems') ?? []).map((_, index) =>
    inside(items, 'prefixItems', String(index)),
  );
  return [
    ...['contains', 'items', 'unevaluatedItems']
      .filter((keyword) => isSchema(own(value, keyword)) && (outline.items !== null || keyword === 'contains'))
      .map((keyword) => [keyword, inside(items, keyword)] as const),
    ...(positions.length === 0 || outline.items === null ? [] : [['prefixItems', positions] as const]),
  ];
}

function isSchema(value: Json | undefined): boolean {
  return isObject(value) || typeof value === 'boolean';
}

/** Keywords about the same value: properties that do not travel do not travel there either. */
function wholesOf(draft: Draft, node: Typed, at: At): Entries {
  const { value } = node;
  const same = (...path: string[]): Json => viewSchema(draft, child(draft.lens.store, node, ...path), at);
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => {
    const list = ownArray(value, keyword) ?? [];
    return list.length === 0 ? [] : [[keyword, list.map((_, index) => same(keyword, String(index)))] as const];
  });
  const dependents = Object.keys(ownObject(value, 'dependentSchemas') ?? {}).map(
    (name) => [name, same('dependentSchemas', name)] as const,
  );
  return [
    ...lists,
    ...['not', 'if', 'then', 'else']
      .filter((keyword) => isSchema(own(value, keyword)))
      .map((keyword) => [keyword, same(keyword)] as const),
    ...(dependents.length === 0 ? [] : [['dependentSchemas', Object.fromEntries(dependents)] as const]),
  ];
}
