import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from '../../model/json.ts';
import {
  LIFECYCLE_FIELDS,
  LIFECYCLE_MEANINGS,
  type LifecycleFields,
  OWN_FIELDS,
  withOwnFields,
} from '../../model/lifecycle-fields.ts';
import type { FunctionContext, Segment } from './define.ts';
import { operationsOf, stepsToItem } from '../../model/path-item.ts';
import { child, children, follow, type Placed } from './references.ts';

/** What functions for rules read of a contract, references followed, Swagger 2.0 and OpenAPI 3 alike. */

export type Member = Placed & { readonly key: string };

/** A parameter with the two things that every parameter has. */
export type Parameter = Placed & { readonly name: string; readonly in: string };

/** A body in one media type; `status` is empty for a request. */
export type Body = {
  readonly role: 'request' | 'response';
  readonly status: string;
  readonly media: string;
  /** The media type object; in Swagger 2.0 the response, or the parameter. */
  readonly holder: Placed;
  readonly schema: Placed;
};

/** Parameters of an operation: those of its path, and its own over them (by name and place). */
export function parametersOf(context: FunctionContext, operation: Placed): Parameter[] {
  const found = new Map<string, Parameter>();
  const path = stepsToItem(operation.path);
  const parent = { value: valueAlong(context.document, path), path };
  for (const holder of [parent, operation]) {
    for (const parameter of itemsOf(context.document, child(context.document, holder, 'parameters'))) {
      const name = ownString(parameter.value, 'name');
      const place = ownString(parameter.value, 'in');
      if (name !== undefined && place !== undefined) {
        found.set(`${place} ${name.toLowerCase()}`, { ...parameter, name, in: place });
      }
    }
  }
  return [...found.values()];
}

export function itemsOf(document: JsonObject, list: Placed): Placed[] {
  const { value, path } = follow(document, list);
  if (!isArray(value)) return [];
  return value.map((item, index) => follow(document, { value: item, path: [...path, index] }));
}

export function responsesOf(context: FunctionContext, operation: Placed): Member[] {
  return children(context.document, child(context.document, operation, 'responses')).filter(
    ({ key }) => !key.startsWith('x-'),
  );
}

/** The bodies of an operation under every media type. */
export function bodiesOf(context: FunctionContext, operation: Placed): Body[] {
  return [...requestBodies(context, operation), ...responseBodies(context, operation)];
}

function requestBodies(context: FunctionContext, operation: Placed): Body[] {
  const { document, dialect } = context;
  if (dialect !== '2.0') return contentOf(document, child(document, operation, 'requestBody'), 'request', '');
  return parametersOf(context, operation)
    .filter((parameter) => parameter.in === 'body')
    .map((parameter) => ({
      role: 'request',
      status: '',
      media: mediaOf(document, operation, 'consumes'),
      holder: parameter,
      schema: child(document, parameter, 'schema'),
    }));
}

function responseBodies(context: FunctionContext, operation: Placed): Body[] {
  const { document, dialect } = context;
  return responsesOf(context, operation).flatMap((response): Body[] => {
    if (dialect !== '2.0') return contentOf(document, response, 'response', response.key);
    const schema = child(document, response, 'schema');
    const media = mediaOf(document, operation, 'produces');
    return schema.value === undefined
      ? []
      : [{ role: 'response', status: response.key, media, holder: response, schema }];
  });
}

/** In Swagger 2.0 one list of media types holds for all bodies; commas join it. */
function mediaOf(document: JsonObject, operation: Placed, key: 'consumes' | 'produces'): string {
  const list = ownArray(operation.value, key) ?? ownArray(document, key) ?? [];
  return list.filter((item) => typeof item === 'string').join(',');
}

function contentOf(document: JsonObject, holder: Placed, role: Body['role'], status: string): Body[] {
  return children(document, child(document, holder, 'content')).map((media) => ({
    role,
    status,
    media: media.key,
    holder: media,
    schema: child(document, media, 'schema'),
  }));
}

