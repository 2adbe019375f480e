import type { Position } from '../define.ts';
import { type Row, checksOf } from '../table.ts';

/** A keyword that bounds, with the words for values beyond the bound. */
type Bound = {
  readonly name: string;
  readonly keyword: string;
  readonly upper: boolean;
  readonly beyond: string;
  readonly ignored?: boolean;
};

const BOUNDS: readonly Bound[] = [
  { name: 'max-length', keyword: 'maxLength', upper: true, beyond: 'longer strings', ignored: true },
  { name: 'min-length', keyword: 'minLength', upper: false, beyond: 'shorter strings' },
  { name: 'max', keyword: 'maximum', upper: true, beyond: 'greater numbers', ignored: true },
  { name: 'min', keyword: 'minimum', upper: false, beyond: 'smaller numbers', ignored: true },
  { name: 'exclusive-max', keyword: 'exclusiveMaximum', upper: true, beyond: 'greater numbers', ignored: true },
  { name: 'exclusive-min', keyword: 'exclusiveMinimum', upper: false, beyond: 'smaller numbers', ignored: true },
  { name: 'max-items', keyword: 'maxItems', upper: true, beyond: 'longer lists' },
  { name: 'min-items', keyword: 'minItems', upper: false, beyond: 'shorter lists' },
  { name: 'max-properties', keyword: 'maxProperties', upper: true, beyond: 'objects with more properties' },
  { name: 'min-properties', keyword: 'minProperties', upper: false, beyond: 'objects with fewer properties' },
  { name: 'max-contains', keyword: 'maxContains', upper: true, beyond: 'lists with more matching items' },
  { name: 'min-contains', keyword: 'minContains', upper: false, beyond: 'lists with fewer matching items' },
];

const WITH_IGNORED: readonly Position[] = [
  'request-body',
  'request-property',
  'request-read-only-property',
  'request-parameter',
  'request-parameter-property',
  'response-body',
  'response-property',
  'response-header',
];

function rowsOf({ name, keyword, upper, beyond, ignored }: Bound): readonly Row[] {
  const moved = (verb: 'increased' | 'decreased'): Row => {
    const narrower = (verb === 'decreased') === upper;
    return {
      turn: `${name}-${verb}`,
      effect: narrower ? 'narrower' : 'wider',
      did: `has a ${verb === 'increased' ? 'higher' : 'lower'} ${keyword}`,
      values: beyond,
      says: ({ from, to }) => `has ${keyword} ${to} where it had ${from}`,
      ...(narrower && ignored === true ? { positions: WITH_IGNORED } : {}),
    };
  };
  return [
    moved('increased'),
    moved('decreased'),
    {
      turn: `${name}-set`,
      effect: 'narrower',
      did: `gained a ${keyword} where there was none`,
      values: beyond,
      says: ({ to }) => `is now limited by ${keyword} ${to}`,
    },
    {
      turn: `${name}-unset`,
      effect: 'wider',
      did: `lost its ${keyword}`,
      values: beyond,
      says: ({ from }) => `is no longer limited by ${keyword} ${from}`,
    },
  ];
}

/** `minLength` and `minContains` mean a number where they are absent, so they are never set or unset. */
const ALWAYS = new Set(['min-length', 'min-contains']);

const LIMITS = BOUNDS.flatMap(rowsOf).filter(
  ({ turn }) => !/-(un)?set$/.test(turn) || !ALWAYS.has(turn.replace(/-(un)?set$/, '')),
);

const OTHERS: readonly Row[] = [
  {
    turn: 'multiple-of-set',
    effect: 'narrower',
    did: 'gained a multipleOf where there was none',
    values: 'numbers in between',
    says: ({ to }) => `must now be a multiple of ${to}`,
  },
  {
    turn: 'multiple-of-unset',
    effect: 'wider',
    did: 'lost its multipleOf',
    values: 'numbers in between',
    says: ({ from }) => `need no longer be a multiple of ${from}`,
  },
  {
    turn: 'multiple-of-changed',
    effect: 'both',
    did: 'has another multipleOf',
    values: 'other multiples',
    says: ({ from, to }) => `must be a multiple of ${to} where it was one of ${from}`,
  },
  {
    turn: 'unique-items-set',
    effect: 'narrower',
    did: 'must now hold each item only once',
    values: 'lists with repeated items',
    says: () => 'must now hold each item only once',
  },
  {
    turn: 'unique-items-unset',
    effect: 'wider',
    did: 'may now hold an item more than once',
    values: 'lists with repeated items',
    says: () => 'may now hold an item more than once',
  },
];

export default checksOf([...LIMITS, ...OTHERS]);
