import type { Rule } from '../../../model/ruleset.ts';
import type { Complaint, Segment } from '../define.ts';
import type { DocumentQuestion, Said } from './function.ts';
import { PatternTooSlow } from './guarded-pattern.ts';
import type { Question } from './schema/question.ts';
import { WalkCutShort } from './walk.ts';
import { TookTooLong } from './within-time.ts';

/**
 * A rule's step that objects: `path` is where, through resolved references where the rule looks at those; `from` is what it was looking at.
 */
export type Violation = {
  readonly rule: Rule;
  readonly step: number;
  readonly from: readonly Segment[];
  readonly path: readonly Segment[];
  readonly message: string;
  readonly about: string | null;
};

/** What one rule leaves to a validator. */
export type Open = {
  readonly rule: Rule;
  readonly step: number;
  readonly from: readonly Segment[];
  readonly question: Question | DocumentQuestion;
};

/** A rule that could not be looked at to the end; `path` where that was known. */
export type NotEvaluated = { readonly rule: Rule; readonly path: readonly Segment[] | null; readonly reason: string };

/** What the rules of one run said. */
export class Outcome {
  readonly violations: Violation[] = [];
  readonly open: Open[] = [];
  readonly notEvaluated: NotEvaluated[] = [];
  /** By the id of the rule: of one rule some expressions may be run here and some by Spectral's engine, as a rule of their own. */
  readonly failures = new Map<string, unknown>();

  add(rule: Rule, step: number, from: readonly Segment[], said: Said): void {
    if ('message' in said) this.object(rule, step, from, said);
    else this.open.push({ rule, step, from, question: said });
  }

  object(rule: Rule, step: number, from: readonly Segment[], complaint: Complaint): void {
    const { message, path = from, about = null } = complaint;
    this.violations.push({ rule, step, from, path: [...path], message, about });
  }

  hasFailed(rule: Rule): boolean {
    return this.failures.has(rule.id);
  }

  failed(rule: Rule, cause: unknown): void {
    if (!this.failures.has(rule.id)) this.failures.set(rule.id, cause);
  }

  /** Does something for rules. What takes too long is noted as not evaluated, and what throws as failed. */
  guard(rules: Iterable<Rule>, work: () => void, path: readonly Segment[] | null = null): void {
    try {
      work();
    } catch (cause) {
      for (const rule of rules) {
        if (isLimit(cause)) this.notEvaluated.push({ rule, path, reason: cause.message });
        else this.failed(rule, cause);
      }
    }
  }
}

function isLimit(cause: unknown): cause is Error {
  return (
    cause instanceof PatternTooSlow ||
    cause instanceof WalkCutShort ||
    cause instanceof TookTooLong ||
    (cause instanceof Error && cause.name === 'SchemaTooLarge')
  );
}
