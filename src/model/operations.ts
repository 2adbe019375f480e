import { type ApiDocument, isContractDialect, METHODS } from './contract.ts';
import { type Json, isObject, type JsonObject, own, ownObject, ownString } from './json.ts';
import { pointerOf, pointerOfReference, valueAt } from './pointer.ts';

/** An operation under `paths`, as written, and where it stands. */
export type ListedOperation = {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId: string | null;
  readonly value: JsonObject;
  readonly pointer: string;
};

/** Every operation under `paths`, in the order of the document. A path item may be a reference; where it leads is where its operations stand. */
export function operationsIn(document: JsonObject): readonly ListedOperation[] {
  return Object.entries(ownObject(document, 'paths') ?? {}).flatMap(([path, item]) => {
    const at = pathItemAt(document, item, pointerOf('paths', path));
    const others = Object.entries(ownObject(at.value, 'additionalOperations') ?? {});
    const operationOf = (method: string, value: Json | undefined, pointer: string): readonly ListedOperation[] => {
      if (!isObject(value)) return [];
      const operationId = ownString(value, 'operationId') ?? null;
      return [{ method: method.toUpperCase(), path, operationId, value, pointer: at.pointer + pointer }];
    };
    return [
      ...METHODS.flatMap((method) => operationOf(method, own(at.value, method), pointerOf(method))),
      // Of OpenAPI 3.2: whatever else HTTP allows, such as COPY.
      ...others.flatMap(([method, value]) => operationOf(method, value, pointerOf('additionalOperations', method))),
    ];
  });
}

function pathItemAt(
  document: JsonObject,
  item: Json,
  pointer: string,
): { readonly value: Json; readonly pointer: string } {
  const reference = isObject(item) ? ownString(item, '$ref') : undefined;
  const target = reference === undefined ? null : pointerOfReference(reference);
  const value = target === null ? undefined : valueAt(document, target);
  return target === null || value === undefined ? { value: item, pointer } : { value, pointer: target };
}

/** How many operations a document has; the steps of Arazzo call those of others. */
export function operationCount({ dialect, document }: Pick<ApiDocument, 'dialect' | 'document'>): number {
  if (isContractDialect(dialect)) return operationsIn(document).length;
  const channels = Object.values(ownObject(document, 'channels') ?? {});
  return dialect.startsWith('asyncapi-2')
    ? channels.flatMap((channel) => [own(channel, 'publish'), own(channel, 'subscribe')]).filter(isObject).length
    : Object.keys(ownObject(document, 'operations') ?? {}).length;
}

/** An operation as callers see it: `GET /accounts/{}`. Path parameters are told apart by their place, not by their name. */
export function routeOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replace(/\{[^{}/]*\}/g, '{}')}`;
}
