import type { ShapeCache } from '../schema/cache.ts';
import type { Flow } from '../schema/change.ts';
import type { View } from '../schema/node.ts';
import type { Shape } from '../schema/shape.ts';

export const NOTHING_IGNORED: ReadonlySet<string> = new Set();

type Hidden = { readonly [flow in Flow]: readonly string[] };

const known = new WeakMap<Shape, Hidden>();

/** Names of the properties that do not travel this way: readOnly ones in a request, writeOnly ones in a response. */
export function ignoredIn(
  { cache, flow }: { readonly cache: ShapeCache; readonly flow: Flow },
  view: View,
): readonly string[] {
  const shape = cache.shape(view);
  const hidden = known.get(shape) ?? hiddenIn(shape, cache);
  known.set(shape, hidden);
  return hidden[flow];
}

function hiddenIn({ properties }: Shape, cache: ShapeCache): Hidden {
  const those = (keyword: 'readOnly' | 'writeOnly'): readonly string[] =>
    [...properties].flatMap(([name, property]) => (cache.shape(property)[keyword] ? [name] : []));
  return { request: those('readOnly'), response: those('writeOnly') };
}
