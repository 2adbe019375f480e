import type { Position } from '../define.ts';
import { type Row, checksOf } from '../table.ts';

const BRANCHES = [
  { name: 'one-of', keyword: 'oneOf' },
  { name: 'any-of', keyword: 'anyOf' },
] as const;

const branches = BRANCHES.flatMap(({ name, keyword }): readonly Row[] => [
  {
    turn: `${name}-added`,
    effect: 'wider',
    did: `gained an alternative of its ${keyword}`,
    values: 'values of the new alternative',
    says: ({ to }) => `has the new alternative ${to} (${keyword})`,
    fix: {
      response:
        'Agree with consumers beforehand that alternatives may be added, as with an open list; or publish a new major version.',
    },
  },
  {
    turn: `${name}-removed`,
    effect: 'narrower',
    did: `lost an alternative of its ${keyword}`,
    values: 'values of the removed alternative',
    says: ({ from }) => `no longer has the alternative ${from} (${keyword})`,
  },
]);

const SEVERAL = 'values that fit several alternatives';

const exclusive: readonly Row[] = [
  {
    turn: 'any-of-became-one-of',
    effect: 'unknown',
    did: 'takes exactly one of its alternatives where it took any of them (oneOf instead of anyOf)',
    values: SEVERAL,
    says: () => 'must fit exactly one of its alternatives (oneOf) where it could fit several (anyOf)',
    impact: { response: 'compatible' },
    why: {
      request: 'A value that fits several alternatives was accepted and is now refused.',
      response: 'Consumers no longer receive values that fit several alternatives.',
    },
    fix: { request: 'Make the alternatives exclude each other, by a kind that each of them pins to another value.' },
  },
  {
    turn: 'one-of-became-any-of',
    effect: 'unknown',
    did: 'takes any of its alternatives where it took exactly one (anyOf instead of oneOf)',
    values: SEVERAL,
    says: () => 'may fit several of its alternatives (anyOf) where it had to fit exactly one (oneOf)',
    impact: { request: 'compatible' },
    why: {
      request: 'Values that fit several alternatives are now accepted as well.',
      response: 'Consumers may receive a value that fits several alternatives, which was ruled out until now.',
    },
  },
];

const MERGED = 'What the member asks for is merged with the rest and reported by the checks of its keywords.';

const members = (['added', 'removed'] as const).flatMap((verb): readonly Row[] => [
  {
    turn: `all-of-${verb}`,
    effect: 'none',
    did: `${verb === 'added' ? 'gained' : 'lost'} a member of its allOf`,
    values: 'the composition',
    says: ({ from }) => `${verb === 'added' ? 'is now also' : 'is no longer'} ${from} (allOf)`,
    why: { request: MERGED, response: MERGED },
  },
  {
    turn: `all-of-${verb}-annotation-only`,
    effect: 'none',
    did: `${verb === 'added' ? 'gained' : 'lost'} a member of its allOf that only describes`,
    values: 'the description',
    says: ({ from }) => `${verb === 'added' ? 'has' : 'no longer has'} the describing member ${from} (allOf)`,
    why: {
      request: 'The member accepts every value, so no call is affected.',
      response: 'The member accepts every value, so no payload is affected.',
    },
  },
]);

const WRAPPED: readonly Position[] = ['request-body', 'request-property', 'response-body', 'response-property'];

const wrapped: Row = {
  turn: 'wrapped-in-one-of',
  effect: 'both',
  did: 'is now one alternative among several',
  values: 'what fits several of the alternatives',
  says: ({ to }) => `is now one alternative among ${to}`,
  positions: WRAPPED,
  why: {
    request:
      'A value that fits several alternatives of a oneOf is refused, and generated code gets another type in this place.',
    response: 'Consumers may receive an alternative that they do not know.',
  },
  fix: { request: 'Make the alternatives exclude each other, and keep the old form as one of them, unchanged.' },
};

const CLIENTS = 'Generated clients choose the class to read or write by the discriminator.';
const discriminatorRow = (turn: string, did: string, says: Row['says'], breaks: boolean): Row => ({
  turn: `discriminator-${turn}`,
  effect: breaks ? 'both' : 'unknown',
  did,
  values: 'the kinds',
  says,
  why: { request: CLIENTS, response: CLIENTS },
});

const discriminators: readonly Row[] = [
  discriminatorRow('added', 'gained a discriminator', ({ to }) => `is now told apart by ${to}`, false),
  discriminatorRow('removed', 'lost its discriminator', ({ from }) => `is no longer told apart by ${from}`, false),
  discriminatorRow(
    'property-name-changed',
    'is told apart by another property',
    ({ from, to }) => `is told apart by ${to} where it was by ${from}`,
    true,
  ),
  discriminatorRow(
    'mapping-changed',
    'maps a kind to another schema',
    ({ to }) => `maps the kind ${to} to another schema`,
    false,
  ),
  {
    ...discriminatorRow('mapping-added', 'has a new kind', ({ to }) => `has the new kind ${to}`, false),
    impact: { request: 'compatible' },
    why: {
      request: 'Callers may now send a further kind; those that do not keep working.',
      response: 'Clients that choose a class by the discriminator meet a kind that they do not know.',
    },
  },
  {
    ...discriminatorRow('mapping-deleted', 'lost a kind', ({ from }) => `no longer has the kind ${from}`, false),
    impact: { request: 'breaking', response: 'compatible' },
    why: {
      request: 'Callers that send the removed kind start to be refused.',
      response: 'Consumers no longer receive the removed kind; code that was ready for it keeps working.',
    },
  },
];

export default checksOf([...branches, ...exclusive, ...members, wrapped, ...discriminators]);
