import { type Json, type JsonObject, isObject, own, ownArray, ownObject, ownString } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { SchemaStore } from '../schema/node.ts';
import { partsOf } from './encoding.ts';
import type { BodySide, HeaderSide, LinkSide, MediaTypeSide, ParameterSide, ResponseSide } from './sides.ts';
import { type Place, objectAt } from './source.ts';
import { formBody, legacyWire, mediaTypesIn } from './swagger.ts';

export type Reading = { readonly store: SchemaStore; readonly document: JsonObject };

type Declared = { readonly place: Place<JsonObject>; readonly shared: boolean };

/** Parameters of the path item and of the operation; the operation's own ones win (OpenAPI 3.1, 4.8.10). */
function declaredParameters(
  { store }: Reading,
  item: Place<JsonObject>,
  operation: Place<JsonObject>,
): readonly Declared[] {
  const found = new Map<string, Declared>();
  for (const [holder, shared] of [
    [item, true],
    [operation, false],
  ] as const) {
    (ownArray(holder.value, 'parameters') ?? []).forEach((value, index) => {
      const place = objectAt(store.source, value, holder.pointer + pointerOf('parameters', index));
      if (place === null) return;
      found.set(`${ownString(place.value, 'in') ?? ''} ${ownString(place.value, 'name') ?? ''}`, { place, shared });
    });
  }
  return [...found.values()];
}

export function parametersOf(
  reading: Reading,
  item: Place<JsonObject>,
  operation: Place<JsonObject>,
  names: readonly string[],
): readonly ParameterSide[] {
  const declared = declaredParameters(reading, item, operation);
  return declared.flatMap(({ place, shared }) => {
    return isParameter(reading, place.value) ? [parameterOf(reading, place, shared, names)] : [];
  });
}

/** "If in is header and the name field is Accept, Content-Type …, the parameter definition SHALL be ignored" (OpenAPI 3.1, 4.8.12.2.1): the media types say it. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['accept', 'content-type']);

function isParameter({ store }: Reading, value: JsonObject): boolean {
  const where = ownString(value, 'in') ?? '';
  if (where === 'header' && store.source.dialect !== '2.0')
    return !SAID_ELSEWHERE.has((ownString(value, 'name') ?? '').toLowerCase());
  return where !== 'body' && where !== 'formData';
}

function parameterOf(
  reading: Reading,
  { value, pointer }: Place<JsonObject>,
  shared: boolean,
  names: readonly string[],
): ParameterSide {
  const where = ownString(value, 'in') ?? '';
  const name = ownString(value, 'name') ?? '';
  const content = Object.keys(ownObject(value, 'content') ?? {})[0] ?? null;
  return {
    pointer,
    value,
    in: where,
    name,
    key: `${where} ${keyOf(where, name, names)}`,
    required: own(value, 'required') === true || where === 'path',
    deprecated: own(value, 'deprecated') === true,
    shared,
    schema: schemaOf(reading, value, pointer, content),
    mediaType: content,
    wire: reading.store.source.dialect === '2.0' ? legacyWire(value) : wireOf(value, where),
    allowReserved: own(value, 'allowReserved') === true,
    allowEmptyValue: own(value, 'allowEmptyValue') === true,
  };
}

/** Path parameters are told apart by where they stand in the URL; the names are the contract's own business. */
function keyOf(where: string, name: string, names: readonly string[]): string {
  if (where === 'header') return name.toLowerCase();
  const position = where === 'path' ? positionOf(name, names) : -1;
  return position < 0 ? name : `#${position}`;
}

/** Contracts that spell a name differently in the path and in the declaration mean the same parameter. */
function positionOf(name: string, names: readonly string[]): number {
  const exact = names.indexOf(name);
  return exact >= 0 ? exact : names.findIndex((other) => other.toLowerCase() === name.toLowerCase());
}

/** Where the schema of a parameter or header stands: in `schema`, in its only media type, or, in Swagger 2.0, on the thing itself. */
function schemaOf(
  { store }: Reading,
  value: JsonObject,
  pointer: string,
  content: string | null,
): ParameterSide['schema'] {
  if (content !== null) {
    const media = ownObject(ownObject(value, 'content'), content);
    return store.view(own(media, 'schema'), pointer + pointerOf('content', content, 'schema'));
  }
  if (store.source.dialect === '2.0') return store.view(value, pointer);
  return store.view(own(value, 'schema'), pointer + pointerOf('schema'));
}

const STYLES: ReadonlyMap<string, string> = new Map([
  ['query', 'form'],
  ['cookie', 'form'],
]);

