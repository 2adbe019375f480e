import type { Json } from '../../../model/json.ts';
import { type Medium, type SchemaChange, type ShapePair, change } from './change.ts';
import type { Limit, Shape } from './shape.ts';

type Row = {
  readonly limit: Limit;
  readonly name: string;
  readonly upper: boolean;
  /** The type that the keyword constrains; on any other it says nothing (JSON Schema 2020-12 validation, 6). */
  readonly type: string;
  /** What absence means, where it means a number. */
  readonly absent: number | null;
};

const ROWS: readonly Row[] = [
  { limit: 'maxLength', name: 'max-length', upper: true, type: 'string', absent: null },
  { limit: 'minLength', name: 'min-length', upper: false, type: 'string', absent: 0 },
  { limit: 'maxItems', name: 'max-items', upper: true, type: 'array', absent: null },
  { limit: 'minItems', name: 'min-items', upper: false, type: 'array', absent: null },
  { limit: 'maxProperties', name: 'max-properties', upper: true, type: 'object', absent: null },
  { limit: 'minProperties', name: 'min-properties', upper: false, type: 'object', absent: null },
  { limit: 'maxContains', name: 'max-contains', upper: true, type: 'array', absent: null },
  { limit: 'minContains', name: 'min-contains', upper: false, type: 'array', absent: 1 },
];

/** Lengths, counts and numeric bounds that moved, appeared or went away. */
export function compareLimits(pair: ShapePair): readonly SchemaChange[] {
  return [...ROWS.flatMap((row) => compareLimit(pair, row)), ...compareBounds(pair)];
}

function compareLimit(pair: ShapePair, row: Row): readonly SchemaChange[] {
  const [from, to] = [pair.before, pair.after].map((shape) => boundIn(shape, row, pair.medium));
  if (row.limit === 'minProperties' && isRequiredAnyway(pair, from ?? null, to ?? null)) return [];
  return limitChange(pair, row, from ?? null, to ?? null).map((each) => ({
    ...each,
    from: String(pair.before.limits.get(row.limit) ?? 'none'),
    to: String(pair.after.limits.get(row.limit) ?? 'none'),
  }));
}

function boundIn(shape: Shape, { limit, absent }: Row, medium: Medium): number | null {
  const bound = shape.limits.get(limit) ?? absent;
  if (limit === 'minLength' && medium === 'segment') return Math.max(bound ?? 0, 1);
  return limit === 'minProperties' && (bound ?? 0) <= shape.required.size ? null : bound;
}

/** An object that must have three properties by name has at least three. */
function isRequiredAnyway({ before, after }: ShapePair, from: number | null, to: number | null): boolean {
  if (from !== null && to !== null) return false;
  return (from ?? to ?? 0) <= (from === null ? before : after).required.size;
}

function limitChange(
  pair: ShapePair,
  row: Omit<Row, 'absent'>,
  from: number | null,
  to: number | null,
): readonly SchemaChange[] {
  if (from === to) return [];
  const verb = from === null ? 'set' : to === null ? 'unset' : to > from ? 'increased' : 'decreased';
  return [
    change(pair, `${row.name}-${verb}`, row.limit, {
      from: String(from ?? 'none'),
      to: String(to ?? 'none'),
      ...(excludesNothing(pair, row, from, to)
        ? says(`(${row.limit} excludes nothing)`)
        : vacuity(pair, row.type, row.limit)),
    }),
  ];
}

function excludesNothing(pair: ShapePair, row: Omit<Row, 'absent'>, from: number | null, to: number | null): boolean {
  return trivial(row, from, to) || listed(pair, row, from, to) || ofFormat(pair, row, from, to);
}

/** The values between the two bounds are none of those that are listed on the side that admits more. */
function listed(
  { before, after }: ShapePair,
  row: Omit<Row, 'absent'>,
  from: number | null,
  to: number | null,
): boolean {
  const strict = row.upper ? Math.min(from ?? Infinity, to ?? Infinity) : Math.max(from ?? -Infinity, to ?? -Infinity);
  const wider = strict === to ? before : after;
  return wider.enum?.every((value) => within(value, row, strict)) ?? false;
}

function within(value: Json, { limit, upper }: Omit<Row, 'absent'>, bound: number): boolean {
  const size = sizeOf(value, limit);
  if (size === null) return true;
  if (limit.startsWith('exclusive')) return upper ? size < bound : size > bound;
  return upper ? size <= bound : size >= bound;
}

