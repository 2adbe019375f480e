import type { Position } from '../define.ts';
import { type Row, checksOf } from '../table.ts';

const REQUEST_WITH_IGNORED: readonly Position[] = [
  'request-body',
  'request-property',
  'request-read-only-property',
  'request-parameter',
  'request-parameter-property',
];
const ALL: readonly Position[] = [...REQUEST_WITH_IGNORED, 'response-body', 'response-property', 'response-header'];

const DEFAULT_WHY =
  'A caller that leaves the value out gets another behaviour than before, without having changed anything.';
const DEFAULT_FIX = 'Keep the old default, or tell every consumer that relies on it; a default is a promise as well.';

function defaultRow(turn: string, did: string, says: Row['says']): Row {
  return {
    turn: `default-value-${turn}`,
    effect: 'none',
    did,
    values: 'the default',
    says,
    impact: { request: 'risky' },
    why: { request: DEFAULT_WHY },
    fix: { request: DEFAULT_FIX },
  };
}

export default checksOf([
  {
    turn: 'became-enum',
    effect: 'narrower',
    did: 'was free and is now limited to a list of values',
    values: 'other values',
    says: ({ to }) => `is now limited to ${to}`,
    positions: [...ALL.filter((position) => !position.includes('-only-')), 'request-header-property'],
  },
  {
    turn: 'became-not-enum',
    effect: 'wider',
    did: 'was limited to a list of values and is now free',
    values: 'any other value',
    says: ({ from }) => `is no longer limited to ${from}`,
  },
  {
    turn: 'enum-value-removed',
    effect: 'narrower',
    did: 'lost a listed value',
    values: 'the removed value',
    says: ({ from }) => `no longer has the value ${from}`,
    fix: { request: 'Keep accepting the value, deprecated, until nobody sends it; or publish a new major version.' },
    positions: ALL,
    ids: { 'response-body': 'response-mediatype-enum-value-removed' },
  },
  {
    turn: 'enum-value-added',
    effect: 'wider',
    did: 'gained a listed value',
    values: 'a value that they do not know',
    says: ({ to }) => `has the new value ${to}`,
    impact: { response: 'risky' },
    why: {
      response:
        'A client with a closed list, as generated code has, fails on a value that it does not know; one with a default branch does not. The contract cannot say which.',
    },
    fix: {
      response:
        'Declare the list open from the start (x-extensible-enum), or ask the consumers whether they take unknown values.',
    },
    positions: [...ALL, 'response-write-only-property'],
  },
  {
    turn: 'const-added',
    effect: 'narrower',
    did: 'is now pinned to one value',
    values: 'any other value',
    says: ({ to }) => `is now always ${to}`,
  },
  {
    turn: 'const-removed',
    effect: 'wider',
    did: 'is no longer pinned to one value',
    values: 'other values',
    says: ({ from }) => `is no longer always ${from}`,
  },
  {
    turn: 'const-changed',
    effect: 'both',
    did: 'is pinned to another value',
    values: 'the old value',
    says: ({ from, to }) => `is ${to} where it was ${from}`,
  },
  {
    turn: 'x-extensible-enum-value-removed',
    effect: 'narrower',
    did: 'lost a value of its x-extensible-enum',
    values: 'the removed value',
    says: ({ from }) => `no longer lists the value ${from} in x-extensible-enum`,
  },
  defaultRow('added', 'gained a default', ({ to }) => `now has the default ${to}`),
  defaultRow('removed', 'lost its default', ({ from }) => `no longer has the default ${from}`),
  defaultRow('changed', 'has another default', ({ from, to }) => `has the default ${to} where it had ${from}`),
]);
