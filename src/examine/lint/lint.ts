import { type ApiDocument, isContractDialect, nameOfDialect } from '../../model/contract.ts';
import type { Fact } from '../../model/finding.ts';
import { pointerOf } from '../../model/pointer.ts';
import { appliesTo, type Rule, type Ruleset } from '../../model/ruleset.ts';
import { associate, type Placed } from './engine/associate.ts';
import type { NotEvaluated, Violation } from './engine/outcome.ts';
import type { Resolved } from './engine/resolve.ts';
import { runRules } from './engine/run.ts';
import { messageOf } from './message.ts';
import { INVALID_REF, NOT_EVALUATED } from './rules.ts';
import type { CustomFunctions } from './spectral.ts';

type Found = {
  readonly rule: Rule;
  readonly step: number;
  readonly place: Placed;
  readonly pointer: string;
  /** What is missing, where its rule names that. */
  readonly missing: string | null;
  /** What the rule's function tells of it. */
  readonly about: string | null;
  readonly message: string;
};

/**
 * What the rules of a ruleset object to in a contract, by pointer and rule; each where Spectral reports it, with the place of use beside a definition.
 * Rules that are `off` are not run. `functions` are those that the ruleset brings along.
 * Throws RULE_FAILED where a rule cannot be checked; what would take too long is a fact of its own, and so is a document that no rule is for.
 */
export async function lint(
  contract: ApiDocument,
  ruleset: Pick<Ruleset, 'rules'>,
  functions?: CustomFunctions,
): Promise<Fact[]> {
  const rules = ruleset.rules.filter((rule) => rule.severity !== 'off');
  const { shapes, outcome } = await runRules(contract, rules, functions);
  const found = unique(outcome.violations.map((violation) => foundOf(shapes, violation)));
  const facts = found.sort(inOrder).map((one, index, all) => factOf(contract, one, countBefore(all, index)));
  return [
    ...brokenReferences(contract),
    ...facts,
    ...unevaluated(contract, shapes, outcome.notEvaluated),
    ...unasked(contract, rules),
  ];
}

function foundOf(shapes: Resolved, { rule, step, path, message, about }: Violation): Found {
  const place = associate(shapes, path, rule.resolved);
  return {
    rule,
    step,
    place,
    pointer: pointerOf(...place.path),
    missing: place.missing.length > 0 && tellsApart(rule) ? place.missing.join('.') : null,
    about,
    message: messageOf(rule.message, rule.description, { error: message, place }),
  };
}

/** Whether a rule can say different things of one place: what several steps find missing there is else one and the same thing to whoever reads of it. */
function tellsApart({ then, message }: Rule): boolean {
  return then.length === 1 || message === '' || /\{\{[^}]*(?:property|error)/.test(message);
}

function aboutOf({ missing, about }: Found): readonly string[] {
  return [missing, about].filter((one) => one !== null);
}

/** A definition that is used in several places is objected to once, and a place once in the same words. */
function unique(found: readonly Found[]): Found[] {
  const seen = new Map<string, Found>();
  for (const one of found) {
    const key = JSON.stringify([one.rule.id, one.pointer, one.message, one.about]);
    const before = seen.get(key);
    // Of several ways to one place, one that tells where it is used says more.
    if (before === undefined || (before.place.other === null && one.place.other !== null)) seen.set(key, one);
  }
  return [...seen.values()];
}

function inOrder(a: Found, b: Found): number {
  return (
    compare(a.pointer, b.pointer) ||
    compare(a.rule.id, b.rule.id) ||
    compare(aboutOf(a).join('\n'), aboutOf(b).join('\n')) ||
    a.step - b.step ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** How many findings before this one have the same rule, pointer and `about`: they need a number to be told apart. */
function countBefore(all: readonly Found[], index: number): number {
  let count = 0;
  const one = all[index];
  while (one !== undefined && isTwin(one, all[index - count - 1])) count += 1;
  return count;
}

function isTwin(one: Found, other: Found | undefined): boolean {
  return (
    other?.rule === one.rule && other.pointer === one.pointer && aboutOf(other).join('\n') === aboutOf(one).join('\n')
  );
}

function factOf(contract: ApiDocument, found: Found, before: number): Fact {
  const { rule, place, pointer, message } = found;
  const about = aboutOf(found);
  return {
    rule: rule.id,
    from: 'lint',
    api: contract.id,
    message,
    hint: rule.fix ?? '',
    docs: rule.documentationUrl ?? `countersign explain ${rule.id}`,
    at: contract.locate(pointer, !rule.resolved),
    also: place.other === null ? [] : [contract.locate(pointerOf(...place.other))],
    proposed: rule.severity === 'off' ? 'hint' : rule.severity,
    about: before === 0 ? about : [...about, `${before + 1}`],
  };
}

/** One fact for each reference that could not be followed, at its first use; the other uses stand beside it, as Spectral has it. */
function brokenReferences({ id: api, broken }: ApiDocument): Fact[] {
  const facts = new Map<string, Fact>();
  for (const { reference, message, hint, at } of broken) {
    const docs = `countersign explain ${INVALID_REF}`;
    const first = facts.get(message) ?? {
      rule: INVALID_REF,
      from: 'lint',
      api,
      message,
      hint,
      docs,
      at,
      also: [],
      proposed: 'error',
      about: [reference],
    };
    facts.set(message, at === first.at ? first : { ...first, also: [...first.also, at] });
  }
  return [...facts.values()];
}

/** One fact for each rule that was not looked at to the end: what could not be checked is never clean. */
function unevaluated(contract: ApiDocument, shapes: Resolved, all: readonly NotEvaluated[]): Fact[] {
  const byRule = new Map(all.map((one) => [one.rule.id, one]));
  return Array.from(byRule.values(), ({ rule, path, reason }) => ({
    rule: NOT_EVALUATED,
    from: 'lint' as const,
    api: contract.id,
    message: `${rule.id} was not evaluated: ${reason}`,
    hint: `simplify what is named, or switch the rule off: \`${rule.id}: off\``,
    docs: `countersign explain ${NOT_EVALUATED}`,
    at: contract.locate(path === null ? '' : pointerOf(...associate(shapes, path, rule.resolved).path)),
    also: [],
    proposed: 'error' as const,
    about: [rule.id],
  }));
}

/** What no rule was written for was not checked. Rules without formats are run on everything, and may well be meant for another kind of document. */
function unasked(contract: ApiDocument, rules: readonly Rule[]): Fact[] {
  const { dialect } = contract;
  const run = rules.filter((rule) => appliesTo(rule, dialect));
  const meant = run.some(({ formats }) => formats !== null);
  if (rules.length === 0 || meant || (run.length > 0 && isContractDialect(dialect))) return [];
  const name = nameOfDialect(dialect);
  const [family = ''] = dialect.split('-', 1);
  const message =
    run.length === 0
      ? `No rule of the rulesets is for ${name}, so nothing was checked here.`
      : `No rule of the rulesets names ${name}; only those without formats were run (${run.length}).`;
  return [
    {
      rule: NOT_EVALUATED,
      from: 'lint',
      api: contract.id,
      message,
      hint: `add a ruleset that has such rules: spectral:${isContractDialect(dialect) ? 'oas' : family}`,
      docs: `countersign explain ${NOT_EVALUATED}`,
      at: contract.locate(''),
      also: [],
      proposed: run.length === 0 ? 'error' : 'info',
      about: [],
    },
  ];
}
