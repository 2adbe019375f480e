import type { Position } from '../define.ts';
import { type Row, checksOf } from '../table.ts';

const REQUEST: readonly Position[] = ['request-property', 'request-parameter-property', 'request-header-property'];
const RESPONSE: readonly Position[] = ['response-property'];

const REQUIRED_FIX = 'Keep it optional and give it a default on the server, or require it only in a new major version.';

const ofRequests: readonly Row[] = [
  {
    turn: 'property-removed',
    effect: 'unknown',
    did: 'was removed',
    values: 'objects that still carry it',
    says: () => 'was removed',
    positions: REQUEST,
    ids: {
      'request-property': 'request-property-removed',
      'request-parameter-property': 'request-parameter-property-removed',
      'request-header-property': 'request-header-property-removed',
    },
    why: {
      request:
        'Callers that still send it are refused where the object is closed; where it is open, what they ask for is silently ignored.',
    },
    fix: { request: 'Deprecate it with a sunset date, wait until nobody sends it, then remove it.' },
  },
  {
    turn: 'required-property-added',
    effect: 'narrower',
    did: 'is new and required',
    values: 'objects without it',
    says: () => 'is new and required',
    positions: REQUEST,
    ids: {
      'request-property': 'new-required-request-property',
      'request-parameter-property': 'new-required-request-parameter-property',
      'request-header-property': 'new-required-request-header-property',
    },
    fix: { request: REQUIRED_FIX },
  },
  {
    turn: 'required-property-added-with-default',
    effect: 'narrower',
    did: 'is new and required, though it has a default',
    values: 'objects without it',
    says: () => 'is new and required; its default does not help, because a default fills in only what may be left out',
    positions: REQUEST,
    ids: {
      'request-property': 'new-required-request-property-with-default',
      'request-parameter-property': 'new-required-request-parameter-property-with-default',
      'request-header-property': 'new-required-request-header-property-with-default',
    },
    why: {
      request:
        'Callers that leave it out are refused by everything that validates against the contract, such as the gateway, before the server could fill in the default.',
    },
    fix: { request: 'Take it out of `required`: with a default it need not be there.' },
  },
  {
    turn: 'optional-property-added',
    effect: 'wider',
    did: 'is new and optional',
    values: 'the new property',
    says: () => 'is new and optional',
    positions: REQUEST,
    ids: {
      'request-property': 'new-optional-request-property',
      'request-parameter-property': 'new-optional-request-parameter-property',
      'request-header-property': 'new-optional-request-header-property',
    },
  },
  {
    turn: 'property-became-required',
    effect: 'narrower',
    did: 'was optional and is now required',
    values: 'objects without it',
    says: ({ to }) => `${to === '' ? '' : `(${to}) `}became required`,
    positions: REQUEST,
    ids: idsWithoutTwice('became-required'),
    fix: { request: REQUIRED_FIX },
  },
  {
    turn: 'property-became-required-with-default',
    effect: 'narrower',
    did: 'was optional and is now required, though it has a default',
    values: 'objects without it',
    says: ({ to }) => `${to === '' ? '' : `(${to}) `}became required, although it has a default`,
    positions: REQUEST,
    ids: idsWithoutTwice('became-required-with-default'),
    fix: { request: 'Take it out of `required`: with a default it need not be there.' },
  },
  {
    turn: 'property-became-optional',
    effect: 'wider',
    did: 'was required and is now optional',
    values: 'objects without it',
    says: () => 'became optional',
    positions: REQUEST,
    ids: idsWithoutTwice('became-optional'),
  },
];

/** `request-property-became-required`, not `request-property-property-…`. */
function idsWithoutTwice(rest: string): Row['ids'] & object {
  return Object.fromEntries([...REQUEST, ...RESPONSE].map((position) => [position, `${position}-${rest}`]));
}

type Presence = {
  readonly need: 'required' | 'optional';
  readonly hidden: boolean;
  readonly verb: 'removed' | 'added';
};

function presenceRow({ need, hidden, verb }: Presence): Row {
  const turn = `${need}${hidden ? '-write-only' : ''}-property-${verb}`;
  const lost = verb === 'removed';
  return {
    turn,
    effect: lost ? (need === 'required' ? 'wider' : 'unknown') : 'narrower',
    did: `(${need}${hidden ? ', writeOnly' : ''}) ${lost ? 'was removed' : 'is new'}`,
    values: lost ? 'objects without it' : 'objects without it',
    says: () => (lost ? `(${need}) was removed` : `is new`),
    positions: RESPONSE,
    ids: { 'response-property': `response-${turn}` },
    ...(hidden ? { impact: { response: 'compatible' } } : {}),
    ...wordsOf(need, hidden, lost),
  };
}

