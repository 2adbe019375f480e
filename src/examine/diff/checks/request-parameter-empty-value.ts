import { type Check, defineCheck } from '../define.ts';

const EMPTY: readonly Check[] = [
  defineCheck({
    id: 'request-parameter-empty-value-disallowed',
    on: 'parameter',
    impact: 'risky',
    bothWays: true,
    summary: 'A query parameter may no longer be sent without a value (allowEmptyValue).',
    why: 'Callers that send `?name` or `?name=` may be refused; the specification leaves it open what a server does with them.',
    fix: 'Go on taking the empty value.',
    kept: (before, after) =>
      before.allowEmptyValue && !after.allowEmptyValue
        ? `Query parameter \`${after.name}\` may no longer be sent without a value.`
        : null,
  }),
  defineCheck({
    id: 'request-parameter-empty-value-allowed',
    on: 'parameter',
    impact: 'compatible',
    bothWays: true,
    summary: 'A query parameter may now be sent without a value (allowEmptyValue).',
    why: 'Callers that send a value are served as before.',
    fix: 'Nothing to do.',
    kept: (before, after) =>
      !before.allowEmptyValue && after.allowEmptyValue
        ? `Query parameter \`${after.name}\` may now be sent without a value.`
        : null,
  }),
];

export default EMPTY;
