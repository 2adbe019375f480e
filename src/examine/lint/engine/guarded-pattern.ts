import { RE2JS } from 're2js';
import { TookTooLong, withinTime } from './within-time.ts';

/** Whether a text matches. Throws PatternTooSlow where that cannot be told in time. */
type Test = (text: string) => boolean;

/** A pattern that no linear engine knows took longer than it may on some text: whether it matches is not known. */
export class PatternTooSlow extends Error {
  constructor(source: string) {
    super(`the pattern ${JSON.stringify(source)} takes too long`);
    this.name = 'PatternTooSlow';
  }
}

/** Steps that JavaScript's engine may take on one text, by an upper bound that is known beforehand. */
const MOST_STEPS = 5_000_000;
/** Milliseconds for one text, where no bound is known and no linear engine can help. */
const BUDGET_MS = 250;

const compiled = new Map<string, Test>();

/**
 * A regular expression of JavaScript as a test that ends. What is sure to be quick runs in JavaScript's own engine; the rest in one that never
 * backtracks; and what that one does not know (look-around, back-references) in JavaScript's engine against the clock.
 * Throws SyntaxError for what is no regular expression.
 */
export function guardedTest(source: string, flags = ''): Test {
  const key = `${flags}/${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const test = compile(source, flags);
  compiled.set(key, test);
  return test;
}

function compile(source: string, flags: string): Test {
  const stateless = flags.replace(/[gy]/g, '');
  const native = new RegExp(source, stateless);
  const exponent = backtracking(source);
  let slow: Test | null = null;
  return (text) => {
    if (exponent !== null && (text.length + 1) ** exponent <= MOST_STEPS) return native.test(text);
    slow ??= linear(source, stateless) ?? timed(native);
    return slow(text);
  };
}

function linear(source: string, flags: string): Test | null {
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source), flagsOf(flags));
    return (text) => pattern.matcher(text).find();
  } catch {
    return null;
  }
}

function flagsOf(flags: string): number {
  const bits: readonly (readonly [string, number])[] = [
    ['i', RE2JS.CASE_INSENSITIVE],
    ['m', RE2JS.MULTILINE],
    ['s', RE2JS.DOTALL],
  ];
  return bits.reduce((all, [flag, bit]) => (flags.includes(flag) ? all | bit : all), 0);
}

function timed(pattern: RegExp): Test {
  return (text) => {
    try {
      return withinTime(BUDGET_MS, () => pattern.test(text));
    } catch (cause) {
      if (cause instanceof TookTooLong) throw new PatternTooSlow(pattern.source);
      throw cause;
    }
  };
}

/**
 * An upper bound of what backtracking costs: the power to which the length of the text is raised. Null where a repeated group holds a
 * repetition or a choice, which can double the work with each letter.
 */
export function backtracking(source: string): number | null {
  let exponent = 1;
  /** For each open group: whether something within it repeats or is a choice. */
  const groups: boolean[] = [];
  let closed = false;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source.charAt(at);
    const repeats = quantifier(source, at);
    if (repeats !== null) {
      if (repeats.most > 1) {
        if (closed) return null;
        exponent += repeats.most > 1000 ? 1 : Math.log(repeats.most) / Math.log(100);
        if (groups.length > 0) groups[groups.length - 1] = true;
      }
      at += repeats.length - 1;
      closed = false;
      continue;
    }
    closed = false;
    if (sign === '\\') at += 1;
    else if (sign === '[') at = endOfClass(source, at);
    else if (sign === '(') {
      groups.push(false);
      at += /^\((?:\?(?:<?[=!]|:|<[^>]*>))?/.exec(source.slice(at))?.[0].length ?? 1;
      at -= 1;
    } else if (sign === '|' && groups.length > 0) groups[groups.length - 1] = true;
    else if (sign === ')') {
      closed = groups.pop() === true;
      // What a group holds, the group around it holds too.
      if (closed && groups.length > 0) groups[groups.length - 1] = true;
    }
  }
  return exponent;
}

function quantifier(source: string, at: number): { readonly length: number; readonly most: number } | null {
  const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at, at + 24));
  if (found === null) return null;
  const [whole, low = '', comma = '', high = ''] = found;
  if (whole.startsWith('*') || whole.startsWith('+')) return { length: whole.length, most: Infinity };
  if (whole.startsWith('?')) return { length: whole.length, most: 1 };
  if (comma !== '' && high === '') return { length: whole.length, most: Infinity };
  return { length: whole.length, most: Number(high === '' ? low : high) };
}

function endOfClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === ']') return at;
  }
  return source.length;
}
