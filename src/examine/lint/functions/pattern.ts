import { RE2JS } from 're2js';
import { ownString } from '../../../model/json.ts';
import { defineLintFunction } from '../define.ts';

type Test = (text: string) => boolean;

const compiled = new Map<string, Test>();

/**
 * Spectral's `pattern`, by an engine that never backtracks. Look-around and back-references it does not know: these reach the
 * engine of JavaScript, and only bundled rulesets may have them (gather/ruleset refuses them in others).
 */
export default defineLintFunction({
  name: 'pattern',
  summary: 'A text matches, or does not match, a regular expression.',
  options: {
    type: 'object',
    properties: {
      match: { type: 'string', description: 'must match, anywhere in the text' },
      notMatch: { type: 'string', description: 'must not match' },
    },
    minProperties: 1,
    additionalProperties: false,
  },
  check: (input, options) => {
    if (typeof input !== 'string') return [];
    const match = ownString(options, 'match');
    const notMatch = ownString(options, 'notMatch');
    return [
      ...(match !== undefined && !testOf(match)(input)
        ? [{ message: `#{{print("value")}} must match the pattern ${JSON.stringify(match)}` }]
        : []),
      ...(notMatch !== undefined && testOf(notMatch)(input)
        ? [{ message: `#{{print("value")}} must not match the pattern ${JSON.stringify(notMatch)}` }]
        : []),
    ];
  },
});

function testOf(pattern: string): Test {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const test = compile(pattern);
  compiled.set(pattern, test);
  return test;
}

/** A pattern is written bare, or as `/…/flags`. */
function compile(pattern: string): Test {
  const [, body = pattern, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(pattern) ?? [];
  try {
    const linear = RE2JS.compile(RE2JS.translateRegExp(body), flagsOf(flags));
    return (text) => linear.matcher(text).find();
  } catch {
    const backtracking = new RegExp(body, flags.replace(/[gy]/g, ''));
    return (text) => backtracking.test(text);
  }
}

function flagsOf(flags: string): number {
  const bits: { readonly [flag: string]: number } = {
    i: RE2JS.CASE_INSENSITIVE,
    m: RE2JS.MULTILINE,
    s: RE2JS.DOTALL,
  };
  return Object.entries(bits).reduce((all, [flag, bit]) => (flags.includes(flag) ? all | bit : all), 0);
}
