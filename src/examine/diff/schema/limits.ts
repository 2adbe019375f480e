import { type Json, isArray, isObject } from '../../../model/json.ts';
import { type SchemaChange, type ShapePair, change } from './change.ts';
import type { Limit, Shape } from './shape.ts';
import { valuesIn } from './values.ts';

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
  const [from, to] = [pair.before, pair.after].map((shape) => shape.limits.get(row.limit) ?? row.absent);
  return limitChange(pair, row, from ?? null, to ?? null).map((each) => ({
    ...each,
    from: String(pair.before.limits.get(row.limit) ?? 'none'),
    to: String(pair.after.limits.get(row.limit) ?? 'none'),
  }));
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
      ...excluded(pair, row, from, to),
    }),
  ];
}

/** What a limit excludes none of, if it excludes nothing. */
function excluded(
  pair: ShapePair,
  row: Omit<Row, 'absent'>,
  from: number | null,
  to: number | null,
): Partial<SchemaChange> {
  if (trivial(row, from, to)) return says(`(${row.limit} excludes nothing)`);
  const values = listedInBoth(pair);
  if (values?.every((value) => isWithinLimit(value, row, from) === isWithinLimit(value, row, to)) === true)
    return says(`(${row.limit} excludes none of the listed values)`);
  return vacuity(pair, row.type, row.limit);
}

/** The values that both sides list; null where one of them does not list its values. Those of one side alone are changes of the list. */
function listedInBoth({ before, after }: ShapePair): readonly Json[] | null {
  return before.enum === null || after.enum === null ? null : valuesIn([before.enum, after.enum]);
}

function isWithinLimit(value: Json, { name, upper }: Omit<Row, 'absent'>, bound: number | null): boolean {
  const size = sizeOf(value);
  if (bound === null || size === null) return true;
  if (size === bound) return !name.startsWith('exclusive');
  return upper ? size < bound : size > bound;
}

/** What a limit of a value is a limit of. */
function sizeOf(value: Json): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return Array.from(value).length;
  if (isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : null;
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
  const gain = (to.value - from.value) * (row.upper ? 1 : -1);
  const wider = gain > 0 || (gain === 0 && from.exclusive);
  const verb = wider === row.upper ? 'increased' : 'decreased';
  return [
    change(pair, `${row.name}-${verb}`, to.keyword, {
      before: pair.before.at(from.keyword),
      from: inWords(from),
      to: inWords(to),
      ...vacuity(pair, 'number', to.keyword),
    }),
  ];
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
