import { CountersignError } from '../../model/errors.ts';
import { isObject, type Json, type JsonObject, ownString } from '../../model/json.ts';
import { pointerOfReference, valueAt } from '../../model/pointer.ts';

/**
 * What a value is once its `$ref`s within the document are followed, to any depth; other values are returned as they are.
 * Throws REFERENCE_UNRESOLVED and REFERENCE_CIRCULAR.
 */
export function follow(document: JsonObject, value: Json | undefined): Json | undefined {
  const seen = new Set<string>();
  let current = value;
  for (let reference = ownString(current, '$ref'); reference !== undefined; reference = ownString(current, '$ref')) {
    if (seen.has(reference)) throw new CountersignError('REFERENCE_CIRCULAR', `${reference} leads back to itself`);
    seen.add(reference);
    current = valueAt(document, pointerOfReference(reference) ?? '/');
    if (current === undefined) throw new CountersignError('REFERENCE_UNRESOLVED', `nothing stands at ${reference}`);
  }
  return current;
}

export function followObject(document: JsonObject, value: Json | undefined): JsonObject | null {
  const found = follow(document, value);
  return isObject(found) ? found : null;
}
