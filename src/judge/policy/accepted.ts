import type { JudgedChange } from '../../model/change.ts';
import type { Day } from '../../model/day.ts';
import { emailIn, type Person } from '../../model/approval.ts';
import type { Acceptance, Fact } from '../../model/finding.ts';
import { ACCEPTANCE_RULES, type AcceptanceRule } from './rules.ts';
import { isWaivable } from './severity.ts';

/** An acceptance counts up to and including the day on which it expires. */
export function isOver({ expires }: Acceptance, today: Day): boolean {
  return expires < today;
}

/** Whether an acceptance is of this change, whatever the day. */
export function accepts(acceptance: Acceptance, change: JudgedChange): boolean {
  return (
    acceptance.api === change.api &&
    isWaivable(change.check) &&
    (acceptance.check === null || acceptance.check === change.check) &&
    (acceptance.fingerprint === null
      ? acceptance.cause === change.cause
      : acceptance.fingerprint === change.fingerprint)
  );
}

/** The change with the acceptance that is of it: of several one by fingerprint first, then the one that lasts longest. */
export function withAcceptance(change: JudgedChange, acceptances: readonly Acceptance[]): JudgedChange {
  const [accepted] = acceptances.filter((each) => accepts(each, change)).sort(byReach);
  return accepted === undefined ? change : { ...change, accepted };
}

function byReach(left: Acceptance, right: Acceptance): number {
  if ((left.fingerprint === null) !== (right.fingerprint === null)) return left.fingerprint === null ? 1 : -1;
  if (left.expires !== right.expires) return left.expires > right.expires ? -1 : 1;
  return left.at.file < right.at.file ? -1 : 1;
}

/**
 * Facts about the acceptances themselves, each at its entry. One that is over and still needed is `acceptance-expired`; one that no change
 * of the comparison needs is `acceptance-unused`, which is how every one ends: its change has landed, or was taken back.
 */
export function acceptanceFacts(
  acceptances: readonly Acceptance[],
  changes: readonly JudgedChange[],
  today: Day,
  compared: ReadonlySet<string>,
): readonly Fact[] {
  return acceptances.flatMap((acceptance) => {
    if (!compared.has(acceptance.api)) return [];
    if (!changes.some((change) => accepts(acceptance, change))) return [unused(acceptance)];
    return isOver(acceptance, today) ? [expired(acceptance)] : [];
  });
}

/** How an acceptance is called: the check, or the cause that several have. */
function nameOf({ check, cause }: Acceptance): string {
  return check === null ? `what \`${cause ?? ''}\` causes` : `\`${check}\``;
}

function expired(acceptance: Acceptance): Fact {
  return {
    ...acceptanceFact(acceptance, 'acceptance-expired'),
    message: `The acceptance of ${nameOf(acceptance)} ended on ${acceptance.expires}; ${acceptance.owner} answers for it.`,
    hint: 'take the change back, or agree on a new end day',
  };
}

function unused(acceptance: Acceptance): Fact {
  return {
    ...acceptanceFact(acceptance, 'acceptance-unused'),
    message: `The acceptance of ${nameOf(acceptance)} is for no change of this comparison: it has landed, or was taken back.`,
    hint: 'remove the file once the change is published everywhere',
  };
}

/** Of what is to be published: the acceptances that it needs, who made the change, and which entries are not committed as they stand. */
export type AcceptanceCase = {
  readonly needed: readonly Acceptance[];
  readonly authors: readonly Person[];
  readonly uncommitted: ReadonlySet<string>;
};

/** Why an acceptance does not count for publishing, each at its entry: who may merge a file must not be able to agree with themselves. */
export function acceptanceFlaws({ needed, authors, uncommitted }: AcceptanceCase): readonly Fact[] {
  const emails = new Set(authors.map(({ email }) => email.trim().toLowerCase()));
  const names = new Set(authors.map(({ name }) => name.trim().toLowerCase()));
  return needed.flatMap((acceptance) => {
    if (uncommitted.has(acceptance.at.file)) return [notCommitted(acceptance)];
    const email = emailIn(acceptance.approver);
    const own = email === null ? names.has(acceptance.approver.trim().toLowerCase()) : emails.has(email);
    return own ? [byAuthor(acceptance)] : [];
  });
}

function notCommitted(acceptance: Acceptance): Fact {
  return {
    ...acceptanceFact(acceptance, 'acceptance-uncommitted'),
    message: `The acceptance of ${nameOf(acceptance)} is not committed as it stands, so it does not count.`,
    hint: 'commit it, and have exactly that reviewed',
  };
}

function byAuthor(acceptance: Acceptance): Fact {
  return {
    ...acceptanceFact(acceptance, 'acceptance-by-author'),
    message: `${acceptance.approver} agreed to ${nameOf(acceptance)} and made this change too, so this does not count.`,
    hint: 'ask somebody who has no part in it',
  };
}

function acceptanceFact(acceptance: Acceptance, rule: AcceptanceRule): Omit<Fact, 'message' | 'hint'> {
  return {
    rule,
    proposed: ACCEPTANCE_RULES.find(({ id }) => id === rule)?.severity ?? 'error',
    from: 'policy',
    api: acceptance.api,
    docs: `countersign explain ${rule}`,
    at: acceptance.at,
    also: [],
    about: [acceptance.fingerprint ?? '', acceptance.cause ?? '', acceptance.expires],
  };
}
