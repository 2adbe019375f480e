import type { Change } from '../../model/change.ts';
import type { Contract } from '../../model/contract.ts';
import { isArray, isObject, type Json, own, ownObject, ownString } from '../../model/json.ts';
import type { Location } from '../../model/location.ts';
import { operationsIn, routeOf } from '../../model/operations.ts';
import { endOfReferences, pointerOf, pointerOfReference, valueAt } from '../../model/pointer.ts';
import type { Use } from '../../model/workspace.ts';

type Side = 'request' | 'response';

/**
 * Whether a change of an operation reaches who uses it so. Only what is surely about a parameter or a field that is not used passes them by: whatever else
 * changes, such as a status, a header or what a request must have, reaches everybody. `before` is the contract that the change was found against.
 */
export function reaches(change: Change, use: Use, before: Contract): boolean {
  const parameter = parameterOf(change);
  if (parameter !== null) return use.parameters === undefined || usesParameter(use.parameters, parameter);
  const side = sideOf(change);
  const fields = side === null ? undefined : use.fields?.[side];
  if (side === null || fields === undefined || change.before === null) return true;
  const places = placesOf(before, use, side);
  if (!contains(places.all, change.before)) return true;
  return contains(places.below(fields), change.before) || places.onTheWay(fields, change.before);
}

/** `[in, name]` of the parameter that a change removes or narrows; null for any other change. */
function parameterOf({ check, about }: Change): readonly [string, string] | null {
  const [where, name] = about;
  if (!check.startsWith('request-parameter-') || /required/.test(check)) return null;
  return where !== undefined && name !== undefined && ['query', 'header', 'cookie'].includes(where)
    ? [where, name]
    : null;
}

function usesParameter(used: readonly string[], [where, name]: readonly [string, string]): boolean {
  return used.some((each) => each === name || (where === 'header' && each.toLowerCase() === name.toLowerCase()));
}

/** What a request must have concerns also who sends other fields. */
function sideOf({ check }: Change): Side | null {
  if (/^response-(?:\w+-)*property-/.test(check)) return 'response';
  return /^request-(?:\w+-)*property-/.test(check) && !/required/.test(check) ? 'request' : null;
}

/** Whether a place is at or below one of several. */
function contains(places: ReadonlySet<string>, at: Location): boolean {
  for (let pointer = at.pointer; ; pointer = pointer.slice(0, pointer.lastIndexOf('/'))) {
    if (places.has(`${at.file}#${pointer}`)) return true;
    if (pointer === '') return false;
  }
}

type Places = {
  /** Everything that the schemas of the payloads lead to. */
  readonly all: ReadonlySet<string>;
  /** Everything at and below fields. */
  readonly below: (fields: readonly string[]) => ReadonlySet<string>;
  /** Whether a place is of a schema that leads to one of the fields, and of none of its other properties. */
  readonly onTheWay: (fields: readonly string[], at: Location) => boolean;
};

const known = new WeakMap<Contract, Map<string, Places>>();

/** Looked up once for each operation and side: a comparison has many changes. */
function placesOf(contract: Contract, use: Use, side: Side): Places {
  const own = known.get(contract) ?? new Map<string, Places>();
  known.set(contract, own);
  const key = `${side} ${routeOf(use.method, use.path)}`;
  const places = own.get(key) ?? foundPlaces(contract, use, side);
  own.set(key, places);
  return places;
}

function foundPlaces(contract: Contract, use: Use, side: Side): Places {
  const roots = rootsOf(contract, use, side);
  const keyOf = (pointer: string): string => {
    const { file, pointer: own } = contract.locate(pointer);
    return `${file}#${own}`;
  };
  const keysOf = (pointers: Iterable<string>): ReadonlySet<string> => new Set(Array.from(pointers, keyOf));
  const trodden = (fields: readonly string[]): { readonly way: Set<string>; readonly ends: Set<string> } => {
    const [way, ends] = [new Set<string>(), new Set<string>()];
    for (const field of fields) tread(contract.document, roots, field.split('.'), way, ends);
    return { way, ends };
  };
  return {
    all: keysOf(reachable(contract.document, roots)),
    below: (fields) => keysOf(reachable(contract.document, [...trodden(fields).ends])),
    onTheWay: (fields, { file, pointer }) =>
      [...keysOf(trodden(fields).way)].some((key) => {
        const whole = `${file}#${pointer}`;
        return (whole === key || whole.startsWith(`${key}/`)) && !/\/properties\//.test(whole.slice(key.length));
      }),
  };
}

