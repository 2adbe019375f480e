import type { ApiDocument } from '../../../model/contract.ts';
import { CountersignError } from '../../../model/errors.ts';
import { appliesTo, type Rule } from '../../../model/ruleset.ts';
import type { CustomFunctions } from '../spectral.ts';
import { divide, runGroups } from './engine.ts';
import { Outcome } from './outcome.ts';
import { resolve, type Resolved } from './resolve.ts';
import type { Budget } from './walk.ts';

/** What a run may cost. */
export type Limits = {
  /** Values that one run looks at. */
  readonly steps: number;
  /** Milliseconds from the begin of the run. */
  readonly milliseconds: number;
};

export const LIMITS: Limits = { steps: 60_000_000, milliseconds: 60_000 };

/** The outcome of all rules, and the shapes of the document that its paths are about. */
export type RunResult = { readonly shapes: Resolved; readonly outcome: Outcome };

/** Runs rules that are not off. Throws RULE_FAILED for the first that cannot be checked: that is never "clean". */
export async function runRules(
  contract: ApiDocument,
  rules: readonly Rule[],
  custom: CustomFunctions = new Map(),
  limits: Limits = LIMITS,
): Promise<RunResult> {
  const relevant = rules.filter((rule) => appliesTo(rule, contract.dialect));
  const outcome = new Outcome();
  const shapes = resolve(contract.document, contract.dialect, contract.unnamed);
  const named = (rule: Rule): boolean => rule.then.some((step) => custom.has(step.function));
  const division = divide(
    relevant.filter((rule) => !named(rule)),
    contract.dialect,
  );
  const left = [...division.left, ...relevant.filter(named)];
  const budget = budgetOf(limits);
  runGroups(contract, shapes, division, budget, outcome);
  if (left.length > 0) {
    const { runLeft } = await import('../spectral.ts');
    await runLeft(contract, shapes, left, custom, budget, outcome);
  }
  await answerOpen(contract, outcome);
  for (const rule of relevant) {
    if (outcome.failures.has(rule)) throw failed(contract, rule, outcome.failures.get(rule));
  }
  return { shapes, outcome };
}

/** Answers what functions left open. The validators are loaded only where there is something to answer. */
async function answerOpen(contract: ApiDocument, outcome: Outcome): Promise<void> {
  if (outcome.open.length === 0) return;
  const documents = outcome.open.some(({ question }) => 'document' in question);
  const schemas = outcome.open.some(({ question }) => 'schema' in question);
  const check = documents ? await (await import('./document-schema.ts')).documentChecker(contract.dialect) : null;
  const examiner = schemas ? new (await import('./schema/ajv.ts')).Examiner() : null;
  for (const { rule, step, from, question } of outcome.open) {
    outcome.guard(
      [rule],
      () => {
        const complaints =
          'document' in question ? (check?.(question.document) ?? []) : (examiner?.answer(question) ?? []);
        for (const complaint of complaints) outcome.object(rule, step, from, complaint);
      },
      'document' in question ? from : question.path,
    );
  }
}

function budgetOf({ steps, milliseconds }: Limits): Budget {
  const end = performance.now() + milliseconds;
  let taken = 0;
  return {
    spend: () => {
      taken += 1;
      return taken <= steps && ((taken & 0x3fff) !== 0 || performance.now() < end);
    },
  };
}

function failed(contract: ApiDocument, rule: Rule, cause: unknown): CountersignError {
  const [first] = cause instanceof AggregateError ? (cause.errors as readonly unknown[]) : [cause];
  const words = first instanceof Error ? first.message : String(first);
  return new CountersignError('RULE_FAILED', `${rule.id} could not be checked in ${contract.source.file}: ${words}`, {
    cause,
    hint: `mend the rule in ${rule.profile}, or switch it off: \`${rule.id}: off\``,
  });
}
