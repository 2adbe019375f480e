import { METHODS } from '../../model/contract.ts';

/**
 * What may stand at a place of an OpenAPI or Swagger document, as far as references go: where a `$ref` is a reference, what it leads to,
 * and below which keys there is only data. One table serves all dialects; a key that a dialect does not know cannot be told from data.
 */
export type Shape = {
  readonly name: string;
  /** Shapes below known keys, null for data; below any other key is `rest`, or data when it is null. */
  readonly fields: ReadonlyMap<string, Shape | null>;
  readonly rest: Shape | null;
  /** Shape of the items where an array stands instead of an object. */
  readonly items: Shape | null;
  /** Keys that begin with `x-` are extensions; in a map they are names like any other (`x-request-id`). */
  readonly extensible: boolean;
  /** The sections that hold reusable things of this shape: under `components`, and at the top of Swagger 2.0. */
  readonly section: { readonly components: string | null; readonly swagger: string | null };
};

export type Draft = { -readonly [Key in keyof Shape]: Shape[Key] } & { fields: Map<string, Shape | null> };

const NO_SECTION = { components: null, swagger: null };

export function shape(name: string, components: string | null = null, swagger: string | null = null): Draft {
  const section = { components, swagger };
  return { name, fields: new Map(), rest: null, items: null, extensible: true, section };
}

export function mapOf(rest: Shape): Shape {
  return { name: `map of ${rest.name}`, fields: new Map(), rest, items: null, extensible: false, section: NO_SECTION };
}

export function listOf(items: Shape): Shape {
  return { name: `list of ${items.name}`, fields: new Map(), rest: null, items, extensible: true, section: NO_SECTION };
}

function keyed(names: readonly string[], below: Shape): [string, Shape][] {
  return names.map((name) => [name, below]);
}

const part = shape('object');
const example = shape('example', 'examples');
const securityScheme = shape('security scheme', 'securitySchemes');
const link = shape('link', 'links');
const schema = shape('schema', 'schemas', 'definitions');
const header = shape('header', 'headers');
const encoding = shape('encoding');
const mediaType = shape('media type');
const parameter = shape('parameter', 'parameters', 'parameters');
const requestBody = shape('request body', 'requestBodies');
const response = shape('response', 'responses', 'responses');
const callback = shape('callback', 'callbacks');
const operation = shape('operation');
const pathItem = shape('path item');
const components = shape('components');
const paths = shape('paths');
const responses = shape('responses');
const document = shape('document');

fillSchema(schema);
const described: [string, Shape][] = [
  ['schema', schema],
  ['items', schema],
  ['content', mapOf(mediaType)],
  ['examples', mapOf(example)],
];
header.fields = new Map(described);
parameter.fields = new Map(described);
encoding.fields = new Map([
  ['headers', mapOf(header)],
  ...keyed(['encoding'], mapOf(encoding)),
  ['itemEncoding', encoding],
]);
mediaType.fields = new Map([
  ...keyed(['schema', 'itemSchema'], schema),
  ['examples', mapOf(example)],
  ['encoding', mapOf(encoding)],
  ['prefixEncoding', listOf(encoding)],
  ['itemEncoding', encoding],
]);
requestBody.fields = new Map([['content', mapOf(mediaType)]]);
response.fields = new Map([
  ['schema', schema],
  ['headers', mapOf(header)],
  ['content', mapOf(mediaType)],
  ['links', mapOf(link)],
]);
responses.rest = response;
callback.rest = pathItem;
operation.fields = new Map([
  ['parameters', listOf(parameter)],
  ['requestBody', requestBody],
  ['responses', responses],
  ['callbacks', mapOf(callback)],
  ['externalDocs', part],
]);
pathItem.fields = new Map([
  ...keyed(METHODS, operation),
  ['additionalOperations', mapOf(operation)],
  ['parameters', listOf(parameter)],
]);
paths.rest = pathItem;
components.fields = new Map([
  ...[schema, response, parameter, example, requestBody, header, securityScheme, link, callback].map(
    (each): [string, Shape] => [each.section.components ?? '', mapOf(each)],
  ),
  ['pathItems', mapOf(pathItem)],
  ['mediaTypes', mapOf(mediaType)],
]);
document.fields = new Map([
  ...keyed(['info', 'externalDocs'], part),
  ...keyed(['servers', 'tags'], listOf(part)),
  ['paths', paths],
  ['webhooks', mapOf(pathItem)],
  // What `webhooks` was called before OpenAPI 3.1.
  ['x-webhooks', mapOf(pathItem)],
  ['components', components],
  ['definitions', mapOf(schema)],
  ['parameters', mapOf(parameter)],
  ['responses', mapOf(response)],
  ['securityDefinitions', mapOf(securityScheme)],
]);

/** The shape of a whole contract. */
export const DOCUMENT: Shape = document;
/** The shape of a schema: the only one that has identifiers, anchors and a discriminator. */
export const SCHEMA: Shape = schema;

/** The shape below a key; null where there is only data. */
export function shapeBelow(parent: Shape, key: string): Shape | null {
  const known = parent.fields.get(key);
  if (known !== undefined) return known;
  return parent.extensible && key.startsWith('x-') ? null : parent.rest;
}

/** Where schemas stand within a schema, in all drafts of JSON Schema. */
export function fillSchema(schema: Draft): void {
  schema.items = schema;
  schema.fields = new Map([
    ...keyed(
      ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies'],
      mapOf(schema),
    ),
    ...keyed(['allOf', 'anyOf', 'oneOf', 'prefixItems'], listOf(schema)),
    ...keyed(['items', 'additionalProperties', 'additionalItems', 'unevaluatedItems', 'unevaluatedProperties'], schema),
    ...keyed(['contains', 'propertyNames', 'not', 'if', 'then', 'else', 'contentSchema'], schema),
  ]);
}