/** Pointers of the schemas of an operation's payloads, in any media type and status. */
function rootsOf({ document }: Contract, use: Use, side: Side): readonly string[] {
  const route = routeOf(use.method, use.path);
  const found = operationsIn(document).find(({ method, path }) => routeOf(method, path) === route);
  if (found === undefined) return [];
  const roots: string[] = [];
  const messages =
    side === 'request'
      ? [`${found.pointer}/requestBody`]
      : Object.keys(ownObject(found.value, 'responses') ?? {}).map(
          (status) => found.pointer + pointerOf('responses', status),
        );
  for (const message of messages) {
    const at = endOfReferences(document, message);
    const value = valueAt(document, at);
    if (isObject(own(value, 'schema'))) roots.push(`${at}/schema`);
    for (const [type, media] of Object.entries(ownObject(value, 'content') ?? {}))
      for (const key of ['schema', 'itemSchema'])
        if (own(media, key) !== undefined) roots.push(at + pointerOf('content', type, key));
  }
  // Swagger has the body among the parameters.
  (Array.isArray(own(found.value, 'parameters')) && side === 'request'
    ? (own(found.value, 'parameters') as readonly Json[])
    : []
  ).forEach((_, index) => {
    const at = endOfReferences(document, found.pointer + pointerOf('parameters', index));
    if (ownString(valueAt(document, at), 'in') === 'body') roots.push(`${at}/schema`);
  });
  return roots;
}

/** Keywords that hold schemas of the same value. */
const SAME = ['allOf', 'anyOf', 'oneOf'];
/** Keywords that hold the schema of items or of unnamed properties: a field goes through them without a name. */
const THROUGH = ['items', 'prefixItems', 'additionalProperties'];

/** Goes down one field: notes the schemas on the way, and those that the field ends at. */
function tread(
  document: Json,
  roots: readonly string[],
  names: readonly string[],
  way: Set<string>,
  ends: Set<string>,
): void {
  const seen = new Set<string>();
  const visit = (pointer: string, index: number): void => {
    const key = `${index} ${pointer}`;
    if (seen.has(key)) return;
    seen.add(key);
    const value = valueAt(document, pointer);
    if (!isObject(value)) return;
    const name = names[index];
    if (name === undefined) {
      ends.add(pointer);
      return;
    }
    way.add(pointer);
    const target = endOfReferences(document, pointer);
    if (target !== pointer) visit(target, index);
    for (const keyword of [...SAME, ...THROUGH]) {
      const inner = own(value, keyword);
      if (isArray(inner)) inner.forEach((_, item) => visit(pointer + pointerOf(keyword, item), index));
      else if (isObject(inner)) visit(pointer + pointerOf(keyword), index);
    }
    if (own(ownObject(value, 'properties'), name) !== undefined)
      visit(pointer + pointerOf('properties', name), index + 1);
  };
  for (const root of roots) visit(root, 0);
}

/** Pointers of schemas and of all that they reference. */
function reachable(document: Json, roots: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const scan = (value: Json | undefined): void => {
    if (isArray(value)) value.forEach(scan);
    else if (isObject(value)) {
      const reference = ownString(value, '$ref');
      const target = reference === undefined ? null : pointerOfReference(reference);
      if (target !== null && !found.has(target)) {
        found.add(target);
        scan(valueAt(document, target));
      }
      Object.values(value).forEach(scan);
    }
  };
  for (const root of roots) {
    found.add(root);
    scan(valueAt(document, root));
  }
  return found;
}