/** Defaults of OpenAPI 3.1, 4.8.12.2: style by place, explode by style. */
function wireOf(value: JsonObject, where: string): string {
  const style = ownString(value, 'style') ?? STYLES.get(where) ?? 'simple';
  const explode = own(value, 'explode') ?? style === 'form';
  return `${style}${explode === true ? ', exploded' : ''}`;
}

export function bodyOf(reading: Reading, item: Place<JsonObject>, operation: Place<JsonObject>): BodySide | null {
  const { store } = reading;
  if (store.source.dialect === '2.0')
    return formBody(
      reading,
      operation,
      declaredParameters(reading, item, operation).map(({ place }) => place),
    );
  const place = objectAt(
    store.source,
    own(operation.value, 'requestBody'),
    operation.pointer + pointerOf('requestBody'),
  );
  if (place === null) return null;
  return {
    pointer: place.pointer,
    required: own(place.value, 'required') === true,
    content: contentOf(reading, place),
  };
}

function contentOf(reading: Reading, { value, pointer }: Place<JsonObject>): readonly MediaTypeSide[] {
  return Object.entries(ownObject(value, 'content') ?? {}).map(([name, media]) => {
    const at = pointer + pointerOf('content', name);
    const streamed = own(media, 'schema') === undefined && own(media, 'itemSchema') !== undefined;
    const keyword = streamed ? 'itemSchema' : 'schema';
    const schema = own(media, keyword);
    return {
      pointer: at,
      name,
      value: isObject(media) ? media : {},
      schema: schema === undefined ? null : reading.store.view(schema, at + pointerOf(keyword)),
      streamed,
      encoding: partsOf(ownObject(media, 'encoding'), at, (headers, place) => headersOf(reading, headers, place)),
    };
  });
}

export function responsesOf(reading: Reading, operation: Place<JsonObject>): readonly ResponseSide[] {
  const base = operation.pointer + pointerOf('responses');
  return Object.entries(ownObject(operation.value, 'responses') ?? {}).flatMap(([status, value]) => {
    if (status.startsWith('x-')) return [];
    const place = objectAt(reading.store.source, value, base + pointerOf(status));
    return place === null ? [] : [responseOf(reading, operation, status, place)];
  });
}

function responseOf(
  reading: Reading,
  operation: Place<JsonObject>,
  status: string,
  place: Place<JsonObject>,
): ResponseSide {
  return {
    pointer: place.pointer,
    status: status.toUpperCase(),
    content: BODILESS.has(status) ? [] : responseContent(reading, operation, place),
    headers: headersOf(reading, ownObject(place.value, 'headers'), place.pointer),
    links: linksOf(reading, place),
  };
}

/** These answers have no body, whatever is written (RFC 9110, 15.3.5, 15.3.6 and 15.4.5). */
const BODILESS: ReadonlySet<string> = new Set(['204', '205', '304']);

function linksOf({ store }: Reading, { value, pointer }: Place<JsonObject>): readonly LinkSide[] {
  return Object.entries(ownObject(value, 'links') ?? {}).flatMap(([name, link]) => {
    const place = objectAt(store.source, link, pointer + pointerOf('links', name));
    return place === null ? [] : [{ pointer: place.pointer, name, value: place.value }];
  });
}

function responseContent(
  reading: Reading,
  operation: Place<JsonObject>,
  place: Place<JsonObject>,
): readonly MediaTypeSide[] {
  if (reading.store.source.dialect !== '2.0') return contentOf(reading, place);
  const schema = own(place.value, 'schema');
  if (schema === undefined) return [];
  const view = reading.store.view(schema, `${place.pointer}/schema`);
  return mediaTypesIn(reading, operation, 'produces').map((name) => ({
    pointer: `${place.pointer}/schema`,
    name,
    value: {},
    schema: view,
    streamed: false,
    encoding: new Map(),
  }));
}

/** Headers listed under a thing. "If a response header is defined with the name Content-Type, it SHALL be ignored" (OpenAPI 3.1, 4.8.17). */
function headersOf(reading: Reading, headers: JsonObject | undefined, pointer: string): readonly HeaderSide[] {
  return Object.entries(headers ?? {}).flatMap(([name, value]) =>
    name.toLowerCase() === 'content-type' ? [] : headerOf(reading, name, value, pointer + pointerOf('headers', name)),
  );
}

function headerOf(reading: Reading, name: string, value: Json, pointer: string): readonly HeaderSide[] {
  const place = objectAt(reading.store.source, value, pointer);
  if (place === null) return [];
  const content = Object.keys(ownObject(place.value, 'content') ?? {})[0] ?? null;
  return [
    {
      pointer: place.pointer,
      name,
      value: place.value,
      required: own(place.value, 'required') === true,
      deprecated: own(place.value, 'deprecated') === true,
      schema: schemaOf(reading, place.value, place.pointer, content),
    },
  ];
}
