import type { Contract } from '../../model/contract.ts';
import { type Json, ownObject, ownString } from '../../model/json.ts';
import { routeOf } from '../../model/operations.ts';
import { operationsOf } from '../../model/path-item.ts';
import { pointerOf, valueAt } from '../../model/pointer.ts';

/** Where each operation of a contract stands, by route. */
export function routesIn(contract: Contract): ReadonlyMap<string, string> {
  const routes = new Map<string, string>();
  for (const [path, written] of Object.entries(ownObject(contract.document, 'paths') ?? {})) {
    for (const { method, steps } of pathItems(contract, written).flatMap((item) => operationsOf(item)))
      routes.set(routeOf(method, path), pointerOf('paths', path, ...steps));
  }
  return routes;
}

/** A path item, and what it refers to; the chain may be a circle. */
function pathItems(contract: Contract, written: Json): readonly Json[] {
  const items: Json[] = [];
  for (let item: Json | undefined = written; item !== undefined && !items.includes(item);) {
    items.push(item);
    const reference = ownString(item, '$ref');
    item = reference?.startsWith('#/') === true ? valueAt(contract.document, reference.slice(1)) : undefined;
  }
  return items;
}
