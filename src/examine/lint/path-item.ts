import { METHODS } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject } from '../../model/json.ts';

/** The operations of a path item, by method. */
export function operationsOf(item: Json | undefined): [string, JsonObject][] {
  if (!isObject(item)) return [];
  return Object.entries(item).filter((entry): entry is [string, JsonObject] => {
    return METHODS.some((method) => method === entry[0]) && isObject(entry[1]);
  });
}
