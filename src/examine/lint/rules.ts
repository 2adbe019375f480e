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
  {
    id: 'invalid-ref',
    severity: 'error',
    summary: 'A reference leads nowhere, or to another host.',
    why: 'What the reference should bring is not part of the contract: nobody can read it, generate from it or check it. Nothing is fetched from other hosts.',
    fix: 'Correct the reference, or add what it names; copy what stands on another host into the repository.',
    source: 'OpenAPI 3.1.1, Reference Object; Spectral reports the same under this name',
  },
  {
    id: 'parser',
    severity: 'error',
    summary: 'A key stands twice, or is no string.',
    why: 'Of a key that stands twice some tools take the first, some the last, and some refuse the file: two readers of one contract see different things. A key without quotes that YAML takes for a number, such as 200, is a string to most tools, but not to all.',
    fix: "Remove one of the two keys; put the other kind in quotes: '200'; lint --fix does that. What the two cost is set by parserOptions in a ruleset: duplicateKeys and incompatibleValues. Profiles of countersign say nothing of keys without quotes.",
    source: 'YAML 1.2.2, 3.2.1.1; OpenAPI 3.1.1, 4.3; Spectral reports the same under this name',
  },
] as const satisfies readonly LifecycleRuleInfo[];

/** The rule of a fact that says that a reference could not be followed. */
export const INVALID_REF = 'invalid-ref' satisfies (typeof LINT_RULES)[number]['id'];

/** The rule of a fact that is about a key that not every parser reads alike. */
export const PARSER = 'parser' satisfies (typeof LINT_RULES)[number]['id'];

/** The rule of a fact that says that another rule could not be looked at to the end. */
export const NOT_EVALUATED: (typeof LINT_RULES)[number]['id'] = 'lint-not-evaluated';
