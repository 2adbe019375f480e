import { type Check, defineCheck } from '../define.ts';

const CALLBACKS: readonly Check[] = [
  defineCheck({
    id: 'callback-url-changed',
    on: 'operation',
    impact: 'breaking',
    bothWays: true,
    summary: 'A callback is sent to another URL: the expression that yields it changed.',
    why: 'Callers go on giving the URL in the old place, and are not called back.',
    fix: 'Read the URL in both places until every caller has moved.',
    kept: ({ callback: before }, { callback: after }) =>
      before === null || after === null || before.expression === after.expression
        ? null
        : `Callback \`${after.name}\` is sent to \`${after.expression}\` where it was \`${before.expression}\`.`,
  }),
  defineCheck({
    id: 'callback-renamed',
    on: 'operation',
    impact: 'contract-only',
    bothWays: true,
    summary: 'A callback has another name.',
    why: 'The name is not part of the call; but generated code may be named by it.',
    fix: 'Keep the name, or tell those who generate code.',
    kept: ({ callback: before }, { callback: after }) =>
      before === null || after === null || before.name === after.name
        ? null
        : `Callback \`${before.name}\` is now called \`${after.name}\`.`,
  }),
];

export default CALLBACKS;
