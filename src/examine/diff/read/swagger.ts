import { type Json, type JsonObject, isArray, own, ownString } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { Reading } from './payloads.ts';
import type { BodySide } from './sides.ts';
import type { Place } from './source.ts';

/** Media types of a Swagger 2.0 operation: its own `consumes` or `produces`, or those of the document. */
export function mediaTypesIn(
  { document }: Reading,
  operation: Place<JsonObject>,
  keyword: 'consumes' | 'produces',
): readonly string[] {
  const list = own(operation.value, keyword) ?? own(document, keyword);
  const names = isArray(list) ? list.filter((each): each is string => typeof each === 'string') : [];
  return names.length === 0 ? ['application/json'] : names;
}

/** The body of a Swagger 2.0 operation: its `in: body` parameter, or all its `in: formData` parameters as one object. */
export function formBody(
  reading: Reading,
  operation: Place<JsonObject>,
  parameters: readonly Place<JsonObject>[],
): BodySide | null {
  const body = parameters.find(({ value }) => ownString(value, 'in') === 'body');
  if (body !== undefined) {
    const view = reading.store.view(own(body.value, 'schema'), `${body.pointer}/schema`);
    return {
      pointer: body.pointer,
      required: own(body.value, 'required') === true,
      content: mediaTypesIn(reading, operation, 'consumes').map((name) => ({
        pointer: body.pointer,
        name,
        value: {},
        schema: view,
        streamed: false,
        encoding: new Map(),
      })),
    };
  }
  const fields = parameters.filter(({ value }) => ownString(value, 'in') === 'formData');
  return fields.length === 0 ? null : formOf(reading, operation, fields);
}

function formOf(reading: Reading, operation: Place<JsonObject>, fields: readonly Place<JsonObject>[]): BodySide {
  const pointer = operation.pointer + pointerOf('parameters');
  const required = fields.filter(({ value }) => own(value, 'required') === true);
  const schema: JsonObject = {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ value }) => [ownString(value, 'name') ?? '', value])),
    required: required.map(({ value }) => ownString(value, 'name') ?? ''),
  };
  const declared = mediaTypesIn(reading, operation, 'consumes').filter((name) => /form/i.test(name));
  const files = fields.some(({ value }) => own(value, 'type') === 'file');
  const names = declared.length > 0 ? declared : [files ? 'multipart/form-data' : 'application/x-www-form-urlencoded'];
  const view = reading.store.view(schema, pointer);
  return {
    pointer,
    required: required.length > 0,
    content: names.map((name) => ({ pointer, name, value: {}, schema: view, streamed: false, encoding: new Map() })),
  };
}

const COLLECTIONS: ReadonlyMap<Json, string> = new Map<Json, string>([
  ['ssv', 'spaceDelimited'],
  ['pipes', 'pipeDelimited'],
  ['tsv', 'tabDelimited'],
]);

/** How Swagger 2.0's collectionFormat is called in OpenAPI 3. A parameter that is no list is written alike in both. */
export function legacyWire(value: JsonObject): string {
  const where = ownString(value, 'in') ?? '';
  const style = where === 'query' ? 'form' : 'simple';
  const format = own(value, 'collectionFormat') ?? 'csv';
  if (own(value, 'type') !== 'array') return style === 'form' ? 'form, exploded' : style;
  if (format === 'multi') return 'form, exploded';
  return COLLECTIONS.get(format) ?? style;
}
