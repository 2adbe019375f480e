import type { Limit } from '../schema/shape.ts';
import type { Parts } from './parts.ts';

/** The strictest lower bound of the parts, or a number where none is said. */
export function atLeast(parts: Parts, limit: Limit, otherwise = 0): number {
  return Math.max(otherwise, ...parts.flatMap(({ shape }) => shape.limits.get(limit) ?? []));
}

/** The strictest upper bound of the parts; infinity where none is said. */
export function atMost(parts: Parts, limit: Limit): number {
  return Math.min(Infinity, ...parts.flatMap(({ shape }) => shape.limits.get(limit) ?? []));
}

/** Whether a number is within the bounds and a multiple, as all the parts ask. */
export function isWithin(parts: Parts, value: number): boolean {
  return parts.every(({ shape: { limits, multipleOf } }) => {
    const quotient = value / (multipleOf ?? 1);
    return (
      value >= (limits.get('minimum') ?? -Infinity) &&
      value <= (limits.get('maximum') ?? Infinity) &&
      value > (limits.get('exclusiveMinimum') ?? -Infinity) &&
      value < (limits.get('exclusiveMaximum') ?? Infinity) &&
      (multipleOf === null || Math.abs(quotient - Math.round(quotient)) < 1e-9)
    );
  });
}
