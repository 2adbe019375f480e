import type { Json } from '../../../model/json.ts';
import { isObject } from '../../../model/json.ts';
import type { Limit } from '../schema/shape.ts';
import { matches } from './linear.ts';
import { ignoredIn } from './travelling.ts';
import { type Parts, propertyParts } from './parts.ts';
import { samplesOf } from './pattern-samples.ts';
import { type Making, sample, sampleObject } from './sample.ts';

type Entries = ReadonlyMap<string, Json>;

const STRANGERS: readonly Json[] = ['text', 0, true, {}, [], null];
const MOST_NAMES = 40;
const MOST_PROPERTIES = 120;

/** Objects at the edges of what two sides say: each property left out, added or replaced, one that nobody names, too few and too many. */
export function edgeObjects(accepting: Parts, rejecting: Parts, making: Making, focus: string | null): readonly Json[] {
  const all = [...accepting, ...rejecting];
  const bases = [all, accepting, rejecting].map((parts) => entriesOf(sampleObject(parts, making)));
  const [base = new Map<string, Json>()] = bases;
  const names = [...(focus === null ? [] : [focus]), ...namesIn(all, making)].slice(0, MOST_NAMES);
  return [
    ...bases,
    ...names.flatMap((name) => toggled(base, name, [accepting, rejecting], making)),
    ...bases.slice(0, 2).flatMap((entries) => names.flatMap((name) => listedIn(entries, name, all))),
    ...strange(base, all),
    ...sized(base, all, making),
    new Map([...base, ...names.map((name) => [name, valueFor(name, all, making)] as const)]),
    ...names.flatMap((name) => STRANGERS.map((value) => new Map([...base, [name, value]]))),
  ].map((entries) => Object.fromEntries(entries));
}

function entriesOf(value: Json): Entries {
  return new Map(isObject(value) ? Object.entries(value) : []);
}

/** Declared properties that travel this way. */
function namesIn(parts: Parts, { flow }: Making): readonly string[] {
  return [
    ...new Set(
      parts.flatMap(({ shape, cache }) => {
        const ignored = ignoredIn({ cache, flow }, shape.view);
        return [...shape.properties.keys()].filter((name) => !ignored.includes(name));
      }),
    ),
  ];
}

function valueFor(name: string, parts: Parts, making: Making): Json {
  return sample(propertyParts(parts, name, matches), { ...making, depth: making.depth - 1 });
}

/** Without the property, and with it as either side makes it. */
function toggled(base: Entries, name: string, sides: readonly Parts[], making: Making): readonly Entries[] {
  const without = new Map([...base].filter(([each]) => each !== name));
  return [without, ...sides.map((parts) => new Map([...without, [name, valueFor(name, parts, making)]]))];
}

const MOST_LISTED = 12;

/** With each value that a side lists for the property, such as the kind that tells objects apart. */
function listedIn(base: Entries, name: string, parts: Parts): readonly Entries[] {
  const values = propertyParts(parts, name, matches).flatMap(({ shape }) => shape.enum ?? []);
  return values.slice(0, MOST_LISTED).map((value) => new Map([...base, [name, value]]));
}

/** With a property that no side declares, or only by a pattern. */
function strange(base: Entries, parts: Parts): readonly Entries[] {
  const patterned = parts
    .flatMap(({ shape }) => [...shape.patternProperties.keys()])
    .flatMap((each) => samplesOf(each).slice(0, 2));
  const keys = parts.flatMap(({ shape, cache }) => {
    const names = shape.applicators.get('propertyNames');
    return names === undefined ? [] : cache.shape(names).patterns.flatMap((each) => samplesOf(each).slice(0, 2));
  });
  return ['extra1', 'EXTRA-1', 'a', ...patterned, ...keys]
    .filter((name) => name !== '__proto__')
    .flatMap((name) => STRANGERS.map((value) => new Map([...base, [name, value]])));
}

const SIZES: readonly Limit[] = ['minProperties', 'maxProperties'];

/** As many properties as the limits say, one more and one fewer. */
function sized(base: Entries, parts: Parts, making: Making): readonly Entries[] {
  const limits = parts.flatMap(({ shape }) => SIZES.flatMap((limit) => shape.limits.get(limit) ?? []));
  const sizes = [...new Set(limits.flatMap((limit) => [limit - 1, limit, limit + 1]))];
  const free = Array.from({ length: MOST_PROPERTIES }, (_, index) => `extra${index + 1}`);
  const names = [...new Set([...base.keys(), ...namesIn(parts, making), ...free])];
  return sizes
    .filter((size) => size >= 0 && size <= MOST_PROPERTIES)
    .map(
      (size) => new Map(names.slice(0, size).map((name) => [name, base.get(name) ?? valueFor(name, parts, making)])),
    );
}
