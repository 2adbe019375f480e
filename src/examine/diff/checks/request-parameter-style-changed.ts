import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'request-parameter-style-changed',
  on: 'parameter',
  impact: 'breaking',
  bothWays: true,
  summary: 'A list or object is written in another way in the URL or header (style, explode, allowReserved).',
  why: 'Callers go on writing it the old way: `ids=1,2` and `ids=1&ids=2` are read differently.',
  fix: 'Keep the way it is written, or take the new way under a new parameter name.',
  kept: (before, after, { shape }) => {
    if (before.wire === after.wire || before.mediaType !== null || after.mediaType !== null) return null;
    const { types } = shape.after(after.schema);
    // A single value is written alike in all styles.
    if (types === null || !(types.has('array') || types.has('object'))) return null;
    return `Parameter \`${after.name}\` is written as ${after.wire} where it was ${before.wire}.`;
  },
});
