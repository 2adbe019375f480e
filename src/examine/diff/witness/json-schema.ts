import { type Json, type JsonObject, isArray, isObject, own, ownArray, ownObject } from '../../../model/json.ts';
import type { ShapeCache } from '../schema/cache.ts';
import type { Flow } from '../schema/change.ts';
import { saysNullable } from '../schema/flatten.ts';
import type { Typed } from '../schema/keywords.ts';
import { type SchemaNode, type SchemaStore, type View, child } from '../schema/node.ts';
import { plainKeywords } from './plain-keywords.ts';
import { isLinear } from './linear.ts';

/** One side of a comparison, as it is seen by payloads that go one way and have no other property names than these. */
export type Lens = {
  readonly store: SchemaStore;
  readonly cache: ShapeCache;
  readonly flow: Flow;
  readonly names: ReadonlySet<string>;
};

/** More subschemas than this are not worth compiling for one witness. */
const MOST_NODES = 2_000;

type Draft = {
  readonly lens: Lens;
  readonly definitions: Map<string, { readonly name: string; schema: Json }>;
  readonly waiting: (() => void)[];
  /** A keyword cannot be judged, so that what ajv would say proves nothing. */
  undecidable: boolean;
};

/**
 * A schema as self-contained JSON Schema 2020-12 for ajv, with references kept as `$defs`. It judges values whose property names
 * are all among those of the lens: what it says of others is left out. Properties that do not travel this way (readOnly in a request,
 * writeOnly in a response) accept anything and are not required. Null where it is too large, or not decidable in linear time.
 */
export function jsonSchemaOf(view: View, lens: Lens): JsonObject | null {
  const draft: Draft = { lens, definitions: new Map(), waiting: [], undecidable: false };
  const root = viewSchema(draft, view, NOTHING);
  for (let next = draft.waiting.pop(); next !== undefined; next = draft.waiting.pop()) {
    next();
    if (draft.undecidable || draft.definitions.size > MOST_NODES) return null;
  }
  const definitions = [...draft.definitions.values()].map(({ name, schema }) => [name, schema] as const);
  return { allOf: [root], $defs: Object.fromEntries(definitions) };
}

const NOTHING: ReadonlySet<string> = new Set();

function viewSchema(draft: Draft, view: View, above: ReadonlySet<string>): Json {
  const ignored = new Set([...above, ...ignoredIn(draft.lens, view)]);
  const all = view.nodes.map((node) => reference(draft, node, ignored));
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { allOf: all };
}

/** Names of the properties that do not travel this way. */
export function ignoredIn({ cache, flow }: Pick<Lens, 'cache' | 'flow'>, view: View): readonly string[] {
  return [...cache.shape(view).properties].flatMap(([name, property]) => {
    const { readOnly, writeOnly } = cache.shape(property);
    return (flow === 'request' ? readOnly : writeOnly) ? [name] : [];
  });
}

/** Every node is a definition of its own, so that recursion works as it does in the contract. */
function reference(draft: Draft, node: SchemaNode, ignored: ReadonlySet<string>): Json {
  const { value } = node;
  if (!isObject(value)) return value;
  const key = JSON.stringify([node.id, ...[...ignored].sort()]);
  const known = draft.definitions.get(key);
  if (known !== undefined) return { $ref: `#/$defs/${known.name}` };
  const fresh = { name: `d${draft.definitions.size}`, schema: true as Json };
  draft.definitions.set(key, fresh);
  draft.waiting.push(() => {
    fresh.schema = nodeSchema(draft, { ...node, value }, ignored);
  });
  return { $ref: `#/$defs/${fresh.name}` };
}

type Entries = readonly (readonly [string, Json])[];

function nodeSchema(draft: Draft, node: Typed, ignored: ReadonlySet<string>): Json {
  const { value } = node;
  if (own(value, '$dynamicRef') !== undefined || !judgeable(value, draft.lens.names)) draft.undecidable = true;
  const entries: Entries = [
    ...plainKeywords(value),
    ...requirements(value, ignored),
    ...partsOf(draft, node, ignored),
    ...wholesOf(draft, node, ignored),
  ];
  const schema = Object.fromEntries(entries);
  // A null that is allowed is allowed whatever the other keywords say of it: contracts write it beside enum, $ref and allOf.
  return saysNullable(value) ? { if: { type: 'null' }, else: schema } : schema;
}

/** ajv does not see a property named `__proto__`, so a schema that asks for one is not judged. */
function judgeable(value: JsonObject, names: ReadonlySet<string>): boolean {
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

const ONE = ['contains', 'propertyNames', 'items', 'additionalProperties', 'unevaluatedItems', 'unevaluatedProperties'];

/** Keywords about parts of the value: in them, properties are other properties. */
function partsOf(draft: Draft, node: Typed, ignored: ReadonlySet<string>): Entries {
  const { value } = node;
  const inner = (...path: string[]): Json => viewSchema(draft, child(draft.lens.store, node, ...path), NOTHING);
  const of = (keyword: string, keep: (name: string) => boolean, schema: (name: string) => Json): Entries => {
    const names = Object.keys(ownObject(value, keyword) ?? {}).filter(keep);
    return names.length === 0 ? [] : [[keyword, Object.fromEntries(names.map((name) => [name, schema(name)]))]];
  };
  const positions = ownArray(value, 'prefixItems') ?? [];
  return [
    ...ONE.filter((keyword) => isSchema(own(value, keyword))).map((keyword) => [keyword, inner(keyword)] as const),
    ...of(
      'properties',
      (name) => draft.lens.names.has(name),
      (name) => ignored.has(name) || inner('properties', name),
    ),
    ...of(
      'patternProperties',
      () => true,
      (name) => inner('patternProperties', name),
    ),
    ...(positions.length === 0
      ? []
      : [['prefixItems', positions.map((_, index) => inner('prefixItems', String(index)))] as const]),
  ];
}

function isSchema(value: Json | undefined): boolean {
  return isObject(value) || typeof value === 'boolean';
}

/** Keywords about the same value: properties that do not travel do not travel there either. */
function wholesOf(draft: Draft, node: Typed, ignored: ReadonlySet<string>): Entries {
  const { value } = node;
  const same = (...path: string[]): Json => viewSchema(draft, child(draft.lens.store, node, ...path), ignored);
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
