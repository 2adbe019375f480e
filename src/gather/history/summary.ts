import { METHODS } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import { isObject, type Json, own, ownObject, ownString } from '../../model/json.ts';
import { isDeprecated, sunsetOf } from '../../model/lifecycle-fields.ts';
import { decodedFragment, valueAt } from '../../model/pointer.ts';

/** What history needs to know of one operation in one revision. */
export type OperationState = {
  readonly method: string;
  readonly path: string;
  readonly deprecated: boolean;
  readonly sunset: Day | null;
};

/** The operations of a revision by `METHOD /path`. */
export type Summary = ReadonlyMap<string, OperationState>;

/** Returns null where a path item stands in another file, so that the document alone does not tell; throws nothing. */
export function summarise(document: Json, zone: string): Summary | null {
  const found = new Map<string, OperationState>();
  for (const [path, written] of Object.entries(ownObject(document, 'paths') ?? {})) {
    const item = pathItem(document, written);
    if (item === undefined) return null;
    if (item === null || path.startsWith('x-')) continue;
    for (const name of METHODS) {
      const operation = own(item, name);
      if (!isObject(operation)) continue;
      const method = name.toUpperCase();
      found.set(`${method} ${path}`, {
        method,
        path,
        deprecated: isDeprecated(operation),
        sunset: sunsetOf(operation, zone),
      });
    }
  }
  return found;
}

/** True for a document that OpenAPI tools would read: what history counts as a revision of a contract. */
export function isContract(document: Json): boolean {
  return isObject(document) && (own(document, 'openapi') ?? own(document, 'swagger')) !== undefined;
}

/** Follows `$ref`s within the document; undefined where one leads out of it. A chain that leads back to itself is no path item. */
function pathItem(document: Json, written: Json): Json | undefined {
  const visited = new Set<string>();
  let item: Json = written;
  for (let reference = ownString(item, '$ref'); reference !== undefined; reference = ownString(item, '$ref')) {
    if (!reference.startsWith('#')) return undefined;
    if (visited.has(reference)) return null;
    visited.add(reference);
    item = valueAt(document, decodedFragment(reference.slice(1))) ?? null;
  }
  return item;
}
