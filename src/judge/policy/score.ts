import { type Finding, SEVERITIES, type Severity } from '../../model/finding.ts';
import type { Counts, Score, ScoreGroup } from '../../model/score.ts';

/** What one finding costs, in points. A hint is a thought and costs nothing. */
export const POINTS: { readonly [severity in Severity]: number } = { error: 10, warn: 3, info: 1, hint: 0 };

/** So many points an operation halve the score: an error in each. */
const HALF = 10;

/** Rules without a tag. */
const OTHER = 'other';

/**
 * How well a contract keeps the rules: 100 ÷ (1 + points per operation ÷ 10), rounded down, so that 100 says that nothing costs anything. Whatever lint
 * found counts, waived and old as well: an exception makes no contract better. `tagsOf` gives the tags of each rule that was run; a rule with several
 * counts in each.
 */
export function scoreOf(
  findings: readonly Finding[],
  operations: number,
  tagsOf: ReadonlyMap<string, readonly string[]>,
): Score {
  const counted = findings.filter(({ from }) => from === 'lint');
  const names = [...new Set([...tagsOf.values()].flatMap(groupsOf))].sort();
  return {
    ...marks(counted, operations),
    groups: names.map((tag): ScoreGroup => {
      const rules = [...tagsOf].filter(([, tags]) => groupsOf(tags).includes(tag)).map(([rule]) => rule);
      const own = new Set(rules);
      return {
        tag,
        rules: rules.length,
        ...marks(
          counted.filter(({ rule }) => own.has(rule)),
          operations,
        ),
      };
    }),
  };
}

function groupsOf(tags: readonly string[]): readonly string[] {
  return tags.length === 0 ? [OTHER] : tags;
}

function marks(findings: readonly Finding[], operations: number): { readonly score: number; readonly counts: Counts } {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  const points = SEVERITIES.reduce((sum, severity) => sum + POINTS[severity] * count(severity), 0);
  // Whole numbers until the last division, so that every machine rounds the same.
  const of = HALF * Math.max(1, operations);
  return {
    score: Math.floor((100 * of) / (of + points)),
    counts: { errors: count('error'), warnings: count('warn'), infos: count('info'), hints: count('hint') },
  };
}
