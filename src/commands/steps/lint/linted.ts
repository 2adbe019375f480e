import type { Invocation, Outcome } from '../../../model/command.ts';
import type { ApiDocument } from '../../../model/contract.ts';
import type { Fact } from '../../../model/finding.ts';
import type { Ports } from '../../../model/ports.ts';
import type { ApiSummary } from '../../../model/report.ts';
import type { Ruleset } from '../../../model/ruleset.ts';
import { cachedFacts, isSettled } from './cached-facts.ts';
import { linesOf, summaryOf } from '../verdict/judged.ts';
import { refuseUnknownRules } from '../known-rules.ts';
import { cacheFor } from './options.ts';
import { gatherRuleset } from './ruleset.ts';
import { gatherDocuments, type Gathered } from '../subjects.ts';

/** What lint found, before anybody has judged it. */
export type Linted = {
  readonly gathered: Gathered<ApiDocument>;
  readonly ruleset: Ruleset;
  readonly apis: readonly ApiSummary[];
  readonly facts: readonly Fact[];
  readonly lines: Outcome['lines'];
  /** Whether another run would find the same. */
  readonly settled: boolean;
};

/** Holds the contracts that `names` ask for against the rulesets of the command line or the settings. */
export async function lintSubjects(
  invocation: Invocation,
  ports: Ports,
  names: readonly string[] = invocation.arguments,
): Promise<Linted> {
  const gathered = await gatherDocuments(invocation, ports, names);
  const ruleset = await gatherRuleset(invocation, gathered.workspace, ports);
  await refuseUnknownRules(gathered.workspace, ruleset, ports);
  const facts: Fact[] = [];
  for (const { contract } of gathered.subjects)
    for (const fact of await cachedFacts(contract, ruleset, cacheFor(invocation, ports))) facts.push(fact);
  return {
    gathered,
    ruleset,
    apis: gathered.subjects.map((subject) => summaryOf({ subject, base: null })),
    facts,
    settled: isSettled(facts) && ruleset.functions === undefined,
    lines: linesOf(gathered.subjects.map(({ contract }) => contract)),
  };
}