/** The security requirements that hold for an operation: its own, or those of the whole API. Null where nobody says. */
export function requirementsOf(context: FunctionContext, operation: Placed): readonly Json[] | null {
  return ownArray(operation.value, 'security') ?? ownArray(context.document, 'security') ?? null;
}

/** Every operation that has no `security` asks whether any other has: looked up once for a document. */
const SAYS_SECURITY = new WeakMap<JsonObject, boolean>();

/** Whether the API, or any operation of it, has a `security` that asks for something. */
export function saysSecurity(document: JsonObject): boolean {
  const known = SAYS_SECURITY.get(document);
  if (known !== undefined) return known;
  const operations = Object.values(ownObject(document, 'paths') ?? {}).flatMap((item) => operationsOf(item));
  const says = [document, ...operations.map(({ value }) => value)].some(
    (holder) => (ownArray(holder, 'security') ?? []).length > 0,
  );
  SAYS_SECURITY.set(document, says);
  return says;
}

export function securitySchemes(context: FunctionContext): ReadonlyMap<string, Placed> {
  const { document, dialect } = context;
  const root = { value: document, path: [] };
  const holder =
    dialect === '2.0'
      ? child(document, root, 'securityDefinitions')
      : child(document, child(document, root, 'components'), 'securitySchemes');
  return new Map(children(document, holder).map((scheme) => [scheme.key, scheme]));
}

/** The properties of a schema, those of its `allOf` branches included. */
export function propertiesOf(document: JsonObject, schema: Placed, seen = new Set<Json>()): Member[] {
  const here = follow(document, schema);
  if (!isObject(here.value) || seen.has(here.value)) return [];
  seen.add(here.value);
  const branches = itemsOf(document, child(document, here, 'allOf'));
  return [
    ...children(document, child(document, here, 'properties')),
    ...branches.flatMap((branch) => propertiesOf(document, branch, seen)),
  ];
}

/** Every property that a value of the schema can have, at any depth, each once. */
export function reachableProperties(document: JsonObject, schema: Placed): readonly Member[] {
  const start = follow(document, schema);
  if (!isObject(start.value)) return [];
  const known = reachOf(document);
  const before = known.results.get(start.value);
  if (before !== undefined) return before;
  const found: Member[] = [];
  const seen = new Set<Json>();
  const open: Placed[] = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const here = follow(document, next);
    if (!isObject(here.value) || seen.has(here.value)) continue;
    seen.add(here.value);
    const step = stepFrom(document, here, known.steps);
    found.push(...step.properties);
    open.push(...step.nested);
  }
  known.results.set(start.value, found);
  return found;
}

type Step = { readonly properties: readonly Member[]; readonly nested: readonly Placed[] };
type Reach = { readonly steps: Map<Json, Step>; readonly results: Map<Json, readonly Member[]> };

/** In a contract whose schemas lead to one another, every operation reaches nearly all of them: what one found serves the next. */
const REACH = new WeakMap<JsonObject, Reach>();

function reachOf(document: JsonObject): Reach {
  const known = REACH.get(document) ?? { steps: new Map<Json, Step>(), results: new Map<Json, readonly Member[]>() };
  REACH.set(document, known);
  return known;
}

function stepFrom(document: JsonObject, here: Placed, steps: Reach['steps']): Step {
  const value = here.value ?? null;
  const known = steps.get(value);
  if (known !== undefined) return known;
  const properties = children(document, child(document, here, 'properties'));
  const listed = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => itemsOf(document, child(document, here, key)));
  const under = ['items', 'additionalProperties'].map((key) => child(document, here, key));
  const step = { properties, nested: [...under, ...listed, ...properties] };
  steps.set(value, step);
  return step;
}

/** The types of a schema, `null` left out; those of its `allOf` where it has none of its own. */
export function typesOf(document: JsonObject, schema: Placed, seen = new Set<Json>()): readonly string[] {
  const here = follow(document, schema);
  if (!isObject(here.value) || seen.has(here.value)) return [];
  seen.add(here.value);
  const written = own(here.value, 'type');
  const types = (isArray(written) ? written : [written]).filter((type) => typeof type === 'string');
  if (types.length > 0) return types.filter((type) => type !== 'null');
  if (ownObject(here.value, 'properties') !== undefined) return ['object'];
  return itemsOf(document, child(document, here, 'allOf')).flatMap((branch) => typesOf(document, branch, seen));
}

