import type { LifecycleRuleInfo } from '../../model/report.ts';

const FOUR_EYES = 'DORA RTS (EU) 2024/1774 art. 17(1)(b); PCI DSS 6.5.4';

/** What `countersign explain` says of the rules on approvals. */
export const APPROVAL_RULES = [
  {
    id: 'approval-missing',
    severity: 'error',
    summary: 'Enough people who had no part in a change have approved exactly its contract.',
    why: 'Who approves a change must be independent of who makes it.',
    fix: 'Ask somebody who has no part in it to run `countersign approve`, and to commit what it writes.',
    source: FOUR_EYES,
  },
  {
    id: 'approval-by-author',
    severity: 'warn',
    summary: 'An approval by somebody who authored or committed the change does not count.',
    why: 'Nobody approves their own work, nor work that they took part in.',
    fix: 'Ask somebody else.',
    source: FOUR_EYES,
  },
  {
    id: 'approval-for-other-text',
    severity: 'info',
    summary: 'An approval of another text of the contract does not count.',
    why: 'What is published must be what was read. Formatting and comments are no part of the text; every value is.',
    fix: 'Have the contract approved again as it is now. The earlier approval stays as a record.',
    source: 'PCI DSS 6.5.1',
  },
  {
    id: 'approval-not-committed',
    severity: 'warn',
    summary: 'An approval counts once it is committed as it stands.',
    why: 'A file that only lies in a folder could have been written by anybody.',
    fix: 'The approver commits it.',
    source: FOUR_EYES,
  },
  {
    id: 'approval-by-somebody-else',
    severity: 'warn',
    summary: 'An approval counts when the person whom it names has committed it.',
    why: 'Otherwise anybody could approve in anybody’s name.',
    fix: 'The person whom it names approves and commits it themselves. A squashed merge hides who did: merge or rebase instead.',
    source: FOUR_EYES,
  },
] as const satisfies readonly LifecycleRuleInfo[];

export type ApprovalRule = (typeof APPROVAL_RULES)[number]['id'];
