import { isObject, type Json, type JsonObject, own, ownArray, ownObject, ownString } from '../../model/json.ts';
import { operationsOf, OTHERS } from '../../model/path-item.ts';
import { pointerOf } from '../../model/pointer.ts';
import { followObject } from './follow.ts';

/** An operation with what surrounds it. Pointers are where it stands in the document, `$ref`s of path items not followed. */
export type OperationAt = {
  /** As it is sent: in upper case, save one that `additionalOperations` writes otherwise. */
  readonly method: string;
  readonly path: string;
  readonly operation: JsonObject;
  readonly pointer: string;
};

export type PathAt = {
  readonly path: string;
  readonly pathItem: JsonObject;
  readonly pointer: string;
  /** By method name. */
  readonly operations: readonly OperationAt[];
};

/** Paths in code-unit order, each with its operations by method name: the order of a document's keys never shows. */
export function pathsOf(document: JsonObject): PathAt[] {
  const paths = ownObject(document, 'paths') ?? {};
  return Object.keys(paths)
    .filter((path) => !path.startsWith('x-'))
    .sort()
    .map((path) => pathAt(document, path, own(paths, path)));
}

/** `GET /accounts/{id}`: how settings and messages name an operation. */
export function nameOf(operation: OperationAt): string {
  return `${operation.method} ${operation.path}`;
}

/** A parameter of an operation, `$ref` followed; `pointer` is where it is written. */
export type ParameterAt = {
  readonly name: string;
  readonly in: string;
  readonly parameter: JsonObject;
  readonly pointer: string;
};

/** The parameters that hold for an operation: the path's own first, save those that the operation overrides by name and location. */
export function parametersOf(document: JsonObject, path: PathAt, operation: OperationAt): ParameterAt[] {
  const own = listed(document, operation.operation, operation.pointer);
  const overridden = new Set(own.map(identity));
  return [...listed(document, path.pathItem, path.pointer).filter((each) => !overridden.has(identity(each))), ...own];
}

function listed(document: JsonObject, node: JsonObject, pointer: string): ParameterAt[] {
  return (ownArray(node, 'parameters') ?? []).flatMap((each, index) => {
    const parameter = followObject(document, each);
    const [name, location] = [ownString(parameter, 'name'), ownString(parameter, 'in')];
    if (parameter === null || name === undefined || location === undefined) return [];
    return [{ name, in: location, parameter, pointer: pointer + pointerOf('parameters', index) }];
  });
}

function identity(parameter: ParameterAt): string {
  return JSON.stringify([parameter.in, parameter.name]);
}

function pathAt(document: JsonObject, path: string, value: Json | undefined): PathAt {
  const pointer = pointerOf('paths', path);
  // OpenAPI 3.1 lets other fields stand beside the `$ref` of a path item; what is written here wins.
  const pathItem = isObject(value) ? merged(followObject(document, value), value) : {};
  const operations = operationsOf(pathItem).map(({ method, steps, value: operation }) => {
    const sent = steps.length > 1 ? (steps.at(-1) ?? method) : method;
    return { method: sent, path, operation, pointer: pointer + pointerOf(...steps) };
  });
  return { path, pathItem, pointer, operations: operations.sort((one, other) => order(one.method, other.method)) };
}

/** Two that have operations without a key of their own have all of them: none may be missing. */
function merged(referenced: JsonObject | null, written: JsonObject): JsonObject {
  const others = [referenced, written].map((each) => ownObject(each, OTHERS));
  return {
    ...referenced,
    ...written,
    ...(others.includes(undefined) ? {} : { [OTHERS]: { ...others[0], ...others[1] } }),
  };
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
