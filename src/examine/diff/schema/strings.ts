import { type SchemaChange, type ShapePair, change } from './change.ts';
import { vacuity } from './limits.ts';

const ANYTHING = new Set(['', '.*', '^.*$', '^.*', '.*$']);

/** Patterns, and how an encoded string is to be read. */
export function compareStrings(pair: ShapePair): readonly SchemaChange[] {
  return [...comparePattern(pair), ...compareContent(pair)];
}

/** Whether one regular expression includes another is not decided here: a changed pattern is a risk. */
function comparePattern(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [pair.before.patterns.join('` and `'), pair.after.patterns.join('` and `')];
  if (from === to) return [];
  const words = { from: `\`${from}\``, to: `\`${to}\``, ...vacuity(pair, 'string', 'pattern') };
  if (from === '') return [change(pair, 'pattern-added', 'pattern', words)];
  if (to === '') return [change(pair, 'pattern-removed', 'pattern', words)];
  return [change(pair, ANYTHING.has(to) ? 'pattern-generalized' : 'pattern-changed', 'pattern', words)];
}

function compareContent(pair: ShapePair): readonly SchemaChange[] {
  return (['contentMediaType', 'contentEncoding'] as const).flatMap((keyword) => {
    const [from, to] = [pair.before[keyword] ?? 'none', pair.after[keyword] ?? 'none'];
    const turn = keyword === 'contentEncoding' ? 'content-encoding-changed' : 'content-media-type-changed';
    return from === to ? [] : [change(pair, turn, keyword, { from, to })];
  });
}
