import { diffContracts } from '../../examine/diff/diff.ts';
import { impactOf } from '../../examine/impact/impact.ts';
import { lint } from '../../examine/lint/lint.ts';
import { readConsumers } from '../../gather/usage/consumers.ts';
import type { Ports } from '../../model/ports.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import type { Comparison } from './comparison.ts';
import type { Examination } from './judged.ts';
import { gatherLifecycle } from './lifecycle.ts';
import type { Gathered, Subject } from './subjects.ts';

/** Everything that a pull request is judged by, for one API: lint, changes, deprecations, and who is hit. */
export async function examineWhole(
  gathered: Gathered,
  subject: Subject,
  comparison: Comparison,
  ruleset: Ruleset,
  ports: Ports,
): Promise<Examination> {
  const linted = await lint(subject.contract, ruleset);
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
  const hit = impactOf({ api: api.id, consumers, changes: changes ?? [], deprecations, contract, before });
  return {
    subject,
    base,
    before,
    facts: [...facts, ...hit],
    changes,
    deprecations,
    notes: note === null ? [] : [note],
  };
}
