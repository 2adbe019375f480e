import { type Check, defineCheck } from '../define.ts';

const PRESENCE: readonly Check[] = [
  defineCheck({
    id: 'request-body-added-required',
    on: 'body',
    impact: 'breaking',
    summary: 'An operation that took no body now requires one.',
    why: 'Callers that send none are refused.',
    fix: 'Make the body optional, or add a new operation.',
    added: (after) => (after.required ? 'A request body is now required.' : null),
  }),
  defineCheck({
    id: 'request-body-added-optional',
    on: 'body',
    impact: 'compatible',
    summary: 'An operation that took no body now takes one.',
    why: 'Callers that send none are served as before.',
    fix: 'Nothing to do.',
    added: (after) => (after.required ? null : 'A request body may now be sent.'),
  }),
  defineCheck({
    id: 'request-body-removed',
    on: 'body',
    impact: 'breaking',
    bothWays: true,
    summary: 'An operation no longer takes a body.',
    why: 'What callers send is refused or silently ignored.',
    fix: 'Keep reading the body, deprecated, or add a new operation without one.',
    removed: () => 'The request body was removed.',
  }),
  defineCheck({
    id: 'request-body-became-required',
    on: 'body',
    impact: 'breaking',
    summary: 'An optional body is now required.',
    why: 'Callers that send none start to be refused.',
    fix: 'Keep it optional, or require it only in a new major version.',
    kept: (before, after) => (!before.required && after.required ? 'The request body became required.' : null),
  }),
  defineCheck({
    id: 'request-body-became-optional',
    on: 'body',
    impact: 'compatible',
    summary: 'A required body is now optional.',
    why: 'Callers that send one are served as before.',
    fix: 'Nothing to do.',
    kept: (before, after) => (before.required && !after.required ? 'The request body became optional.' : null),
  }),
];

export default PRESENCE;
