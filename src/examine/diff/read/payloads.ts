import { type Json, type JsonObject, isObject, own, ownArray, ownObject, ownString } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { SchemaStore } from '../schema/node.ts';
import type { BodySide, HeaderSide, MediaTypeSide, ParameterSide, ResponseSide } from './sides.ts';
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
    const where = ownString(place.value, 'in') ?? '';
    return ['body', 'formData'].includes(where) ? [] : [parameterOf(reading, place, shared, names)];
  });
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
  };
}

/** Path parameters are told apart by where they stand in the URL; the names are the contract's own business. */
function keyOf(where: string, name: string, names: readonly string[]): string {
  if (where === 'header') return name.toLowerCase();
  const position = where === 'path' ? names.indexOf(name) : -1;
  return position < 0 ? name : `#${position}`;
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
  return `${style}${explode === true ? ', exploded' : ''}${own(value, 'allowReserved') === true ? ', reserved characters allowed' : ''}`;
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

function contentOf({ store }: Reading, { value, pointer }: Place<JsonObject>): readonly MediaTypeSide[] {
  return Object.entries(ownObject(value, 'content') ?? {}).map(([name, media]) => {
    const at = pointer + pointerOf('content', name);
    const schema = own(media, 'schema');
    return {
      pointer: at,
      name,
      value: isObject(media) ? media : {},
      schema: schema === undefined ? null : store.view(schema, `${at}/schema`),
      encoding: new Map(Object.entries(ownObject(media, 'encoding') ?? {})),
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
  const headers = Object.entries(ownObject(place.value, 'headers') ?? {}).flatMap(([name, value]) =>
    // "If a response header is defined with the name Content-Type, it SHALL be ignored" (OpenAPI 3.1, 4.8.17).
    name.toLowerCase() === 'content-type'
      ? []
      : headerOf(reading, name, value, place.pointer + pointerOf('headers', name)),
  );
  return {
    pointer: place.pointer,
    status: status.toUpperCase(),
    content: responseContent(reading, operation, place),
    headers,
  };
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
    encoding: new Map(),
  }));
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
