import type { LifecycleRuleInfo } from '../../model/report.ts';

/** What `countersign explain` says of findings of lint that no ruleset has a rule for. */
export const LINT_RULES = [
  {
    id: 'lint-not-evaluated',
    severity: 'error',
    summary: 'A rule was not looked at to the end, or no rule is for a document of this kind.',
    why: 'A pattern, a schema or a walk took longer than it may; or the rulesets have rules for other formats only, such as OpenAPI. What could not be checked is not clean, and a build that hangs helps nobody.',
    fix: 'Simplify the pattern or the part of the contract that is named, or switch the rule off; for another kind of document, add a ruleset that has rules for its format.',
    source: 'docs/limits.md',
  },
] as const satisfies readonly LifecycleRuleInfo[];

/** The rule of a fact that says that another rule could not be looked at to the end. */
export const NOT_EVALUATED: (typeof LINT_RULES)[number]['id'] = 'lint-not-evaluated';
