import { isArray, type Json, type JsonObject, own, ownObject } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';
import { SCHEMA, type Shape, shapeBelow } from './shape.ts';

/** One reference: the value of `key` in `owner`, which stands at `pointer` of a file. */
export type Site = {
  /** A reference object, a discriminator, or its mapping. */
  readonly owner: JsonObject;
  readonly key: string;
  readonly ref: string;
  /** Where the reference itself stands. */
  readonly pointer: string;
  /** What it must lead to. */
  readonly shape: Shape;
};

/** Called for a `$ref` that is no string. */
type Refuse = (pointer: string, value: Json) => Error;

/** What was looked at already, as what: circular contracts are legal, and YAML aliases share objects. */
export type Visited = Map<Shape, Set<object>>;

/** Every reference at and below a place, in document order. What examples, defaults, enums and extensions hold is data. */
export function sitesBelow(
  value: Json,
  shape: Shape,
  pointer: string,
  visited: Visited,
  refuse: Refuse,
): readonly Site[] {
  const sites: Site[] = [];
  const path: string[] = [];
  const here = (...more: readonly string[]): string => pointer + pointerOf(...path, ...more);

  const visit = (node: Json, as: Shape): void => {
    if (typeof node !== 'object' || node === null || !isFirst(visited, as, node)) return;
    if (isArray(node)) {
      if (as.items !== null) node.forEach((item, index) => below(item, as.items ?? as, String(index)));
      return;
    }
    const ref = own(node, '$ref');
    if (typeof ref === 'string') sites.push({ owner: node, key: '$ref', ref, pointer: here('$ref'), shape: as });
    // In a map `$ref` may be a name: a schema may well have a property called so.
    else if (ref !== undefined && as.rest === null) throw refuse(here('$ref'), ref);
    if (as === SCHEMA) sites.push(...mappings(node, (...steps) => here('discriminator', ...steps)));
    for (const key of Object.keys(node)) {
      const child = shapeBelow(as, key);
      if (child !== null) below(node[key] ?? null, child, key);
    }
  };

  const below = (child: Json, as: Shape, key: string): void => {
    path.push(key);
    visit(child, as);
    path.pop();
  };

  visit(value, shape);
  return sites;
}

/** The references in a discriminator's mapping, and what OpenAPI 3.2 has for any other value; what is no reference there is the name of a schema. */
function mappings(node: JsonObject, pointer: (...steps: readonly string[]) => string): Site[] {
  const discriminator = ownObject(node, 'discriminator');
  if (discriminator === undefined) return [];
  const mapping = ownObject(discriminator, 'mapping');
  const site = (owner: JsonObject, key: string, at: string): Site[] => {
    const ref = own(owner, key);
    return typeof ref === 'string' && isReference(ref) ? [{ owner, key, ref, pointer: at, shape: SCHEMA }] : [];
  };
  return [
    ...(mapping === undefined
      ? []
      : Object.keys(mapping).flatMap((key) => site(mapping, key, pointer('mapping', key)))),
    ...site(discriminator, DEFAULT_MAPPING, pointer(DEFAULT_MAPPING)),
  ];
}

/** The key of a discriminator that names the schema of whatever its mapping does not. */
export const DEFAULT_MAPPING = 'defaultMapping';

function isReference(value: string): boolean {
  return value.includes('#') || value.includes('/') || /\.(ya?ml|json)$/i.test(value);
}

function isFirst(visited: Visited, shape: Shape, node: object): boolean {
  const seen = visited.get(shape) ?? new Set();
  visited.set(shape, seen);
  if (seen.has(node)) return false;
  seen.add(node);
  return true;
}
