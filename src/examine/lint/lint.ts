import type { Contract } from '../../model/contract.ts';
import type { Fact } from '../../model/finding.ts';
import type { Rule, Ruleset } from '../../model/ruleset.ts';
import { messageOf } from './message.ts';
import { type Place, placeOf } from './place.ts';
import { runRules, type Violation } from './spectral.ts';

type Found = {
  readonly rule: Rule;
  readonly step: number;
  readonly place: Place;
  readonly about: readonly string[];
  readonly message: string;
};

/**
 * What the rules of a ruleset object to in a contract, by pointer and rule. Rules that are `off` are not run.
 * Throws RULE_FAILED where a rule cannot be checked, and CONTRACT_EXPANDS where checking would not end.
 */
export async function lint(contract: Contract, ruleset: Ruleset): Promise<Fact[]> {
  const rules = ruleset.rules.filter((rule) => rule.severity !== 'off');
  const violations = await runRules(contract, rules);
  const found = unique(violations.map((violation) => foundOf(contract, violation)));
  return found.sort(inOrder).map((one, index, all) => factOf(contract, one, countBefore(all, index)));
}

function foundOf(contract: Contract, { rule, step, from, path, message, about }: Violation): Found {
  const place = placeOf(contract.document, path, rule.resolved);
  return {
    rule,
    step,
    place,
    about: [...(place.missing.length > 0 ? [place.missing.join('.')] : []), ...(about === null ? [] : [about])],
    message: messageOf(rule.message, rule.description, { error: message, from, place }),
  };
}

/** A definition that is used in several places is objected to once. */
function unique(found: readonly Found[]): Found[] {
  const seen = new Map<string, Found>();
  for (const one of found) {
    const key = JSON.stringify([one.rule.id, one.place.pointer, one.message, one.about]);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

function inOrder(a: Found, b: Found): number {
  return (
    compare(a.place.pointer, b.place.pointer) ||
    compare(a.rule.id, b.rule.id) ||
    compare(a.about.join('\n'), b.about.join('\n')) ||
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
    other?.rule === one.rule &&
    other.place.pointer === one.place.pointer &&
    other.about.join('\n') === one.about.join('\n')
  );
}

function factOf(contract: Contract, { rule, place, about, message }: Found, before: number): Fact {
  return {
    rule: rule.id,
    from: 'lint',
    api: contract.id,
    message,
    hint: rule.fix ?? '',
    docs: rule.documentationUrl ?? `countersign explain ${rule.id}`,
    at: contract.locate(place.pointer),
    also: [],
    proposed: rule.severity === 'off' ? 'hint' : rule.severity,
    about: before === 0 ? about : [...about, `${before + 1}`],
  };
}
