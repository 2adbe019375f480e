import { type Json, isArray, isObject } from '../../../model/json.ts';

/**
 * Which property names and items some values have, level by level. A schema that shall judge no other values need say nothing of
 * other properties, however large the contract around it.
 */
export type Outline = {
  readonly id: number;
  readonly names: ReadonlyMap<string, Outline>;
  /** What all items are like together; null where there are none. */
  readonly items: Outline | null;
  /** What all properties are like together, for keywords that do not name them; null where there are none. */
  readonly every: () => Outline | null;
};

type Counter = { next: number };

export function outlineOf(values: readonly Json[]): Outline {
  return outline(values, { next: 0 });
}

function outline(values: readonly Json[], counter: Counter): Outline {
  const id = counter.next;
  counter.next += 1;
  const grouped = new Map<string, Json[]>();
  for (const [name, value] of values.filter(isObject).flatMap((each) => Object.entries(each))) {
    const group = grouped.get(name);
    if (group === undefined) grouped.set(name, [value]);
    else group.push(value);
  }
  const items = values.filter(isArray).flat();
  let every: Outline | null = null;
  return {
    id,
    names: new Map([...grouped].map(([name, group]) => [name, outline(group, counter)])),
    items: items.length === 0 ? null : outline(items, counter),
    every: () => (grouped.size === 0 ? null : (every ??= outline([...grouped.values()].flat(), counter))),
  };
}
