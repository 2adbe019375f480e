import { type ApiDocument, isContractDialect, METHODS } from './contract.ts';
import { followed } from './contract-walk.ts';
import { isObject, type Json, type JsonObject, own, ownObject, ownString } from './json.ts';
import { operationsOf } from './path-item.ts';
import { pointerOf } from './pointer.ts';

/** An operation under `paths`, as written, and where it stands. */
export type ListedOperation = {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId: string | null;
  readonly value: JsonObject;
  readonly pointer: string;
};

/**
 * Every operation under `paths`: the paths in the order of the document, the methods of each in that of OpenAPI. A path item may be a reference; where it
 * leads is where its operations stand.
 */
export function operationsIn(document: JsonObject): readonly ListedOperation[] {
  return Object.entries(ownObject(document, 'paths') ?? {}).flatMap(([path, item]) => {
    const at = pathItemAt(document, item, pointerOf('paths', path));
    return operationsOf(at.value)
      .map(({ method, steps, value }) => {
        const operationId = ownString(value, 'operationId') ?? null;
        return { method, path, operationId, value, pointer: at.pointer + pointerOf(...steps) };
      })
      .sort((one, other) => rankOf(one.method) - rankOf(other.method));
  });
}

/** Methods without a key of their own come last. */
function rankOf(method: string): number {
  const rank = METHODS.findIndex((each) => each.toUpperCase() === method);
  return rank === -1 ? METHODS.length : rank;
}

function pathItemAt(
  document: JsonObject,
  item: Json,
  pointer: string,
): { readonly value: Json; readonly pointer: string } {
  const target = followed(document, item);
  return target === null || target.pointer === null
    ? { value: item, pointer }
    : { value: target.value, pointer: target.pointer };
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
