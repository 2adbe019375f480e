import type { LifecycleRuleInfo } from '../../model/report.ts';

const DECISION = 'docs/decisions/0005-plan-before-apply.md';

/** What `countersign explain` says of what can stand in the way of publishing. */
export const PUBLISH_RULES = [
  {
    id: 'publish-not-passed',
    severity: 'error',
    summary: 'Only a contract that passes its checks is published.',
    why: 'What the gateway enforces is what the checks have seen.',
    fix: 'Mend what `countersign check` finds, or have it waived.',
    source: 'DORA art. 9(4)(e)',
  },
  {
    id: 'publish-not-approved',
    severity: 'error',
    summary: 'Only an approved contract is published.',
    why: 'Who approves a change must be independent of who makes it.',
    fix: 'Ask somebody who has no part in it to run `countersign approve`.',
    source: 'DORA RTS (EU) 2024/1774 art. 17(1)(b); PCI DSS 6.5.4',
  },
  {
    id: 'publish-uncommitted',
    severity: 'error',
    summary: 'Only a committed contract is published.',
    why: 'A publication names the commit that it was made from; a text that git does not have can never be found again.',
    fix: 'Commit it, and have exactly that approved.',
    source: 'DORA art. 9(4)(e)',
  },
  {
    id: 'publish-out-of-order',
    severity: 'error',
    summary: 'An environment gets what the environment before it has.',
    why: 'A contract that skipped a stage was never tried there.',
    fix: 'Publish to the environment that comes before, then here.',
    source: 'PCI DSS 6.5.4',
  },
  {
    id: 'publish-downgrade',
    severity: 'error',
    summary: 'A publication contains the commit that the last one was made from.',
    why: 'An old branch or a late pipeline would silently take back what somebody has published since.',
    fix: 'Merge the newer commit, or revert it in the source repository, and publish that.',
    source: DECISION,
  },
  {
    id: 'publish-elsewhere',
    severity: 'error',
    summary: 'A major version of an API stands once in an environment.',
    why: 'After a change of owner the old folder would stay, and the gateway would be given both.',
    fix: 'Remove the old folder from the GitOps repository, or give the API back to its owner.',
    source: DECISION,
  },
  {
    id: 'gateway-drift',
    severity: 'error',
    summary: 'What stands in the GitOps repository is what was published there.',
    why: 'A change by hand was reviewed by nobody here, and would be overwritten unseen.',
    fix: 'Bring it into the contract or the settings, then publish over it.',
    source: 'OWASP API9:2023',
  },
] as const satisfies readonly LifecycleRuleInfo[];

export type PublishRule = (typeof PUBLISH_RULES)[number]['id'];
