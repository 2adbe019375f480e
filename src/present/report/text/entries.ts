import type { JudgedChange } from '../../../model/change.ts';
import type { Acceptance, Finding, Severity, Waiver } from '../../../model/finding.ts';
import type { Location } from '../../../model/location.ts';
import type { GateReport } from '../../../model/report.ts';

/** A waiver, the acceptance of a change, or an entry of the baseline: any of them is told, and does not count. */
export type Exception = Answered | { readonly word: 'known' };

/** An exception that somebody answers for, until a day. */
export type Answered = Pick<Waiver, 'reason' | 'owner' | 'expires'> & {
  readonly word: 'waived' | 'accepted';
  /** Of what is accepted: who agreed, and the category. */
  readonly agreed: Pick<Acceptance, 'approver' | 'category'> | null;
};

/** One thing to tell: a finding, together with the change that it judges where there is one. */
export type Entry = {
  readonly rule: string;
  /** Id of the API. */
  readonly api: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string;
  readonly docs: string;
  /** Null only for a change of a whole document that has no place at all. */
  readonly at: Location | null;
  readonly also: readonly Location[];
  readonly fingerprint: string;
  /** Why the verdict does not turn on it, if it does not: who answers for it, and until when. */
  readonly waiver: Exception | null;
  readonly change: JudgedChange | null;
};

/** A change, and the finding that judges it where the policy counts it. */
export type Judged = { readonly change: JudgedChange; readonly finding: Finding | null };

/** The changes with their findings, and the findings of anything else. In the order of the report. */
export function joined({ findings, changes }: Pick<GateReport, 'findings' | 'changes'>): {
  readonly changed: readonly Judged[];
  readonly others: readonly Entry[];
} {
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const told = new Set<string>();
  const changed = (changes ?? []).map((change): Judged => {
    const finding = byFingerprint.get(change.fingerprint) ?? null;
    if (finding !== null) told.add(change.fingerprint);
    return { change, finding };
  });
  const others = findings.filter(({ fingerprint }) => !told.has(fingerprint));
  return { changed, others: others.map((finding) => ({ ...finding, waiver: exceptionOf(finding), change: null })) };
}

export function entryOf({ change, finding }: Judged): Entry & { readonly change: JudgedChange } {
  if (finding !== null) return { ...finding, waiver: exceptionOf(finding), change };
  return {
    rule: change.check,
    api: change.api,
    severity: change.severity,
    message: change.message,
    hint: '',
    docs: `countersign explain ${change.check}`,
    at: change.after ?? change.before,
    also: [],
    fingerprint: change.fingerprint,
    waiver: exceptionOf({ waiver: null, ...change }),
    change,
  };
}

/** True for a change that breaks nobody and that the policy does not count: it is listed in one line, not told in full. */
export function isHarmless({ change, severity, waiver }: Entry): boolean {
  const breaks = change === null || change.impact === 'breaking' || change.impact === 'risky';
  return !breaks && waiver === null && (severity === 'hint' || severity === 'info');
}

/** Of several, the acceptance is told: it is of exactly this change. */
function exceptionOf({
  waiver,
  accepted,
  baseline,
}: Pick<Finding, 'waiver' | 'accepted' | 'baseline'>): Exception | null {
  if (accepted !== undefined) {
    const { reason, owner, expires, approver, category } = accepted;
    return { word: 'accepted', reason, owner, expires, agreed: { approver, category } };
  }
  if (waiver === null) return baseline === true ? { word: 'known' } : null;
  const { reason, owner, expires } = waiver;
  return { word: 'waived', reason, owner, expires, agreed: null };
}
