import { type Contract, METHODS, type Operation } from '../../model/contract.ts';
import { isObject, ownObject, ownString } from '../../model/json.ts';

/** Every operation under `paths`, in the order of the document. */
export function operationsOf(contract: Contract): readonly Operation[] {
  return Object.entries(ownObject(contract.document, 'paths') ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = isObject(item) ? ownObject(item, method) : undefined;
      return operation === undefined
        ? []
        : [{ method: method.toUpperCase(), path, operationId: ownString(operation, 'operationId') ?? null }];
    }),
  );
}
