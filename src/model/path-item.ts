import { METHODS } from './contract.ts';
import { isObject, type Json, type JsonObject, ownObject } from './json.ts';
import { pointerOf, segmentsOf } from './pointer.ts';

/** An operation of a path item: its method in upper case, and the steps that lead to it. */
export type PathOperation = {
  readonly method: string;
  readonly steps: readonly string[];
  readonly value: JsonObject;
};

/** Of OpenAPI 3.2: whatever else HTTP allows, such as COPY. */
export const OTHERS = 'additionalOperations';

/** The operations of a path item, in the order in which they are written. */
export function operationsOf(item: Json | undefined): PathOperation[] {
  if (!isObject(item)) return [];
  return Object.entries(item).flatMap(([key, value]) => {
    if (key === OTHERS) {
      const others = Object.entries(ownObject(item, OTHERS) ?? {});
      return others.flatMap(([method, other]) => operationAt([OTHERS, method], other));
    }
    return METHODS.some((method) => method === key) ? operationAt([key], value) : [];
  });
}

function operationAt(steps: readonly string[], value: Json): PathOperation[] {
  return isObject(value) ? [{ method: (steps.at(-1) ?? '').toUpperCase(), steps, value }] : [];
}

/** The method, in upper case, of the operation that a path below a path item leads to or through; null where it leads elsewhere. */
export function methodIn([key, other]: readonly (string | number)[]): string | null {
  const method = key === OTHERS ? other : METHODS.find((one) => one === key);
  return method === undefined ? null : String(method).toUpperCase();
}

/** The steps from a path item to its operation of a method, given in upper case. */
export function stepsToMethod(method: string): readonly string[] {
  const key = METHODS.find((one) => one.toUpperCase() === method);
  return key === undefined ? [OTHERS, method] : [key];
}

/** The pointer of the path item that an operation stands in. */
export function itemOf(operation: string): string {
  return pointerOf(...stepsToItem(segmentsOf(operation)));
}

/** The steps that lead to the path item of an operation, from those that lead to the operation. */
export function stepsToItem<T extends string | number>(steps: readonly T[]): readonly T[] {
  // No method that has a key of its own stands among the others, so that a webhook may be called as they are.
  const isOther = steps.at(-2) === OTHERS && METHODS.every((method) => method !== steps.at(-1));
  return steps.slice(0, isOther ? -2 : -1);
}
