import type { Operation } from '../../model/contract.ts';
import { type JsonObject, own, ownString } from '../../model/json.ts';
import { operationsIn } from '../../model/operations.ts';

/** An operation as a catalogue shows it. */
export type ListedOperation = Operation & { readonly summary: string; readonly deprecated: boolean };

/** The operations of a contract in the order of its paths. */
export function operationsOf(document: JsonObject): readonly ListedOperation[] {
  return operationsIn(document).map(({ method, path, operationId, value }) => ({
    method,
    path,
    operationId,
    summary: ownString(value, 'summary') ?? '',
    deprecated: own(value, 'deprecated') === true,
  }));
}