function wordsOf(need: 'required' | 'optional', hidden: boolean, lost: boolean): Pick<Row, 'why' | 'fix'> {
  if (hidden)
    return { why: { response: 'No response carries a writeOnly property, so no consumer misses it or meets it.' } };
  if (!lost) return { why: { response: 'Consumers that read JSON by name do not notice a further property.' } };
  return {
    why: {
      response:
        need === 'required'
          ? 'Consumers read it without asking whether it is there, because the contract said that it always is.'
          : 'The contract never promised it, but consumers that show or book it lose it.',
    },
    fix: {
      response: 'Deprecate it with a sunset date, keep sending it until then, and tell its readers what replaces it.',
    },
  };
}

const PRESENCES = (['required', 'optional'] as const).flatMap((need) =>
  [false, true].flatMap((hidden) => (['removed', 'added'] as const).map((verb) => ({ need, hidden, verb }))),
);

const ofResponses: readonly Row[] = [
  ...PRESENCES.map(presenceRow),
  {
    turn: 'property-became-optional',
    effect: 'wider',
    did: 'was always there and may now be missing',
    values: 'objects without it',
    says: () => 'became optional',
    positions: RESPONSE,
    ids: idsWithoutTwice('became-optional'),
    fix: { response: 'Keep sending it, empty if need be, or publish a new major version.' },
  },
  {
    turn: 'property-became-required',
    effect: 'narrower',
    did: 'could be missing and is now always there',
    values: 'objects without it',
    says: () => 'became required',
    positions: RESPONSE,
    ids: idsWithoutTwice('became-required'),
  },
  ...(['optional', 'required'] as const).map((become): Row => ({
    turn: `write-only-property-became-${become}`,
    effect: 'none',
    did: `(writeOnly) became ${become}`,
    values: 'it',
    says: () => `(writeOnly) became ${become}`,
    impact: { response: 'compatible' },
    positions: RESPONSE,
    ids: { 'response-property': `response-write-only-property-became-${become}` },
    why: { response: 'No response carries a writeOnly property, so no consumer notices.' },
  })),
];

type Toggle = { readonly need: 'required' | 'optional'; readonly not: boolean; readonly keyword: 'read' | 'write' };

const TOGGLES = (['required', 'optional'] as const).flatMap((need) =>
  [false, true].flatMap((not) => (['read', 'write'] as const).map((keyword) => ({ need, not, keyword }))),
);

/** Which way a property travels. A required one that stops or starts travelling is a change of what callers must send or will get. */
function toggleRow({ need, not, keyword }: Toggle): Row {
  const word = `${keyword}Only`;
  const turn = `${need}-property-became-${not ? 'not-' : ''}${keyword}-only`;
  const required = need === 'required';
  const request = keyword === 'read' && required ? (not ? 'breaking' : 'risky') : 'contract-only';
  const response = keyword === 'write' && required ? (not ? 'risky' : 'breaking') : 'contract-only';
  return {
    turn,
    effect: 'none',
    did: `(${need}) is ${not ? 'no longer' : 'now'} ${word}`,
    values: 'the direction in which it travels',
    says: () => `(${need}) is ${not ? 'no longer' : 'now'} ${word}`,
    positions: ['request-property', 'response-property'],
    ids: { 'request-property': `request-${turn}`, 'response-property': `response-${turn}` },
    impact: { request, response },
    why: {
      ...(request === 'breaking' ? { request: 'Callers did not have to send it, and now they must.' } : {}),
      ...(request === 'risky'
        ? { request: 'The server used to take it from the caller and now ignores what is sent.' }
        : {}),
      ...(response === 'breaking' ? { response: 'A value that was always there is no longer sent.' } : {}),
      ...(response === 'risky'
        ? { response: 'A value that was kept back is now sent; ask whether it was kept back for secrecy.' }
        : {}),
    },
  };
}

const rest: readonly Row[] = [
  {
    turn: 'additional-properties-closed',
    effect: 'narrower',
    did: 'no longer takes properties that are not named',
    values: 'objects with further properties',
    says: () => 'no longer takes properties that are not named',
  },
  {
    turn: 'additional-properties-opened',
    effect: 'wider',
    did: 'takes properties that are not named',
    values: 'objects with further properties',
    says: () => 'now takes properties that are not named',
    why: {
      response:
        'Consumers that validate responses against the old, closed object refuse what is new; those that read by name do not notice.',
    },
  },
  {
    turn: 'pattern-property-added',
    effect: 'narrower',
    did: 'gained a patternProperties entry',
    values: 'properties of that name with other values',
    says: ({ to }) => `has a new rule for properties named like ${to}`,
  },
  {
    turn: 'pattern-property-removed',
    effect: 'wider',
    did: 'lost a patternProperties entry',
    values: 'properties of that name with other values',
    says: ({ from }) => `lost the rule for properties named like ${from}`,
  },
];

export default checksOf([...ofRequests, ...ofResponses, ...TOGGLES.map(toggleRow), ...rest]);
