import { METHODS } from './contract.ts';

/** A kind of thing in a contract, as the walk needs to tell them apart. A `hook` is a path item that nobody calls under a path of ours. */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'hook'
  | 'operation'
  | 'hookOperation'
  | 'callback'
  | 'carrier'
  | 'response'
  | 'securityScheme'
  | 'media'
  | 'encoding'
  | 'parameter'
  | 'header'
  | 'schema'
  | 'property';

/** What stands under a key: `each` is a map or a list of things of a kind; `one` is one thing, or, in schemas, a list of them. */
export type Child = { readonly of: Kind; readonly how: 'one' | 'each' };

const one = (of: Kind): Child => ({ of, how: 'one' });
const each = (of: Kind): Child => ({ of, how: 'each' });

function table(child: Child, keys: readonly string[]): [string, Child][] {
  return keys.map((key) => [key, child]);
}

const NESTED_SCHEMAS = [
  ...['items', 'prefixItems', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'],
  ...['additionalProperties', 'additionalItems', 'unevaluatedItems', 'unevaluatedProperties'],
];

const SCHEMA: ReadonlyMap<string, Child> = new Map([
  ...table(each('property'), ['properties', 'patternProperties']),
  ...table(each('schema'), ['$defs', 'definitions', 'dependentSchemas']),
  ...table(one('schema'), NESTED_SCHEMAS),
]);

/** What carries a payload: bodies, responses, parameters, headers. */
const CARRIER: ReadonlyMap<string, Child> = new Map([
  ['content', each('media')],
  ['schema', one('schema')],
  ['headers', each('header')],
]);

const OPERATION: ReadonlyMap<string, Child> = new Map([
  ['parameters', each('parameter')],
  ['requestBody', one('carrier')],
  ['responses', each('response')],
  ['callbacks', each('callback')],
]);

function pathItem(operation: Kind): ReadonlyMap<string, Child> {
  return new Map([
    ['parameters', each('parameter')],
    ...table(one(operation), METHODS),
    ['additionalOperations', each(operation)],
  ]);
}

/** Where, in OpenAPI 2.0 to 3.2, there is something with a life of its own, so that it may be deprecated. `*` stands for every key. */
export const GRAMMAR: Readonly<Record<Kind, ReadonlyMap<string, Child>>> = {
  document: new Map([
    ['paths', each('pathItem')],
    ['webhooks', each('hook')],
    // What OpenAPI 3.0 had for it.
    ['x-webhooks', each('hook')],
    ['components', one('components')],
    ['definitions', each('schema')],
    ['parameters', each('parameter')],
    ['responses', each('response')],
    ['securityDefinitions', each('securityScheme')],
  ]),
  components: new Map([
    ['schemas', each('schema')],
    ['parameters', each('parameter')],
    ['headers', each('header')],
    ['responses', each('response')],
    ['securitySchemes', each('securityScheme')],
    ['requestBodies', each('carrier')],
    ['mediaTypes', each('media')],
    ['callbacks', each('callback')],
    // Path items that paths refer to are met there.
  ]),
  pathItem: pathItem('operation'),
  hook: pathItem('hookOperation'),
  callback: new Map([['*', one('hook')]]),
  operation: OPERATION,
  hookOperation: OPERATION,
  carrier: CARRIER,
  response: CARRIER,
  securityScheme: new Map(),
  parameter: CARRIER,
  header: CARRIER,
  media: new Map([
    ['schema', one('schema')],
    ['itemSchema', one('schema')],
    ['encoding', each('encoding')],
  ]),
  encoding: new Map([['headers', each('header')]]),
  schema: SCHEMA,
  property: SCHEMA,
};
