import { impactOf } from '../../examine/impact/impact.ts';
import { LIFECYCLE_RULES } from '../../examine/lifecycle/rules/index.ts';
import { reachHistory } from '../../gather/history/reach-base.ts';
import { readConsumers } from '../../gather/usage/consumers.ts';
import { type Condition, conditionsMet } from '../../judge/policy/fail-on.ts';
import type { Outcome } from '../../model/command.ts';
import type { Ports } from '../../model/ports.ts';
import type { GateReport, Note } from '../../model/report.ts';
import type { Consumer, Policy } from '../../model/workspace.ts';
import { refuseUnknownRules } from './known-rules.ts';
import { gatherLifecycle } from './lifecycle.ts';
import type { Gathered } from './subjects.ts';
import type { SeenUsage } from './usage.ts';
import { type Examination, judged } from './verdict/judged.ts';
import { lifecycleAlone } from './verdict/rules-ran.ts';

/** Ids of the rules that a register is held to. */
export const REGISTER_RULES: readonly string[] = LIFECYCLE_RULES.map(({ id }) => id);

/** The register of deprecations of everything that was gathered, dated by the whole history, and judged. */
export async function registerOf(
  gathered: Gathered,
  ports: Ports,
  usage: SeenUsage | null = null,
): Promise<Outcome & { readonly report: GateReport }> {
  const { repository, workspace } = gathered;
  const head = (await repository?.resolve('HEAD')) ?? null;
  if (repository !== null && head !== null) await reachHistory(repository, head, { tags: false }, ports.progress);
  const notes = await refuseUnknownRules(workspace, null, ports);
  const consumers = await readConsumers(ports.files, workspace);
  const callers = { consumers, observations: usage?.observations ?? [] };
  const examinations: Examination[] = [];
  for (const subject of gathered.subjects) {
    const { api, contract } = subject;
    const { deprecations, past, facts } = await gatherLifecycle(gathered, subject, null, callers, ports, {
      past: true,
    });
    const hit = impactOf({ api: api.id, ...callers, changes: [], deprecations, contract, before: null });
    examinations.push({
      subject,
      base: null,
      before: null,
      facts: [...facts, ...hit],
      changes: null,
      deprecations: [...deprecations, ...past],
      notes: [],
    });
  }
  const more = agreementNotes(workspace.policy, consumers);
  return judged('deprecations', gathered, examinations, lifecycleAlone, ports, [
    ...notes,
    ...more,
    ...(usage?.notes ?? []),
  ]);
}

/** The report with the verdict that the conditions of `--fail-on` make, instead of the policy's. */
export function failedOn(report: GateReport, conditions: readonly Condition[]): GateReport {
  const failOn = conditionsMet(conditions, report.deprecations ?? [], report.findings);
  return { ...report, failOn, verdict: failOn.some(({ met }) => met.length > 0) ? 'fail' : 'pass' };
}

/** An agreement with somebody whom no consumer file knows has no effect. */
function agreementNotes({ deprecation: { agreements } }: Policy, consumers: readonly Consumer[]): readonly Note[] {
  const known = new Set(consumers.map(({ name }) => name));
  return agreements
    .filter(({ consumer }) => !known.has(consumer))
    .map(({ consumer, api }) => ({
      api,
      message: `The agreement with ${consumer} has no effect: no consumer file has that name.`,
    }));
}
