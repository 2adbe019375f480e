import type { Limit } from '../schema/shape.ts';
import { isWithin } from './bounds.ts';
import type { Parts } from './parts.ts';

const LIMITS: readonly Limit[] = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'];

/** Numbers at the edges of what the parts say: the bounds and their neighbours, multiples and what is none, and the ends of the formats. */
export function edgeNumbers(parts: Parts): readonly number[] {
  const bounds = parts.flatMap(({ shape }) => LIMITS.flatMap((limit) => shape.limits.get(limit) ?? []));
  const steps = [...new Set(parts.flatMap(({ shape }) => shape.multipleOf ?? []))];
  const around = bounds.flatMap((bound) => [
    bound,
    bound + 1,
    bound - 1,
    bound + 0.5,
    bound - 0.5,
    ...steps.flatMap((step) => multiplesNear(bound, step)),
  ]);
  const formats = new Set(parts.map(({ shape }) => shape.format));
  const sized = formats.has('int32') || formats.has('int64') ? [2_147_483_648] : [];
  return [...new Set([0, 1, ...steps, ...steps.map((step) => step * 2), ...around, ...sized, 0.5, -1, -0.5, 1.25])];
}

/** Multiples at both sides of a bound, rounded to what a decimal can say. */
function multiplesNear(bound: number, step: number): readonly number[] {
  const tidy = (value: number): number => Number(value.toPrecision(15));
  const [below, above] = [Math.floor(bound / step) * step, Math.ceil(bound / step) * step];
  return [below, above, below - step, above + step].map(tidy);
}

/** A number that all the parts accept; the first of the edges where there is none. */
export function sampleNumber(parts: Parts, whole: boolean, variant: number): number {
  const fitting = edgeNumbers(parts).filter((each) => isWithin(parts, each) && (!whole || Number.isInteger(each)));
  const [first = 0] = fitting;
  if (variant === 0) return first;
  const step = Math.max(1, ...parts.flatMap(({ shape }) => shape.multipleOf ?? []));
  const moved = [first + variant * step, first - variant * step].find((each) => isWithin(parts, each));
  return fitting[variant] ?? moved ?? first;
}
