import { CHECKS } from '../../../examine/diff/checks/index.ts';
import type { Change, Release } from '../../../model/change.ts';
import type { OptionSpec, Outcome } from '../../../model/command.ts';
import type { ApiDocument, Contract } from '../../../model/contract.ts';
import type { Deprecation } from '../../../model/deprecation.ts';
import type { Fact } from '../../../model/finding.ts';
import type { Ports } from '../../../model/ports.ts';
import type { Base, GateReport, Note, UsageEntry } from '../../../model/report.ts';
import { gateReport } from './gate-report.ts';
import { linesOf } from './lines.ts';
import { summaryOf } from './summary.ts';
import type { Api } from '../../../model/workspace.ts';
import { lintedOnlyNotes } from '../linted-only.ts';
import type { Gathered, Subject } from '../subjects.ts';

/** What was learned about one subject. `changes` and `deprecations` are null where nobody looked. */
export type Examination = {
  readonly subject: Subject;
  readonly base: Base | null;
  readonly before: Contract | null;
  readonly facts: readonly Fact[];
  readonly changes: readonly Change[] | null;
  readonly deprecations: readonly Deprecation[] | null;
  /** How the version follows the one compared with; absent or null where there is none. */
  readonly release?: Release | null;
  /** Who calls what; absent where the command does not tell. */
  readonly usage?: readonly UsageEntry[];
  readonly notes: readonly Note[];
};

/** How the changes of a report are told; the cli hands it to the renderer. */
export const BY_OPTION: OptionSpec = {
  flags: '--by <what>',
  description: 'tell each change once with the operations that it reaches, or operation by operation',
  choices: ['cause', 'operation'],
  default: 'cause',
};

/** What lint said of a document that nothing else reads. */
export type LintedDocument = {
  readonly api: Api;
  readonly document: ApiDocument;
  readonly facts: readonly Fact[];
};

/** Judges what was learned about every subject, and reports it; what could only be linted comes last, and what was left out is a note. */
export function judged(
  report: GateReport['report'],
  gathered: Gathered,
  examinations: readonly Examination[],
  ran: (rule: string) => boolean,
  ports: Ports,
  notes: readonly Note[] = [],
  linted: readonly LintedDocument[] = [],
): Outcome & { readonly report: GateReport } {
  const compared = examinations.some(({ changes }) => changes !== null);
  const registered = examinations.some(({ deprecations }) => deprecations !== null);
  const found = {
    report,
    apis: [
      ...examinations.map(({ subject, base }) => summaryOf(subject, base)),
      ...linted.map(({ api, document }) => summaryOf({ api, contract: document }, null)),
    ],
    facts: [...examinations, ...linted].flatMap(({ facts }) => facts),
    changes: compared
      ? examinations.map(({ subject, changes, release = null }) => ({ api: subject.api.id, changes, release }))
      : null,
    deprecations: registered ? examinations.flatMap(({ deprecations }) => deprecations ?? []) : null,
    notes: [...examinations.flatMap((each) => each.notes), ...lintedOnlyNotes(gathered, linted), ...notes],
  };
  const used = examinations.flatMap(({ usage = [] }) => usage);
  const usage = report === 'impact' ? { usage: used } : {};
  const { workspace, today, everyApi } = gathered;
  const checks = new Map(CHECKS.map((check) => [check.id, check]));
  return {
    report: gateReport({ ...found, ...usage }, { policy: workspace.policy, today, everyApi, checks, ran }, ports.tool),
    lines: linesOf([
      ...examinations.flatMap(({ subject, before }) =>
        before === null ? [subject.contract] : [subject.contract, before],
      ),
      ...linted.map(({ document }) => document),
    ]),
  };
}
