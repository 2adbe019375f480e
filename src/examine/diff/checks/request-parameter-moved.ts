import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'request-parameter-moved',
  on: 'parameter',
  impact: 'breaking',
  bothWays: true,
  summary: 'A parameter is expected in another place: a header where it was in the query, or the like.',
  why: 'Callers go on sending it in the old place, where nobody reads it any more.',
  fix: 'Read it in both places until every caller has moved.',
  kept: (before, after) =>
    before.in === after.in
      ? null
      : `Parameter \`${after.name}\` is expected in the ${placeOf(after.in)} where it was in the ${placeOf(before.in)}.`,
});

function placeOf(where: string): string {
  return where === 'querystring' ? 'query string' : where;
}
