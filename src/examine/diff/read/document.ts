import { METHODS } from '../../../model/contract.ts';
import { type Json, type JsonObject, own, ownArray, ownObject, ownString } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { SchemaStore } from '../schema/node.ts';
import { type Reading, bodyOf, parametersOf, responsesOf } from './payloads.ts';
import { parameterNames, serversAt, swaggerServers, templateOf } from './paths.ts';
import { securityAt } from './security.ts';
import { type Caller, type DocumentSide, type OperationSide, type SecuritySide, type ServerSide } from './sides.ts';
import { type Place, objectAt } from './source.ts';

type Scope = Reading & {
  readonly servers: readonly ServerSide[];
  readonly security: SecuritySide;
  readonly caller: Caller;
  /** Callbacks in callbacks are legal and may be circular through references: one level is read. */
  readonly callback: OperationSide['callback'];
};

/** Reads a contract as its callers meet it. */
export function readDocument(store: SchemaStore): DocumentSide {
  const { contract, dialect } = store.source;
  const value = contract.document;
  const servers = dialect === '2.0' ? swaggerServers(value) : (serversAt(value, '') ?? []);
  const security = securityAt(value, '', null);
  const scope: Scope = { store, document: value, servers, security, caller: 'in', callback: null };
  return {
    value,
    servers,
    security,
    operations: pathItems(scope, ownObject(value, 'paths'), '/paths').flatMap(({ path, place }) =>
      operationsOf(scope, path, place),
    ),
    webhooks: webhookItems(scope, value).map(({ path, place }) => ({
      pointer: place.pointer,
      name: path,
      operations: operationsOf({ ...scope, caller: 'out' }, path, place),
    })),
    schemes: schemesOf(store, value),
    schemas: schemasOf(store, value),
  };
}

type Item = { readonly path: string; readonly place: Place<JsonObject> };

function pathItems({ store }: Scope, items: JsonObject | undefined, pointer: string): readonly Item[] {
  return Object.entries(items ?? {}).flatMap(([path, value]) => {
    if (path.startsWith('x-')) return [];
    const place = objectAt(store.source, value, pointer + pointerOf(path));
    return place === null ? [] : [{ path, place }];
  });
}

/** Before OpenAPI 3.1 had `webhooks`, `x-webhooks` meant the same. */
function webhookItems(scope: Scope, document: JsonObject): readonly Item[] {
  const webhooks = ownObject(document, 'webhooks') ?? {};
  const early = Object.entries(ownObject(document, 'x-webhooks') ?? {}).filter(
    ([name]) => !Object.hasOwn(webhooks, name),
  );
  return [...pathItems(scope, webhooks, '/webhooks'), ...pathItems(scope, Object.fromEntries(early), '/x-webhooks')];
}

function operationsOf(scope: Scope, path: string, item: Place<JsonObject>): readonly OperationSide[] {
  const operationAt = (method: string, value: Json | undefined, pointer: string): readonly OperationSide[] => {
    const place = objectAt(scope.store.source, value, pointer);
    return place === null ? [] : [operationOf(scope, path, item, method, place)];
  };
  const others = Object.entries(ownObject(item.value, 'additionalOperations') ?? {});
  return [
    ...METHODS.flatMap((method) => operationAt(method, own(item.value, method), item.pointer + pointerOf(method))),
    ...others.flatMap(([method, value]) =>
      operationAt(method, value, item.pointer + pointerOf('additionalOperations', method)),
    ),
  ];
}

function operationOf(
  scope: Scope,
  path: string,
  item: Place<JsonObject>,
  method: string,
  place: Place<JsonObject>,
): OperationSide {
  const { value, pointer } = place;
  const servers = serversAt(value, pointer) ?? serversAt(item.value, item.pointer) ?? scope.servers;
  const template = templateOf(path);
  const names = parameterNames(path);
  const text = (key: string): string | null => ownString(value, key) ?? null;
  return {
    pointer,
    value,
    operation: { method: method.toUpperCase(), path, operationId: text('operationId') },
    caller: scope.caller,
    callback: scope.callback,
    urls: [
      ...new Set((servers.length === 0 ? [''] : servers.flatMap(({ paths }) => paths)).map((base) => base + template)),
    ],
    template,
    tags: (ownArray(value, 'tags') ?? []).filter((tag): tag is string => typeof tag === 'string'),
    deprecated: own(value, 'deprecated') === true,
    stability: text('x-stability-level'),
    parameters: parametersOf(scope, item, place, names),
    body: bodyOf(scope, item, place),
    responses: responsesOf(scope, place),
    security: securityAt(value, pointer, scope.security),
    callbacks: scope.callback === null ? callbacksOf(scope, place) : [],
  };
}

/** The operations of all callbacks of an operation, their path being the callback's name and the expression it is sent to. */
function callbacksOf(scope: Scope, { value, pointer }: Place<JsonObject>): readonly OperationSide[] {
  return Object.entries(ownObject(value, 'callbacks') ?? {}).flatMap(([name, callback]) => {
    const place = objectAt(scope.store.source, callback, pointer + pointerOf('callbacks', name));
    if (place === null) return [];
    return pathItems(scope, place.value, place.pointer).flatMap(({ path, place: item }) =>
      operationsOf(
        { ...scope, caller: 'out', callback: { name, expression: path }, servers: [] },
        `${name} ${path}`,
        item,
      ),
    );
  });
}

function schemesOf({ source }: SchemaStore, value: JsonObject): DocumentSide['schemes'] {
  const [holder, base] =
    source.dialect === '2.0'
      ? [ownObject(value, 'securityDefinitions'), pointerOf('securityDefinitions')]
      : [ownObject(ownObject(value, 'components'), 'securitySchemes'), pointerOf('components', 'securitySchemes')];
  return Object.entries(holder ?? {}).flatMap(([name, scheme]) => {
    const place = objectAt(source, scheme, base + pointerOf(name));
    return place === null ? [] : [{ pointer: base + pointerOf(name), name, value: modernScheme(place.value) }];
  });
}

const FLOWS: ReadonlyMap<Json, string> = new Map<Json, string>([
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

/** Swagger 2.0 has `type: basic`, and one flow beside `type: oauth2`. */
function modernScheme(value: JsonObject): JsonObject {
  if (own(value, 'type') === 'basic') return { type: 'http', scheme: 'basic' };
  const flow = own(value, 'flow');
  if (own(value, 'type') !== 'oauth2' || typeof flow !== 'string') return value;
  const kept = ['authorizationUrl', 'tokenUrl', 'scopes'].flatMap((key) => {
    const found = own(value, key);
    return found === undefined ? [] : [[key, found] as const];
  });
  return { type: 'oauth2', flows: { [FLOWS.get(flow) ?? flow]: Object.fromEntries(kept) } };
}

function schemasOf({ source }: SchemaStore, value: JsonObject): ReadonlyMap<string, string> {
  const old = source.dialect === '2.0';
  const holder = old ? ownObject(value, 'definitions') : ownObject(ownObject(value, 'components'), 'schemas');
  const base = old ? pointerOf('definitions') : pointerOf('components', 'schemas');
  return new Map(Object.keys(holder ?? {}).map((name) => [name, base + pointerOf(name)]));
}
