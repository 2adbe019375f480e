import type { ApiDocument } from '../../model/contract.ts';
import type { Fact, Severity } from '../../model/finding.ts';
import type { FileRules, ParserOptions, Rule, Ruleset } from '../../model/ruleset.ts';
import { lint } from './lint.ts';
import { oddKeyFacts } from './odd-keys.ts';

/** Files in which the same rules are run, whatever each costs there. */
type Variant = { readonly files: Map<string, FileRules>; readonly rules: Map<string, Rule> };

/**
 * What a ruleset objects to in a contract: in each file that the contract was read from, what its overrides leave for that file. A finding
 * belongs to the file that it stands in, also where a reference led there. Throws as `lint` does.
 */
export async function lintRuleset(contract: ApiDocument, ruleset: Ruleset): Promise<Fact[]> {
  const { inFile, functions } = ruleset;
  if (inFile === undefined) {
    const keys = oddKeyFacts(contract, () => ruleset.parserOptions);
    return [...keys, ...(await lint(contract, ruleset, functions))];
  }
  const options = new Map<string, ParserOptions>();
  for (const { file } of contract.source.files) options.set(file, (await inFile(file)).parserOptions);
  const facts = oddKeyFacts(contract, (file) => options.get(file) ?? ruleset.parserOptions);
  for (const { files, rules } of await variantsOf(contract, inFile)) {
    const all = await lint(contract, { rules: [...rules.values()] }, functions);
    for (const fact of all) {
      const here = files.get(fact.at.file);
      if (here !== undefined) facts.push(...atItsWeight(fact, here));
    }
  }
  return facts;
}

async function variantsOf(contract: ApiDocument, inFile: NonNullable<Ruleset['inFile']>): Promise<readonly Variant[]> {
  const variants = new Map<string, Variant>();
  for (const { file } of contract.source.files) {
    const here = await inFile(file);
    const key = JSON.stringify(here.rules.map((rule) => ({ ...rule, severity: null })));
    const variant = variants.get(key) ?? { files: new Map<string, FileRules>(), rules: new Map<string, Rule>() };
    variants.set(key, variant);
    variant.files.set(file, here);
    // A rule is run where any of the files wants it, in whole or at a place.
    for (const rule of here.rules) {
      if (rule.severity !== 'off') variant.rules.set(rule.id, rule);
      else if (isWeighed(rule, here) && !variant.rules.has(rule.id))
        variant.rules.set(rule.id, { ...rule, severity: 'hint' });
    }
  }
  return [...variants.values()];
}

/** Whether a rule that is off in the whole of a file may speak at places of it. One that gave way to another profile may not. */
function isWeighed(rule: Rule, { weighed }: FileRules): boolean {
  return rule.gaveWayTo === null && weighed.has(rule.id);
}

/** The fact at what its rule costs in the file; none where the rule is off there. */
function atItsWeight(fact: Fact, here: FileRules): Fact[] {
  const { rules, severityAt } = here;
  const rule = rules.find(({ id }) => id === fact.rule);
  if (rule === undefined) return [fact];
  if (rule.severity === 'off' && !isWeighed(rule, here)) return [];
  const proposed: Severity | 'off' = severityAt(fact.rule, fact.at.pointer) ?? rule.severity;
  return proposed === 'off' ? [] : [{ ...fact, proposed }];
}
