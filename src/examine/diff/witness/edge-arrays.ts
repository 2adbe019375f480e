import type { Json } from '../../../model/json.ts';
import type { Limit } from '../schema/shape.ts';
import { type Parts, itemParts, partOf } from './parts.ts';
import { type Making, sample, sampleArray } from './sample.ts';

const LIMITS: readonly Limit[] = ['minItems', 'maxItems', 'minContains', 'maxContains'];
const MOST_ITEMS = 200;

/** Arrays at the edges of what two sides say: lengths around the limits, an item twice, items of either side, and strange ones. */
export function edgeArrays(accepting: Parts, rejecting: Parts, making: Making): readonly Json[] {
  const all = [...accepting, ...rejecting];
  const [plain, other] = [0, 1].map((variant) => itemAt(all, 0, making, variant));
  const positions = Math.max(0, ...all.map(({ shape }) => shape.prefixItems.length));
  const tuple = Array.from({ length: positions + 1 }, (_, index) => itemAt(all, index, making, 0));
  return [
    [],
    sampleArray(all, making),
    sampleArray(accepting, making),
    [plain ?? null],
    [plain ?? null, plain ?? null],
    [plain ?? null, other ?? null],
    ...tuple.map((_, index) => tuple.slice(0, index + 1)),
    ...lengths(all).flatMap((length) => [filled(all, length, making, true), filled(all, length, making, false)]),
    ...contained(all, making),
    ...[null, 'text', 0, true, {}, []].flatMap((item: Json) => [
      [item],
      ...tuple.map((_, index) => tuple.with(index, item)),
    ]),
  ];
}

function itemAt(parts: Parts, position: number, making: Making, variant: number): Json {
  return sample(itemParts(parts, position), { ...making, depth: making.depth - 1, variant });
}

function lengths(parts: Parts): readonly number[] {
  const limits = parts.flatMap(({ shape }) => LIMITS.flatMap((limit) => shape.limits.get(limit) ?? []));
  return [...new Set(limits.flatMap((limit) => [limit - 1, limit, limit + 1]))].filter(
    (length) => length >= 0 && length <= MOST_ITEMS,
  );
}

function filled(parts: Parts, length: number, making: Making, unique: boolean): Json {
  return Array.from({ length }, (_, index) => itemAt(parts, index, making, unique ? index : 0));
}

/** Items that `contains` looks for, and items that it does not, one kind after the other. */
function contained(parts: Parts, making: Making): readonly Json[] {
  return parts.flatMap(({ shape, cache }) => {
    const view = shape.applicators.get('contains');
    if (view === undefined) return [];
    const wanted = sample([partOf(view, cache)], making);
    const unwanted = shape.items === null ? 'text' : sample([partOf(shape.items, cache)], { ...making, variant: 1 });
    return [0, 1, ...lengths(parts)].flatMap((length) => [
      Array.from({ length }, () => wanted),
      [...Array.from({ length }, () => wanted), unwanted],
    ]);
  });
}