const HOLD_NAMES = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
  'schemas',
  'responses',
  'parameters',
  'requestBodies',
  'headers',
  'securitySchemes',
  'links',
  'callbacks',
  'pathItems',
  'paths',
  'webhooks',
  'content',
  'additionalOperations',
]);

const HOLD_DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);

/** Whether a path leads into an example or another value, where `properties` is a name like any other. */
export function isData(path: readonly Segment[]): boolean {
  let names = false;
  for (const segment of path) {
    if (names) names = false;
    else if (HOLD_DATA.has(String(segment)) || String(segment).startsWith('x-')) return true;
    else names = HOLD_NAMES.has(String(segment));
  }
  return false;
}

/** `customerIBAN_no` → `customer iban no`: names are compared word by word. */
export function words(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();
}

const SPLIT = new Map<string, string>();

/** As `words`, remembered: a large contract asks for the same few thousand names again and again. */
function knownWords(name: string): string {
  const text = SPLIT.get(name) ?? words(name);
  SPLIT.set(name, text);
  return text;
}

/** Whether a name is, or ends in, one of the given words: `payer-email` is an `email`, `email-verified` is not. */
export function endsIn(name: string, endings: readonly string[]): boolean {
  const text = knownWords(name);
  return endings.some((ending) => text === ending || text.endsWith(` ${ending}`));
}

export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}

const NAMES: JsonObject = { type: 'array', items: { type: 'string' } };

/** JSON Schema of the option by which a function knows what the contracts of a house call the things of a deprecation. */
export const FIELDS_OPTION: JsonObject = {
  type: 'object',
  properties: Object.fromEntries(LIFECYCLE_MEANINGS.map((meaning) => [meaning, NAMES])),
  additionalProperties: false,
  description:
    "the house's own names of fields, besides the built-in ones; without it, those of `policy.deprecation.fields` in countersign.yaml",
};

const fieldsByOption = new WeakMap<JsonObject, LifecycleFields>();

/** The names of fields that a function goes by: the built-in ones, after those of its option. */
export function fieldsIn(options: Json | null): LifecycleFields {
  const given = ownObject(options, OWN_FIELDS);
  if (given === undefined) return LIFECYCLE_FIELDS;
  const known = fieldsByOption.get(given);
  if (known !== undefined) return known;
  const names = LIFECYCLE_MEANINGS.map((meaning) => [meaning, strings(given, meaning)] as const);
  const fields = withOwnFields(Object.fromEntries(names));
  fieldsByOption.set(given, fields);
  return fields;
}

/** JSON Schema of an option that says for which APIs a rule holds. */
export const INFO_OPTION: JsonObject = {
  type: 'object',
  additionalProperties: { type: 'array', items: { type: 'string' } },
  description: 'fields of `info` and the values for which it holds; all of them must fit',
};

/** Whether `info` says what the option wants; each field with its value where it does, null where it does not. */
export function infoThatFits(document: JsonObject, options: Json | null): readonly string[] | null {
  const info = ownObject(document, 'info');
  const wanted = Object.entries(ownObject(options, 'info') ?? {});
  const said = wanted.map(([field, values]) => {
    const value = ownString(info, field);
    return isArray(values) && value !== undefined && values.includes(value) ? `${field}: ${value}` : null;
  });
  return said.every((one) => one !== null) ? said : null;
}

export function strings(options: Json | null | undefined, key: string): readonly string[] {
  return (ownArray(options, key) ?? []).filter((item) => typeof item === 'string');
}

/** What a path of the document as written leads to. */
function valueAlong(document: JsonObject, path: readonly Segment[]): Json | undefined {
  let value: Json | undefined = document;
  for (const segment of path) value = isArray(value) ? value[Number(segment)] : own(value, String(segment));
  return value;
}
