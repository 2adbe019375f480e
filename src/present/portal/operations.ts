import { METHODS, type Operation } from '../../model/contract.ts';
import { isObject, type Json, type JsonObject, own, ownObject, ownString } from '../../model/json.ts';
import { decodedFragment, valueAt } from '../../model/pointer.ts';

/** An operation as a catalogue shows it. */
export type ListedOperation = Operation & { readonly summary: string; readonly deprecated: boolean };

/** The operations of a contract in the order of its paths. */
export function operationsOf(document: JsonObject): readonly ListedOperation[] {
  return Object.entries(ownObject(document, 'paths') ?? {}).flatMap(([path, value]) => {
    const item = resolved(document, value);
    return METHODS.flatMap((method) => {
      const operation = ownObject(item, method);
      return operation === undefined ? [] : [listed(method, path, operation)];
    });
  });
}

function listed(method: string, path: string, operation: JsonObject): ListedOperation {
  return {
    method: method.toUpperCase(),
    path,
    operationId: ownString(operation, 'operationId') ?? null,
    summary: ownString(operation, 'summary') ?? '',
    deprecated: own(operation, 'deprecated') === true,
  };
}

/** A path item may be a reference, and that one as well; one that leads back to itself is nothing. */
function resolved(document: JsonObject, value: Json): Json | undefined {
  const seen = new Set<string>();
  let found: Json | undefined = value;
  for (let ref = ownString(found, '$ref'); ref?.startsWith('#') === true; ref = ownString(found, '$ref')) {
    if (seen.has(ref)) return undefined;
    seen.add(ref);
    found = valueAt(document, decodedFragment(ref.slice(1)));
  }
  return isObject(found) ? found : undefined;
}
