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
