import { type SchemaChange, type ShapePair, change } from './change.ts';
import { matches } from '../witness/linear.ts';
import { vacuity } from './limits.ts';

/** Expressions that every string matches, in the spellings that contracts have: `.*`, `^.*$`, `[\s\S]*`, `^[\w\W\s]*$`. */
const ANYTHING = /^\^?(?:\.\*|\[(?:\\s\\S|\\S\\s|\\w\\W|\\W\\w|\\d\\D|\\D\\d)(?:\\[sSwWdD])*\]\*)?\$?$/;

/** Patterns, and how an encoded string is to be read. */
export function compareStrings(pair: ShapePair): readonly SchemaChange[] {
  return [...comparePattern(pair), ...compareContent(pair)];
}

/** Whether one regular expression includes another is not decided here: a changed pattern is a risk. */
function comparePattern(pair: ShapePair): readonly SchemaChange[] {
  const [from, to] = [pair.before.patterns.join('` and `'), pair.after.patterns.join('` and `')];
  if (from === to) return [];
  const words = { from: `\`${from}\``, to: `\`${to}\``, ...(idle(pair) ?? vacuity(pair, 'string', 'pattern')) };
  if (from === '') return [change(pair, 'pattern-added', 'pattern', words)];
  if (to === '') return [change(pair, 'pattern-removed', 'pattern', words)];
  return [change(pair, ANYTHING.test(to) ? 'pattern-generalized' : 'pattern-changed', 'pattern', words)];
}

/** A pattern that refuses nothing came or went, or every listed value matches it. */
function idle({ before, after, flow }: ShapePair): Pick<SchemaChange, 'impact' | 'remark'> | null {
  const [from, to] = [before.patterns, after.patterns].map((list) => list.filter((pattern) => !ANYTHING.test(pattern)));
  if (from === undefined || to === undefined) return null;
  if (from.length === 0 && to.length === 0) return { impact: 'compatible', remark: '(which takes everything)' };
  const [wider, patterns] = to.length === 0 || (from.length > 0 && flow === 'response') ? [after, from] : [before, to];
  const fits = wider.enum?.every(
    (value) => typeof value !== 'string' || patterns.every((each) => matches(each, value)),
  );
  return fits === true ? { impact: 'compatible', remark: '(which every listed value matches)' } : null;
}

function compareContent(pair: ShapePair): readonly SchemaChange[] {
  return (['contentMediaType', 'contentEncoding'] as const).flatMap((keyword) => {
    const [from, to] = [pair.before[keyword] ?? 'none', pair.after[keyword] ?? 'none'];
    const turn = keyword === 'contentEncoding' ? 'content-encoding-changed' : 'content-media-type-changed';
    return from === to ? [] : [change(pair, turn, keyword, { from, to })];
  });
}
