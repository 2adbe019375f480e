import type { Json } from '../../../model/json.ts';
import type { Flow } from '../schema/change.ts';
import { textOf, typeSets } from '../schema/values.ts';
import { atLeast } from './bounds.ts';
import { sampleOf } from './formats.ts';
import { matches } from './linear.ts';
import { sampleNumber } from './numbers.ts';
import { type Parts, itemParts, propertyParts, requiredIn, settled } from './parts.ts';
import { samplesOf } from './pattern-samples.ts';
import { sampleText } from './texts.ts';

/**
 * What a sample is made for. `room`: so many values may still be filled in; it goes down as they are. `variant` other than 0 asks for
 * another value than the plain one, `branch` for another alternative.
 */
export type Making = {
  readonly flow: Flow;
  readonly room: { left: number };
  readonly depth: number;
  readonly variant?: number;
  readonly branch?: number;
};

/** Required properties that require each other without end have no value; beyond this depth and number nothing is filled in. */
export function makingFor(flow: Flow): Making {
  return { flow, room: { left: 2_000 }, depth: 8 };
}

const MOST_ITEMS = 100;

/**
 * The smallest value that all the parts should accept: required properties and items only. It is a proposal; ajv has the last word.
 */
export function sample(parts: Parts, making: Making): Json {
  making.room.left -= 1;
  if (making.room.left < 0) return null;
  const all = settled(parts, making.branch);
  const listed = sampleListed(all, making.variant ?? 0);
  if (listed !== undefined) return listed;
  switch (typeIn(all)) {
    case 'object':
      return sampleObject(all, making);
    case 'array':
      return sampleArray(all, making);
    case 'string':
      return sampleText(all, making.variant ?? 0);
    case 'integer':
      return sampleNumber(all, true, making.variant ?? 0);
    case 'number':
      return sampleNumber(all, false, making.variant ?? 0);
    case 'boolean':
      return (making.variant ?? 0) % 2 === 0;
    case 'null':
      return null;
  }
}

/** A value that all the lists have; of contradicting lists, that of the first. */
function sampleListed(parts: Parts, variant: number): Json | undefined {
  const lists = parts.flatMap(({ shape }) => (shape.enum === null || shape.enum.length === 0 ? [] : [shape.enum]));
  const [first, ...others] = lists;
  if (first === undefined) return undefined;
  const texts = others.map((list) => new Set(list.map(textOf)));
  const common = first.filter((value) => texts.every((set) => set.has(textOf(value))));
  const values = common.length > 0 ? common : first;
  return values[variant % values.length];
}

const TYPES = ['object', 'array', 'string', 'integer', 'number', 'boolean'] as const;

function typeIn(parts: Parts): (typeof TYPES)[number] | 'null' {
  let types: ReadonlySet<string> | null = null;
  for (const { shape } of parts) {
    const both = typeSets.intersection(types, shape.types);
    if (both === null || both.size > 0) types = both;
  }
  if (types !== null) return TYPES.find((type) => types.has(type)) ?? 'null';
  return impliedType(parts);
}

/** What the keywords speak of, where nobody names a type. */
function impliedType(parts: Parts): (typeof TYPES)[number] {
  const some = (test: (part: Parts[number]) => boolean): boolean => parts.some(test);
  if (some(({ shape }) => shape.required.size > 0 || shape.properties.size > 0 || shape.limits.has('minProperties')))
    return 'object';
  if (some(({ shape }) => shape.items !== null || shape.prefixItems.length > 0 || shape.limits.has('minItems')))
    return 'array';
  if (some(({ shape }) => shape.limits.has('minimum') || shape.limits.has('maximum') || shape.multipleOf !== null))
    return 'number';
  return typeof sampleOf(parts[0]?.shape.format ?? null) === 'number' ? 'integer' : 'string';
}

/** The properties that must be there, those of `forced` as given, and as many more as `minProperties` asks for. */
export function sampleObject(parts: Parts, making: Making, forced: ReadonlyMap<string, Json> = new Map()): Json {
  const values = new Map(forced);
  if (making.depth <= 0) return Object.fromEntries(values);
  const deeper = { ...making, depth: making.depth - 1, branch: 0 };
  const add = (name: string): void => {
    if (!values.has(name)) values.set(name, sample(propertyParts(parts, name, matches), deeper));
  };
  for (const name of requiredIn(parts, making.flow)) add(name);
  for (const { shape } of parts)
    for (const [name, needed] of shape.dependentRequired) if (values.has(name)) needed.forEach(add);
  const least = Math.min(atLeast(parts, 'minProperties'), MOST_ITEMS);
  for (const name of values.size < least ? moreNames(parts) : []) {
    if (values.size >= least) break;
    add(name);
  }
  return Object.fromEntries(values);
}

/** Names for properties that nobody requires: declared ones, then ones with a declared pattern, then free ones. */
function moreNames(parts: Parts): readonly string[] {
  const declared = parts.flatMap(({ shape }) => [...shape.properties.keys()]);
  const patterned = parts.flatMap(({ shape }) => [...shape.patternProperties.keys()].flatMap(samplesOf));
  const free = Array.from({ length: MOST_ITEMS }, (_, index) => `extra${index + 1}`);
  const closed = parts.some(({ shape }) => shape.rest === false);
  return [...new Set([...declared, ...patterned, ...(closed ? [] : free)])].filter((name) => name !== '__proto__');
}

/** An array of as few items as allowed, all different where that is asked for. `forced` are the first ones. */
export function sampleArray(parts: Parts, making: Making, forced: readonly Json[] = []): readonly Json[] {
  const items = [...forced];
  if (making.depth <= 0) return items;
  const contained = parts.some(({ shape }) => shape.applicators.has('contains'));
  const least = Math.max(atLeast(parts, 'minItems'), contained ? atLeast(parts, 'minContains', 1) : 0);
  const unique = parts.some(({ shape }) => shape.uniqueItems);
  for (let index = items.length; index < Math.min(least, MOST_ITEMS); index += 1)
    items.push(sample(itemParts(parts, index), { ...making, depth: making.depth - 1, variant: unique ? index : 0 }));
  return items;
}
