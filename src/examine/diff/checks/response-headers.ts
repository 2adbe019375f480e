import { type Check, type Context, defineCheck } from '../define.ts';
import type { HeaderSide } from '../read/sides.ts';

const nounOf = ({ name }: HeaderSide, { status }: Context): string => `Response header \`${name}\` (${status ?? ''})`;

const HEADERS: readonly Check[] = [
  defineCheck({
    id: 'required-response-header-removed',
    on: 'header',
    impact: 'breaking',
    summary: 'A response header that was always there was removed.',
    why: 'Consumers read it without asking whether it is there.',
    fix: 'Keep sending it until its readers have moved.',
    removed: (before, context) => (before.required ? `${nounOf(before, context)} (required) was removed.` : null),
  }),
  defineCheck({
    id: 'optional-response-header-removed',
    on: 'header',
    impact: 'risky',
    summary: 'An optional response header was removed.',
    why: 'The contract never promised it, but consumers that use it lose it.',
    fix: 'Ask its readers, or deprecate it first.',
    removed: (before, context) => (before.required ? null : `${nounOf(before, context)} was removed.`),
  }),
  defineCheck({
    id: 'response-header-added',
    on: 'header',
    impact: 'compatible',
    summary: 'A response header is new.',
    why: 'Consumers ignore headers that they do not know.',
    fix: 'Nothing to do.',
    added: (after, context) => `${nounOf(after, context)} is new.`,
  }),
  defineCheck({
    id: 'response-header-became-optional',
    on: 'header',
    impact: 'breaking',
    summary: 'A response header that was always there may now be missing.',
    why: 'Consumers read it without asking whether it is there.',
    fix: 'Keep sending it, or publish a new major version.',
    kept: (before, after, context) =>
      before.required && !after.required ? `${nounOf(after, context)} became optional.` : null,
  }),
  defineCheck({
    id: 'response-header-became-required',
    on: 'header',
    impact: 'compatible',
    summary: 'A response header that could be missing is now always there.',
    why: 'Consumers that were ready for its absence are ready for its presence.',
    fix: 'Nothing to do.',
    kept: (before, after, context) =>
      !before.required && after.required ? `${nounOf(after, context)} became required.` : null,
  }),
];

export default HEADERS;
