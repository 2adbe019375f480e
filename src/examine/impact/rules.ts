import type { LifecycleRuleInfo } from '../../model/report.ts';

/** What this room reports, for `countersign explain`. */
export const IMPACT_RULES = [
  {
    id: 'consumer-hit',
    severity: 'warn',
    summary: 'A change breaks an operation that a consumer declares to call.',
    why: 'The consumer stops working on the day of the release, and does not know yet.',
    fix: 'Keep the change compatible, or agree with the consumer and record the consent in their file.',
    source: 'Zalando RESTful API guidelines 185 (consent of clients)',
  },
  {
    id: 'consumer-hit-in-use',
    severity: 'error',
    summary: 'A change breaks an operation that a consumer called within the last days.',
    why: 'The calls are there: they fail on the day of the release. policy.usage.recentDays says how many days count.',
    fix: 'Keep the change compatible, or agree with the consumer and record the consent in their file; a consumer that calls no more falls silent after the days of the policy.',
    source: 'Zalando RESTful API guidelines 185 (consent of clients) and 188 (monitor usage of deprecated APIs)',
  },
  {
    id: 'consumer-uses-deprecated',
    severity: 'info',
    summary: 'A consumer declares to call something that is deprecated.',
    why: 'It must move before the sunset, and needs to be told early enough.',
    fix: 'Tell the consumer the sunset and the successor; record their consent once they have moved or agreed.',
    source: 'Zalando RESTful API guidelines 188 (monitor usage of deprecated APIs)',
  },
  {
    id: 'consumer-uses-unknown-operation',
    severity: 'info',
    summary: 'A consumer declares to call an operation that the contract does not have.',
    why: 'A declaration that names nothing warns nobody: the consumer would not be told of changes.',
    fix: 'Correct the operation in the consumer file, or take it out there.',
    source: 'Zalando RESTful API guidelines 188 (monitor usage of deprecated APIs)',
  },
] as const satisfies readonly LifecycleRuleInfo[];

export type ImpactRule = (typeof IMPACT_RULES)[number]['id'];