/** What a limit counts of a listed value; null where it does not apply to it. */
function sizeOf(value: Json, limit: Limit): number | null {
  if (limit.endsWith('Length')) return typeof value === 'string' ? Array.from(value).length : null;
  if (/imum$/i.test(limit)) return typeof value === 'number' ? value : null;
  return typeof value === 'object' ? NaN : null;
}

const INT32 = 2 ** 31;

/** `maximum: 2147483647` says of an int32 what its format says already. */
function ofFormat(
  { before, after }: ShapePair,
  row: Omit<Row, 'absent'>,
  from: number | null,
  to: number | null,
): boolean {
  if (row.type !== 'number' || before.format !== 'int32' || after.format !== 'int32') return false;
  return [from, to].every((bound) => bound === null || (row.upper ? bound >= INT32 - 1 : bound <= -INT32));
}

/** `minItems: 0` and its like exclude nothing. */
function trivial(row: Omit<Row, 'absent'>, from: number | null, to: number | null): boolean {
  return !row.upper && row.type !== 'number' && (from ?? 0) <= 0 && (to ?? 0) <= 0;
}

function says(remark: string): { impact: 'compatible'; remark: string; vacuous: true } {
  return { impact: 'compatible', remark, vacuous: true };
}

/** A keyword that cannot apply to the type excludes no value. */
export function vacuity(pair: ShapePair, type: string, keyword: string): Partial<SchemaChange> {
  const applies = [pair.before, pair.after].some((shape) => allows(shape, type));
  return applies ? {} : says(`(${keyword} has no effect on ${typesInWords(pair.after)})`);
}

function allows(shape: Shape, type: string): boolean {
  if (shape.types === null) return true;
  return shape.types.has(type) || (type === 'number' && shape.types.has('integer'));
}

function typesInWords(shape: Shape): string {
  const [only] = shape.types ?? [];
  return only === undefined ? 'it' : `${/^[aeio]/.test(only) ? 'an' : 'a'} ${only}`;
}

type Bound = { readonly keyword: Limit; readonly value: number; readonly exclusive: boolean };

/** `maximum` and `exclusiveMaximum` are one bound in two spellings; moving from one to the other is judged by which admits more. */
function compareBounds(pair: ShapePair): readonly SchemaChange[] {
  return (['max', 'min'] as const).flatMap((side) => {
    const upper = side === 'max';
    const [from, to] = [boundOf(pair.before, upper), boundOf(pair.after, upper)];
    const exclusive = (to ?? from)?.exclusive ?? false;
    const row = {
      limit: (to ?? from)?.keyword ?? 'maximum',
      name: `${exclusive ? 'exclusive-' : ''}${side}`,
      upper,
      type: 'number',
    };
    if (from === null || to === null || from.exclusive === to.exclusive)
      return limitChange(pair, row, from?.value ?? null, to?.value ?? null);
    return turnedExclusive(pair, row, from, to);
  });
}

function turnedExclusive(pair: ShapePair, row: Omit<Row, 'absent'>, from: Bound, to: Bound): readonly SchemaChange[] {
  const step = whole(pair) ? 1 : 0;
  const reach = ({ value, exclusive }: Bound): number => (row.upper ? value : -value) - (exclusive ? step : 0);
  const gain = reach(to) - reach(from);
  if (gain === 0 && step === 1) return [];
  const wider = gain > 0 || (gain === 0 && from.exclusive);
  const verb = wider === row.upper ? 'increased' : 'decreased';
  return [
    change(pair, `${row.name}-${verb}`, to.keyword, {
      before: pair.before.at(from.keyword),
      from: inWords(from),
      to: String(to.value),
      ...vacuity(pair, 'number', to.keyword),
    }),
  ];
}

/** Of whole numbers, `exclusiveMinimum: 0` and `minimum: 1` are the same. */
function whole({ before, after }: ShapePair): boolean {
  return [before, after].every(({ types }) => types !== null && [...types].every((type) => type === 'integer'));
}

function inWords(bound: Bound): string {
  return `${bound.keyword} ${bound.value}`;
}

function boundOf(shape: Shape, upper: boolean): Bound | null {
  const [plain, strict] = upper
    ? (['maximum', 'exclusiveMaximum'] as const)
    : (['minimum', 'exclusiveMinimum'] as const);
  const [value, limit] = [shape.limits.get(plain), shape.limits.get(strict)];
  if (limit !== undefined && (value === undefined || (upper ? limit <= value : limit >= value)))
    return { keyword: strict, value: limit, exclusive: true };
  return value === undefined ? null : { keyword: plain, value, exclusive: false };
}
