/** Why a regular expression of a ruleset cannot be run, or null. What could take for ever is run against the clock. */
export function patternProblem(pattern: string): string | null {
  const [, body, flags] = /^\/(.+)\/([a-z]*)$/s.exec(pattern) ?? [];
  try {
    new RegExp(body ?? pattern, flags);
    return null;
  } catch {
    return 'is not a regular expression';
  }
}
