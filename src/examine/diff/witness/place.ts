import type { Json } from '../../../model/json.ts';
import { isObject } from '../../../model/json.ts';
import type { ShapeCache } from '../schema/cache.ts';
import type { Trail } from '../schema/uses.ts';
import type { View } from '../schema/node.ts';
import type { Applicator } from '../schema/shape.ts';
import { matches } from './linear.ts';
import { type Parts, itemParts, partOf, propertyParts } from './parts.ts';
import { samplesOf } from './pattern-samples.ts';
import { type Making, sample, sampleArray, sampleObject } from './sample.ts';

/** One side of the pairs on a trail. */
export type Side = { readonly cache: ShapeCache; readonly view: (node: Trail['node']) => View };

/** Where in a payload a change happened: how to put a value there, and what the value must fit on either side. */
export type Place = {
  /** Property names and item positions from the root. */
  readonly path: readonly string[];
  /** The whole payload around a value. */
  readonly around: (value: Json) => Json;
  readonly accepting: Parts;
  readonly rejecting: Parts;
};

/**
 * Null where the way down cannot be gone with a plain value, such as into the content of a string. `outerOf` gives the place above, for who
 * keeps places: many ways down share their beginning.
 */
export function placeOf(
  trail: Trail,
  accepting: Side,
  rejecting: Side,
  making: () => Making,
  outerOf = (above: Trail): Place | null => placeOf(above, accepting, rejecting, making),
): Place | null {
  const { above } = trail;
  const here = { accepting: partsAt(trail, accepting), rejecting: partsAt(trail, rejecting) };
  if (above === null) return { path: [], around: (value) => value, ...here };
  const outer = outerOf(above);
  if (outer === null) return null;
  const parts = [...outer.accepting, ...outer.rejecting];
  const step = stepOf(trail, above, parts);
  switch (step.kind) {
    case 'none':
      return null;
    case 'same':
      return {
        ...outer,
        accepting: within(here.accepting, outer.accepting),
        rejecting: within(here.rejecting, outer.rejecting),
      };
    case 'property': {
      const base = sampleObject(parts, making(), new Map([[step.name, null]]));
      const entries = isObject(base) ? Object.entries(base) : [];
      const around = (value: Json): Json => outer.around(Object.fromEntries([...entries, [step.name, value]]));
      return { path: [...outer.path, step.name], around, ...here };
    }
    case 'name': {
      const base = sampleObject(parts, making());
      const around = (value: Json): Json =>
        outer.around(
          typeof value === 'string' && isObject(base)
            ? { ...base, [value]: sample(propertyParts(parts, value, matches), making()) }
            : base,
        );
      return { path: outer.path, around, ...here };
    }
    case 'item': {
      const first = Array.from({ length: step.index }, (_, index) => sample(itemParts(parts, index), making()));
      const base = sampleArray(parts, making(), [...first, null]);
      return {
        path: [...outer.path, String(step.index)],
        around: (value) => outer.around(base.with(step.index, value)),
        ...here,
      };
    }
  }
}

function partsAt({ node }: Trail, { cache, view }: Side): Parts {
  return [partOf(view(node), cache)];
}

/** An alternative holds together with what stands around it, whose choice is made. */
function within(inner: Parts, outer: Parts): Parts {
  return [...inner, ...outer.map((part) => ({ ...part, chosen: true }))];
}

type Step =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'name' }
  | { readonly kind: 'same' }
  | { readonly kind: 'none' };

function stepOf({ step, node }: Trail, above: Trail, parts: Parts): Step {
  if (step.startsWith('/')) return { kind: 'property', name: propertyName(step.slice(1), parts) };
  const past = Math.max(0, ...parts.map(({ shape }) => shape.prefixItems.length));
  if (step === '[]') return { kind: 'item', index: past };
  const position = /^\[(\d+)\]$/.exec(step)?.[1];
  if (position !== undefined) return { kind: 'item', index: Number(position) };
  const applicator = applicatorOf(node, parts);
  if (applicator === 'contains' || applicator === 'unevaluatedItems') return { kind: 'item', index: past };
  if (applicator === 'unevaluatedProperties') return { kind: 'property', name: propertyName('*', parts) };
  if (applicator === 'propertyNames') return { kind: 'name' };
  return applicator === 'contentSchema' || above.node === node ? { kind: 'none' } : { kind: 'same' };
}

/** The keyword under which a pair stands, if it is no alternative. */
function applicatorOf(node: Trail['node'], parts: Parts): Applicator | null {
  for (const { shape } of parts)
    for (const [keyword, { key }] of shape.applicators)
      if (key === node.before.key || key === node.after.key) return keyword;
  return null;
}

/** The name of a step: `*` stands for any that is not declared, `~…~` for any of that pattern, unless a property is called so. */
function propertyName(step: string, parts: Parts): string {
  const declared = (name: string): boolean => parts.some(({ shape }) => shape.properties.has(name));
  if (declared(step)) return step;
  if (step === '*') return ['key', 'key1', 'key2', 'key3'].find((name) => !declared(name)) ?? 'key4';
  const pattern = /^~(.*)~$/s.exec(step)?.[1];
  return pattern === undefined ? step : (samplesOf(pattern).find((name) => !declared(name)) ?? step);
}
