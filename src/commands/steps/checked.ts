import { diffContracts } from '../../examine/diff/diff.ts';
import { withPromises } from '../../examine/diff/promises.ts';
import { releaseOf } from '../../examine/diff/release.ts';
import { diffWithWitnesses } from '../../examine/diff/witness/witness.ts';
import { impactOf } from '../../examine/impact/impact.ts';
import { usageEntries } from '../../examine/impact/usage-entries.ts';
import { LIFECYCLE_RULES } from '../../examine/lifecycle/rules/index.ts';
import { readConsumers } from '../../gather/usage/consumers.ts';
import type { Change } from '../../model/change.ts';
import type { Fact } from '../../model/finding.ts';
import type { Invocation, OptionSpec } from '../../model/command.ts';
import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import type { Ports } from '../../model/ports.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import { cachedFacts } from './lint/cached-facts.ts';
import type { Comparison } from './comparison/compared.ts';
import type { Examination } from './verdict/judged.ts';
import { gatherLifecycle } from './lifecycle.ts';
import type { Gathered, Subject } from './subjects.ts';
import type { SeenUsage } from './usage.ts';

/** Some rules about sunsets are rules of a profile too, so that `lint` has them. Where the lifecycle is examined, it knows more. */
export const LIFECYCLE_IDS: ReadonlySet<string> = new Set(LIFECYCLE_RULES.map(({ id }) => id));

export const WITNESS_OPTION: OptionSpec = {
  flags: '--no-witness',
  description: 'do not look for payloads that prove what breaks; the verdict is the same, and sooner',
};

/** Whether breaks shall be proven, by payloads or calls. It takes time and decides nothing, so only who shows them asks for it. */
export type Proofs = { readonly witnesses: boolean };

export function proofsIn(invocation: Invocation): Proofs {
  return { witnesses: invocation.flag('witness') };
}

/** Everything that a pull request is judged by, for one API: lint, changes, deprecations, and who is hit. */
export async function examineWhole(
  gathered: Gathered,
  subject: Subject,
  comparison: Comparison,
  ruleset: Ruleset,
  ports: Ports,
  proofs: Proofs = { witnesses: false },
  usage: SeenUsage | null = null,
): Promise<Examination> {
  const facts = subject.gone === true ? [] : await cachedFacts(subject.contract, ruleset, ports.cache);
  const linted = facts.filter(({ rule }) => !LIFECYCLE_IDS.has(rule));
  const compared = await examineChanges(gathered, subject, comparison, ports, proofs, usage);
  return { ...compared, facts: [...linted, ...compared.facts] };
}

/** What changed, whether what went away was allowed to, and who is hit. */
export async function examineChanges(
  gathered: Gathered,
  subject: Subject,
  { before, base, notes }: Comparison,
  ports: Ports,
  proofs: Proofs = { witnesses: false },
  usage: SeenUsage | null = null,
): Promise<Examination> {
  const { api, contract } = subject;
  const consumers = await readConsumers(ports.files, gathered.workspace);
  const changes = before === null ? null : await changesBetween(before, subject, gathered.today, proofs);
  const observations = usage?.observations ?? [];
  const { deprecations, facts } = await gatherLifecycle(gathered, subject, before, { consumers, observations }, ports);
  const untold = facts.filter((fact) => !isToldByDiff(fact, changes ?? []));
  const known = { api: api.id, consumers, observations, changes: changes ?? [], deprecations, contract, before };
  const impact = usage === null ? known : { ...known, recent: usage.recent };
  return {
    subject,
    base,
    before,
    facts: [...untold, ...impactOf(impact)],
    changes,
    deprecations,
    // No number that it could bear would make up for being gone.
    release: before === null || subject.gone === true ? null : releaseOf(before, contract),
    usage: usageEntries(impact),
    notes,
  };
}

/** What changed from one contract to another, each change with what callers had been promised. */
export async function changesBetween(
  before: Contract,
  { contract: after, gone }: Subject,
  today: Day,
  { witnesses }: Proofs = { witnesses: false },
): Promise<readonly Change[]> {
  const changes = witnesses
    ? await diffWithWitnesses(before, after, { today })
    : diffContracts(before, after, { today });
  // What is gone has no version that could have been raised.
  const told =
    gone === true ? changes.filter((change) => change.before?.pointer.startsWith('/info') !== true) : changes;
  return withPromises(before, told);
}

/** Checks of the comparison that say what a lifecycle rule says as well: a removal that was not announced, or came too early. */
const TWINS: ReadonlyMap<string, readonly string[]> = new Map([
  ['removal-requires-deprecation', ['api-removed-without-deprecation', 'api-path-removed-without-deprecation']],
  ['removal-before-sunset', ['api-removed-before-sunset', 'api-path-removed-before-sunset']],
]);

/** One removal is one finding: the lifecycle rule speaks only where the comparison is silent, as for a removal that history shows. */
function isToldByDiff({ rule, also }: Fact, changes: readonly Change[]): boolean {
  const checks = TWINS.get(rule) ?? [];
  const places = new Set(also.map(({ pointer }) => pointer));
  return changes.some(({ check, before }) => checks.includes(check) && before !== null && places.has(before.pointer));
}
