import type { LifecycleRuleInfo } from '../../model/report.ts';

/** What `countersign explain` says of the rules on waivers. */
export const WAIVER_RULES = [
  {
    id: 'waiver-expired',
    severity: 'error',
    summary: 'A waiver has ended.',
    why: 'An exception that outlives its end was never agreed on, and what it covered counts again.',
    fix: 'Mend what it covered and remove it, or agree on a new end day.',
    source: 'docs/decisions/0006-waivers-that-end.md',
  },
  {
    id: 'waiver-unused',
    severity: 'warn',
    summary: 'A waiver covers nothing.',
    why: 'One that is left over, or misspelt, would silently cover what comes next, or cover nothing while somebody relies on it.',
    fix: 'Remove it, or correct its rule, api and pointer.',
    source: 'docs/decisions/0006-waivers-that-end.md',
  },
] as const satisfies readonly LifecycleRuleInfo[];

export type WaiverRule = (typeof WAIVER_RULES)[number]['id'];

const ACCEPTED = 'docs/decisions/0012-accepted-changes.md';

/** What `countersign explain` says of the rules on accepted changes. */
export const ACCEPTANCE_RULES = [
  {
    id: 'acceptance-expired',
    severity: 'error',
    summary: 'The agreement to a change has ended, and the change is still to come.',
    why: 'What was agreed on until a day was not agreed on after it.',
    fix: 'Take the change back, or agree on a new end day.',
    source: ACCEPTED,
  },
  {
    id: 'acceptance-unused',
    severity: 'info',
    summary: 'An accepted change is not among those of the comparison.',
    why: 'Every acceptance ends like this: its change has landed. It can cover nothing else, but a list that only grows is read by nobody.',
    fix: 'Remove the file once the change is published everywhere.',
    source: ACCEPTED,
  },
  {
    id: 'acceptance-uncommitted',
    severity: 'error',
    summary: 'For publishing, an acceptance counts once it is committed as it stands.',
    why: 'A file that only lies in a folder was seen by nobody else.',
    fix: 'Commit it, and have exactly that reviewed.',
    source: ACCEPTED,
  },
  {
    id: 'acceptance-by-author',
    severity: 'error',
    summary: 'For publishing, an acceptance counts when its approver had no part in the change.',
    why: 'Who approves a change must be independent of who makes it.',
    fix: 'Ask somebody else to approve.',
    source: 'DORA RTS (EU) 2024/1774 art. 17(1)(b); PCI DSS 6.5.4',
  },
] as const satisfies readonly LifecycleRuleInfo[];

export type AcceptanceRule = (typeof ACCEPTANCE_RULES)[number]['id'];

/** What `countersign explain` says of the rules on versions. */
export const VERSION_RULES = [
  {
    id: 'breaking-needs-major',
    severity: 'warn',
    summary: 'What breaks its callers is a new major version.',
    why: 'The number is the promise: callers who stay within a major version expect their calls to go on working.',
    fix: 'Take the breaking changes back, or give info.version (or the /vN of the URLs) a new major number.',
    source: 'Zalando rule 106; Semantic Versioning 2.0.0, §8',
  },
  {
    id: 'errata-not-breaking',
    severity: 'warn',
    summary: 'A patch or an erratum breaks nobody.',
    why: 'It is taken over without a look. Two published standards of open banking broke their callers with one.',
    fix: 'Take the breaking changes back, or give it a new major version. Without a severity of its own it costs what breaking-needs-major costs.',
    source: 'Semantic Versioning 2.0.0, §6',
  },
  {
    id: 'version-bumped-on-change',
    severity: 'info',
    summary: 'A contract that has changed has another version.',
    why: 'Two texts with one number cannot be told apart by those who have only the number.',
    fix: 'Raise info.version.',
    source: 'Zalando rule 116',
  },
] as const satisfies readonly LifecycleRuleInfo[];

export type VersionRule = (typeof VERSION_RULES)[number]['id'];

/** Whether a rule is about the number of a version. */
export function isVersionRule(rule: string): boolean {
  return VERSION_RULES.some(({ id }) => id === rule);
}

/** What `countersign explain` says of the rule on baselines. */
export const BASELINE_RULES = [
  {
    id: 'baseline-stale',
    severity: 'info',
    summary: 'The baseline lists findings that are no longer there.',
    why: 'An entry that is left over lets the same finding come back at the same place without a word.',
    fix: 'countersign baseline prune, and commit what it writes.',
    source: 'docs/decisions/0014-baselines-that-shrink.md',
  },
] as const satisfies readonly LifecycleRuleInfo[];
