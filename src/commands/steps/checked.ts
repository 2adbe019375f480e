import { diffContracts } from '../../examine/diff/diff.ts';
import { impactOf } from '../../examine/impact/impact.ts';
import { LIFECYCLE_RULES } from '../../examine/lifecycle/rules/index.ts';
import { lint } from '../../examine/lint/lint.ts';
import { readConsumers } from '../../gather/usage/consumers.ts';
import type { Change } from '../../model/change.ts';
import type { Fact } from '../../model/finding.ts';
import type { Ports } from '../../model/ports.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import type { Comparison } from './comparison.ts';
import type { Examination } from './judged.ts';
import { gatherLifecycle } from './lifecycle.ts';
import type { Gathered, Subject } from './subjects.ts';

/** Some rules about sunsets are rules of a profile too, so that `lint` has them. Where the lifecycle is examined, it knows more. */
const LIFECYCLE_IDS: ReadonlySet<string> = new Set(LIFECYCLE_RULES.map(({ id }) => id));

/** Everything that a pull request is judged by, for one API: lint, changes, deprecations, and who is hit. */
export async function examineWhole(
  gathered: Gathered,
  subject: Subject,
  comparison: Comparison,
  ruleset: Ruleset,
  ports: Ports,
): Promise<Examination> {
  const linted = (await lint(subject.contract, ruleset)).filter(({ rule }) => !LIFECYCLE_IDS.has(rule));
  const compared = await examineChanges(gathered, subject, comparison, ports);
  return { ...compared, facts: [...linted, ...compared.facts] };
}

/** What changed, whether what went away was allowed to, and who is hit. */
export async function examineChanges(
  gathered: Gathered,
  subject: Subject,
  { before, base, note }: Comparison,
  ports: Ports,
): Promise<Examination> {
  const { api, contract } = subject;
  const consumers = await readConsumers(ports.files, gathered.workspace);
  const changes = before === null ? null : diffContracts(before, contract, { today: gathered.today });
  const { deprecations, facts } = await gatherLifecycle(gathered, subject, before, consumers, ports);
  const untold = facts.filter((fact) => !isToldByDiff(fact, changes ?? []));
  const hit = impactOf({ api: api.id, consumers, changes: changes ?? [], deprecations, contract, before });
  return {
    subject,
    base,
    before,
    facts: [...untold, ...hit],
    changes,
    deprecations,
    notes: note === null ? [] : [note],
  };
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
