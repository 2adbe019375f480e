import { type Json, isObject } from '../../../model/json.ts';
import type { SchemaChange } from '../schema/change.ts';
import type { Shape } from '../schema/shape.ts';
import { edgeArrays } from './edge-arrays.ts';
import { edgeObjects } from './edge-objects.ts';
import { edgeNumbers } from './numbers.ts';
import { matches } from './linear.ts';
import { type Part, type Parts, partOf, propertyParts } from './parts.ts';
import { type Making, sample } from './sample.ts';
import { edgeTexts } from './texts.ts';

/** So many values are tried for one change. */
const MOST = 400;
const MOST_LISTED = 60;
const MOST_BRANCHES = 8;

const PLAIN: readonly Json[] = [null, 'text', '', 0, 1, 0.5, -1, true, false, {}, [], ['text'], [0], [{}], [null]];

/** Makes values of one kind; nothing is made before it is asked for. */
export type Stage = () => readonly Json[];

/**
 * Values that one side may accept and the other not, in stages, the likeliest first: what the change names and samples of both sides;
 * then every alternative, the edges of every keyword, and values of the other types.
 */
export function candidatesFor(
  accepting: Parts,
  rejecting: Parts,
  change: SchemaChange,
  making: () => Making,
): readonly Stage[] {
  const all = [...accepting, ...rejecting];
  const likely = (): readonly Json[] => [
    ...named(change),
    ...(change.property === null ? [] : edgeObjects(accepting, rejecting, making(), change.property).slice(0, 6)),
    ...[all, accepting, rejecting].map((parts) => sample(parts, making())),
    null,
    ...listed(all),
    ...(allows(all, 'number') || allows(all, 'integer') ? edgeNumbers(all) : []),
    ...(allows(all, 'string') ? edgeTexts(all) : []),
  ];
  const others = (): readonly Json[] => [
    ...branches(accepting, rejecting, making),
    ...conditions(accepting, rejecting, making),
    ...dependent(all, making),
    ...(allows(all, 'array') ? edgeArrays(accepting, rejecting, making()) : []),
    ...PLAIN,
    ...(allows(all, 'object') ? edgeObjects(accepting, rejecting, making(), change.property) : []),
  ];
  return [() => distinct(likely()), () => distinct(others())];
}

function distinct(values: readonly Json[]): readonly Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()].slice(0, MOST);
}

/** The listed value that the change is about. */
function named({ turn, about }: SchemaChange): readonly Json[] {
  if (!turn.startsWith('enum-value')) return [];
  return about.map((text): Json => JSON.parse(text) as Json);
}

function listed(parts: Parts): readonly Json[] {
  return parts.flatMap(({ shape }) => shape.enum ?? []).slice(0, MOST_LISTED);
}

function allows(parts: Parts, type: string): boolean {
  return parts.some(({ shape }) => shape.types === null || shape.types.has(type));
}

/** A sample of every alternative of either side, and what two alternatives of one side make together. */
function branches(accepting: Parts, rejecting: Parts, making: () => Making): readonly Json[] {
  const most = Math.max(0, ...[...accepting, ...rejecting].flatMap(({ shape }) => shape.choices.map(lengthOf)));
  const indices = Array.from({ length: Math.min(most, MOST_BRANCHES) }, (_, index) => index);
  return [accepting, rejecting].flatMap((parts) => {
    const values = [
      ...indices.map((branch) => sample(parts, { ...making(), branch })),
      ...parts
        .flatMap((part) => inner(part, ({ choices }) => choices.flatMap((choice) => choice.branches)))
        .slice(0, MOST_BRANCHES)
        .map((branch) => sample([branch, ...parts.map((part) => ({ ...part, chosen: true }))], making())),
    ];
    return [
      ...values,
      ...values.flatMap((left, index) => values.slice(index + 1).flatMap((right) => merged(left, right))),
    ];
  });
}

function lengthOf({ branches: list }: { readonly branches: readonly unknown[] }): number {
  return list.length;
}

function merged(left: Json, right: Json): readonly Json[] {
  return isObject(left) && isObject(right)
    ? [Object.fromEntries([...Object.entries(left), ...Object.entries(right)])]
    : [];
}

type Views = (shape: Shape) => readonly Parameters<typeof partOf>[0][];

function inner({ shape, cache }: Part, views: Views): readonly Part[] {
  return views(shape).map((view) => partOf(view, cache));
}

const STRANGERS: readonly Json[] = ['text', 0, true, {}, [], null];
const MOST_CONDITIONAL = 120;

/** Objects with the property that a condition hangs on, and each property that is then spoken of, with all kinds of values. */
function dependent(parts: Parts, making: () => Making): readonly Json[] {
  const base = sample(parts, making());
  if (!isObject(base)) return [];
  return parts
    .flatMap(({ shape, cache }) =>
      [...shape.dependentSchemas].flatMap(([name, view]) => {
        const trigger = { ...base, [name]: sample(propertyParts(parts, name, matches), making()) };
        const told = [...cache.shape(view).properties.keys()];
        return [trigger, ...told.flatMap((each) => STRANGERS.map((value) => ({ ...trigger, [each]: value })))];
      }),
    )
    .slice(0, MOST_CONDITIONAL);
}

/** What meets the conditions (not, if, then, else, dependentSchemas) of either side, by itself and together with the rest. */
function conditions(accepting: Parts, rejecting: Parts, making: () => Making): readonly Json[] {
  const views: Views = ({ applicators, dependentSchemas }) => [
    ...(['not', 'if', 'then', 'else'] as const).flatMap((keyword) => applicators.get(keyword) ?? []),
    ...dependentSchemas.values(),
  ];
  const parts = [...accepting, ...rejecting];
  return parts
    .flatMap((part) => inner(part, views))
    .flatMap((part) => [
      sample([part, ...parts], making()),
      sample([part], making()),
      sample([part, ...accepting], making()),
    ]);
}
