import type { Position } from '../define.ts';
import { type Row, checksOf } from '../table.ts';

const RESPONSES: readonly Position[] = ['response-body', 'response-property', 'response-header'];

const TYPE_FIX =
  'Add a new field of the new type beside the old one and deprecate the old; or publish a new major version.';

const IN_TEXT =
  'In a header, a form or XML every value is text: the characters are the same, and only generated code sees the difference.';

const became: Row['says'] = ({ from, to }) => `is ${to} where it was ${from}`;

const changed: Row = {
  turn: 'type-changed',
  effect: 'both',
  did: 'has another type or format',
  values: 'values of the old type',
  says: became,
  why: { response: 'Clients parse the value as what it was; typed code fails on what it is now.' },
  fix: { request: TYPE_FIX, response: TYPE_FIX },
};

export default checksOf([
  { ...changed, positions: ['request-body', 'request-property', 'request-parameter', ...RESPONSES] },
  { ...changed, positions: ['request-parameter-property'], when: ({ effect }) => effect !== 'narrower' },
  {
    ...changed,
    effect: 'narrower',
    did: 'takes a narrower type or format',
    values: 'values of the dropped types or formats',
    positions: ['request-parameter-property'],
    ids: { 'request-parameter-property': 'request-parameter-property-type-specialized' },
    when: ({ effect }) => effect === 'narrower',
  },
  {
    turn: 'type-generalized',
    effect: 'wider',
    did: 'takes a wider type or format',
    values: 'values of further types or formats',
    says: became,
  },
  {
    turn: 'type-specialized',
    effect: 'narrower',
    did: 'has a narrower type or format',
    values: 'values of the dropped types or formats',
    says: became,
    positions: RESPONSES,
  },
  {
    turn: 'type-compatible',
    effect: 'none',
    did: 'has another type, which is written with the same characters',
    values: 'its type',
    says: became,
    why: { request: IN_TEXT, response: IN_TEXT },
    positions: ['request-body', 'request-property', ...RESPONSES],
  },
  {
    turn: 'list-of-types-widened',
    effect: 'wider',
    did: 'has more alternative types',
    values: 'values of the added types',
    says: became,
  },
  {
    turn: 'list-of-types-narrowed',
    effect: 'narrower',
    did: 'has fewer alternative types',
    values: 'values of the dropped types',
    says: became,
  },
  {
    turn: 'became-nullable',
    effect: 'wider',
    did: 'may now be null',
    values: 'null',
    says: () => 'may now be null',
    fix: {
      response: 'Leave the property out instead of sending null, if it is optional; or publish a new major version.',
    },
  },
  {
    turn: 'became-not-nullable',
    effect: 'narrower',
    did: 'may no longer be null',
    values: 'null',
    says: () => 'may no longer be null',
  },
]);
