import { type Row, checksOf } from '../table.ts';

/** Keywords that apply a further schema to the value, to part of it, or under a condition. */
type Applied = { readonly name: string; readonly asks: string; readonly values: string };

const APPLIED: readonly Applied[] = [
  { name: 'if', asks: 'a condition (if)', values: 'values that do not meet it' },
  { name: 'then', asks: 'what holds when the condition is met (then)', values: 'values that do not meet it' },
  { name: 'else', asks: 'what holds when the condition is not met (else)', values: 'values that do not meet it' },
  { name: 'not', asks: 'a schema that it must not fit (not)', values: 'values that fit it' },
  { name: 'contains', asks: 'an item that must be in the list (contains)', values: 'lists without such an item' },
  {
    name: 'property-names',
    asks: 'a rule for the names of properties (propertyNames)',
    values: 'objects with other names',
  },
  {
    name: 'unevaluated-items',
    asks: 'a rule for items that nothing else speaks of (unevaluatedItems)',
    values: 'lists with further items',
  },
  {
    name: 'unevaluated-properties',
    asks: 'a rule for properties that nothing else speaks of (unevaluatedProperties)',
    values: 'objects with further properties',
  },
  {
    name: 'content-schema',
    asks: 'a schema for the content that the string encodes (contentSchema)',
    values: 'strings with other content',
  },
  {
    name: 'dependent-schema',
    asks: 'a schema that holds when a property is there (dependentSchemas)',
    values: 'objects that do not fit it',
  },
];

const applied = APPLIED.flatMap(({ name, asks, values }): readonly Row[] => [
  {
    turn: `${name}-added`,
    effect: 'narrower',
    did: `gained ${asks}`,
    values,
    says: ({ about }) => `gained ${asks}${naming(about)}`,
  },
  {
    turn: `${name}-removed`,
    effect: 'wider',
    did: `lost ${asks}`,
    values,
    says: ({ about }) => `lost ${asks}${naming(about)}`,
  },
]);

function naming(about: readonly string[]): string {
  return about.length === 0 ? '' : `: ${about.map((each) => `\`${each}\``).join(', ')}`;
}

const undecided = (['if', 'not'] as const).map((name): Row => ({
  turn: `${name}-changed`,
  effect: 'unknown',
  did: `has another schema under \`${name}\``,
  values: 'the same values',
  says: () => `has another schema under \`${name}\``,
}));

export default checksOf([
  ...applied,
  ...undecided,
  {
    turn: 'dependent-required-added',
    effect: 'narrower',
    did: 'now asks for further properties when one is there (dependentRequired)',
    values: 'objects without them',
    says: ({ about, to }) => `now needs ${to} wherever \`${about.join('')}\` is given`,
  },
  {
    turn: 'dependent-required-removed',
    effect: 'wider',
    did: 'no longer asks for further properties when one is there (dependentRequired)',
    values: 'objects without them',
    says: ({ about, from }) => `no longer needs ${from} wherever \`${about.join('')}\` is given`,
  },
  {
    turn: 'dependent-required-changed',
    effect: 'both',
    did: 'asks for other properties when one is there (dependentRequired)',
    values: 'objects without the new ones',
    says: ({ about, from, to }) => `needs ${to} wherever \`${about.join('')}\` is given, where it needed ${from}`,
  },
  {
    turn: 'prefix-items-added',
    effect: 'wider',
    did: 'has a further position (prefixItems)',
    values: 'lists with the further position',
    says: ({ to }) => `has a further position, number ${to}`,
  },
  {
    turn: 'prefix-items-removed',
    effect: 'narrower',
    did: 'has a position less (prefixItems)',
    values: 'lists with the removed position',
    says: ({ from }) => `no longer has position ${from}`,
  },
]);
