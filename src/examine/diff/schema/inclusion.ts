import type { ShapeCache } from './cache.ts';
import type { View } from './node.ts';
import { type Limit, type Shape, saysNothing } from './shape.ts';
import { textOf, typeSets } from './values.ts';

/** So many pairs of schemas are looked at before a schema counts as not shown to be within another. */
const MOST_PAIRS = 500;

type Asked = { readonly inner: ShapeCache; readonly outer: ShapeCache; readonly assumed: Set<string>; left: number };

/**
 * Whether everything that one schema accepts is shown to be accepted by another. It answers true only where that can be read off the
 * keywords; false means that it was not shown. Schemas that contain themselves are within one another unless something else speaks
 * against it.
 */
export function isWithin(inner: View, within: ShapeCache, outer: View, around: ShapeCache): boolean {
  return contained(inner, outer, { inner: within, outer: around, assumed: new Set(), left: MOST_PAIRS });
}

function contained(inner: View, outer: View, asked: Asked): boolean {
  const key = `${inner.key}|${outer.key}`;
  if (asked.assumed.has(key)) return true;
  asked.assumed.add(key);
  asked.left -= 1;
  if (asked.left < 0) return false;
  const [small, large] = [asked.inner.shape(inner), asked.outer.shape(outer)];
  return (
    isOfItsKind(small, large) &&
    isPlainWithin(small, large) &&
    areObjectsWithin(small, large, asked) &&
    areItemsWithin(small, large, asked) &&
    areChoicesWithin(inner, large, asked)
  );
}

function isOfItsKind(small: Shape, large: Shape): boolean {
  if (small.types?.size === 0) return true;
  const takesNull = ({ nullable, types }: Shape): boolean => nullable ?? types === null;
  return (
    typeSets.contains(large.types, small.types) &&
    (!takesNull(small) || takesNull(large)) &&
    small.readOnly === large.readOnly &&
    small.writeOnly === large.writeOnly
  );
}

const LOWER = /^(min|exclusiveMin)/;

function isPlainWithin(small: Shape, large: Shape): boolean {
  const listed = small.enum?.map(textOf);
  const allowed = large.enum === null ? null : new Set(large.enum.map(textOf));
  const isBounded = ([limit, bound]: readonly [Limit, number]): boolean => {
    const own = small.limits.get(limit);
    return own !== undefined && (LOWER.test(limit) ? own >= bound : own <= bound);
  };
  return (
    (allowed === null || listed?.every((text) => allowed.has(text)) === true) &&
    (large.format === null || large.format === small.format) &&
    large.patterns.every((pattern) => small.patterns.includes(pattern)) &&
    [...large.limits].every(isBounded) &&
    (large.multipleOf === null || large.multipleOf === small.multipleOf) &&
    (!large.uniqueItems || small.uniqueItems)
  );
}

function areObjectsWithin(small: Shape, large: Shape, asked: Asked): boolean {
  const rest = (): boolean =>
    large.rest === true ||
    small.rest === false ||
    (large.rest !== false && small.rest !== true && contained(small.rest, large.rest, asked));
  return (
    large.patternProperties.size === 0 &&
    small.patternProperties.size === 0 &&
    large.applicators.size === 0 &&
    large.dependentRequired.size === 0 &&
    large.dependentSchemas.size === 0 &&
    [...large.required].every((name) => small.required.has(name)) &&
    [...new Set([...small.properties.keys(), ...large.properties.keys()])].every((name) =>
      isPropertyWithin(small, large, name, asked),
    ) &&
    rest()
  );
}

/** What is not declared is what the rest may be; what a closed object does not declare is never there. */
function isPropertyWithin(small: Shape, large: Shape, name: string, asked: Asked): boolean {
  const [own, other] = [small.properties.get(name) ?? small.rest, large.properties.get(name) ?? large.rest];
  if (own === false || other === true) return true;
  if (other === false) return false;
  return own === true ? saysNothing(asked.outer.shape(other)) : contained(own, other, asked);
}

function areItemsWithin(small: Shape, large: Shape, asked: Asked): boolean {
  if (large.prefixItems.length > 0 || small.prefixItems.length > 0) return false;
  return large.items === null || (small.items !== null && contained(small.items, large.items, asked));
}

/** One alternative that takes everything will do; where just one may fit, nobody can tell. */
function areChoicesWithin(inner: View, large: Shape, asked: Asked): boolean {
  return large.choices.every(
    ({ keyword, branches }) => keyword === 'anyOf' && branches.some((branch) => contained(inner, branch, asked)),
  );
}
