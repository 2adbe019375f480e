import type { JudgedChange } from '../../../model/change.ts';
import { type Acceptance, SEVERITIES, type Severity, type Waiver } from '../../../model/finding.ts';
import type { Location } from '../../../model/location.ts';
import type { GateReport } from '../../../model/report.ts';

/** A waiver, or the acceptance of a change: either way it is told, and does not count. */
export type Exception = Pick<Waiver, 'reason' | 'owner' | 'expires'> & {
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

/** Every finding, joined to its change by fingerprint, and every change that no finding speaks of. In the order to tell them. */
export function entriesOf(report: Pick<GateReport, 'apis' | 'findings' | 'changes'>): readonly Entry[] {
  const changes = new Map((report.changes ?? []).map((change) => [change.fingerprint, change]));
  const told = new Set(report.findings.map((finding) => finding.fingerprint));
  const findings = report.findings.map((finding) => ({
    ...finding,
    waiver: exceptionOf(finding),
    change: changes.get(finding.fingerprint) ?? null,
  }));
  const rest = (report.changes ?? []).filter((change) => !told.has(change.fingerprint));
  return inOrder([...findings, ...rest.map((change) => entryOfChange(change))]);
}

/** True for a change that breaks nobody and that the policy does not count: it is listed in one line, not told in full. */
export function isHarmless({ change, severity, waiver }: Entry): boolean {
  const breaks = change === null || change.impact === 'breaking' || change.impact === 'risky';
  return !breaks && waiver === null && (severity === 'hint' || severity === 'info');
}

function entryOfChange(change: JudgedChange): Entry {
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

/**
 * Files with the gravest findings first; in a file the gravest first and what is waived last; findings of one rule together,
 * rules in the order of their first line. So that what must be mended is read first, and many of one rule can be collapsed.
 */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const fileGravity = least(entries, fileOf, gravity);
  const firstLine = least(entries, groupOf, ({ at }) => at?.line ?? 0);
  const keysOf = (entry: Entry): readonly (string | number)[] => [
    fileGravity.get(fileOf(entry)) ?? 0,
    fileOf(entry),
    gravity(entry),
    firstLine.get(groupOf(entry)) ?? 0,
    entry.rule,
    entry.at?.line ?? 0,
    entry.at?.column ?? 0,
    entry.fingerprint,
  ];
  return entries
    .map((entry) => ({ entry, keys: keysOf(entry) }))
    .sort((left, right) => compare(left.keys, right.keys))
    .map(({ entry }) => entry);
}

/** The least number of each group. */
function least(
  entries: readonly Entry[],
  group: (entry: Entry) => string,
  number: (entry: Entry) => number,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const entry of entries) found.set(group(entry), Math.min(found.get(group(entry)) ?? Infinity, number(entry)));
  return found;
}

function fileOf({ at }: Entry): string {
  return at?.file ?? '';
}

/** Entries with the same group stand together and are collapsed when they are many. */
export function groupOf(entry: Entry): string {
  return JSON.stringify([entry.api, fileOf(entry), gravity(entry), entry.rule]);
}

function gravity(entry: Entry): number {
  return entry.waiver === null ? SEVERITIES.indexOf(entry.severity) : SEVERITIES.length;
}

function compare(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? '';
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

/** Of both, the acceptance is told: it is of exactly this change. */
function exceptionOf({ waiver, accepted }: { waiver: Waiver | null; accepted?: Acceptance }): Exception | null {
  if (accepted !== undefined) {
    const { reason, owner, expires, approver, category } = accepted;
    return { word: 'accepted', reason, owner, expires, agreed: { approver, category } };
  }
  if (waiver === null) return null;
  const { reason, owner, expires } = waiver;
  return { word: 'waived', reason, owner, expires, agreed: null };
}
