import { RE2JS } from 're2js';

/**
 * Why a regular expression of a ruleset cannot be run safely, or null. Rulesets of the repository get the engine that never
 * backtracks, and it has neither look-around nor back-references.
 */
export function patternProblem(pattern: string): string | null {
  const body = /^\/(.+)\/[a-z]*$/s.exec(pattern)?.[1] ?? pattern;
  try {
    RE2JS.compile(RE2JS.translateRegExp(body));
    return null;
  } catch {
    return isRegExp(body)
      ? 'has look-around or back-references, which can be made to run for ever'
      : 'is not a regular expression';
  }
}

function isRegExp(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}
