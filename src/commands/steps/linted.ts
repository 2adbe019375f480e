import { lint } from '../../examine/lint/lint.ts';
import type { Invocation, Outcome } from '../../model/command.ts';
import type { Ports } from '../../model/ports.ts';
import type { GateReport } from '../../model/report.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import { type Examination, judged } from './judged.ts';
import { refuseUnknownRules } from './known-rules.ts';
import { gatherRuleset } from './ruleset.ts';
import type { Gathered } from './subjects.ts';

export type Linted = Outcome & { readonly report: GateReport; readonly ruleset: Ruleset };

/** Holds every subject against the rulesets of the command line or the settings, and judges what was found. */
export async function lintSubjects(invocation: Invocation, gathered: Gathered, ports: Ports): Promise<Linted> {
  const ruleset = await gatherRuleset(invocation, gathered.workspace, ports);
  await refuseUnknownRules(gathered.workspace, ruleset, ports);
  const examinations: Examination[] = [];
  for (const subject of gathered.subjects) {
    const facts = await lint(subject.contract, ruleset);
    examinations.push({ subject, base: null, before: null, facts, changes: null, deprecations: null, notes: [] });
  }
  const linted = new Set(ruleset.rules.map(({ id }) => id));
  return { ...judged('lint', gathered, examinations, (rule) => linted.has(rule), ports), ruleset };
}
