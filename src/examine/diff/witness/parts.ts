import type { ShapeCache } from '../schema/cache.ts';
import type { Flow } from '../schema/change.ts';
import type { Choice } from '../schema/flatten.ts';
import type { View } from '../schema/node.ts';
import type { Shape } from '../schema/shape.ts';
import { ignoredIn } from './travelling.ts';

/** A schema that a value shall be made for. `chosen`: its alternatives were settled, by other parts that stand beside it. */
export type Part = { readonly shape: Shape; readonly cache: ShapeCache; readonly chosen?: boolean };
/** Schemas that shall accept one and the same value. Where they contradict each other, the first is followed. */
export type Parts = readonly Part[];

export function partOf(view: View, cache: ShapeCache): Part {
  return { shape: cache.shape(view), cache };
}

const MOST_CHOICES = 8;

/** The parts, and for each of their choices one alternative: that at `index`, or of the name that an earlier part chose. */
export function settled(parts: Parts, index = 0): Parts {
  const all: Part[] = [];
  const names = new Set<string>();
  const waiting = [...parts];
  let choices = 0;
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    all.push({ ...part, chosen: true });
    if (part.chosen === true) continue;
    for (const choice of part.shape.choices) {
      choices += 1;
      if (choices > MOST_CHOICES) break;
      const branch = branchOf(part, choice, names, index);
      if (branch === null) continue;
      if (branch.shape.name !== null) names.add(branch.shape.name);
      waiting.push(branch);
    }
  }
  return all;
}

function branchOf({ cache }: Part, { branches }: Choice, names: ReadonlySet<string>, index: number): Part | null {
  const parts = branches.map((view) => partOf(view, cache));
  const named = parts.find(({ shape }) => shape.name !== null && names.has(shape.name));
  return named ?? parts[index % Math.max(1, parts.length)] ?? null;
}

/** What must be there: everything that one of the parts requires and that travels this way. */
export function requiredIn(parts: Parts, flow: Flow): readonly string[] {
  const ignored = new Set(parts.flatMap(({ shape, cache }) => ignoredIn({ cache, flow }, shape.view)));
  return [...new Set(parts.flatMap(({ shape }) => [...shape.required]))].filter((name) => !ignored.has(name));
}

/** The schemas that a property of this name must fit. */
export function propertyParts(parts: Parts, name: string, matches: (pattern: string, name: string) => boolean): Parts {
  return parts.flatMap(({ shape, cache }) => {
    const named = shape.properties.get(name);
    const views = [
      ...(named === undefined ? [] : [named]),
      ...[...shape.patternProperties].filter(([pattern]) => matches(pattern, name)).map(([, view]) => view),
    ];
    const rest = typeof shape.rest === 'boolean' ? [] : [shape.rest];
    return (views.length > 0 ? views : rest).map((view) => partOf(view, cache));
  });
}

/** The schemas that the item at a position must fit. */
export function itemParts(parts: Parts, position: number): Parts {
  return parts.flatMap(({ shape, cache }) => {
    const view = shape.prefixItems[position] ?? shape.items;
    const contained = shape.applicators.get('contains');
    return [view, contained].flatMap((each) => (each === null || each === undefined ? [] : [partOf(each, cache)]));
  });
}
