import type { Approval, Person } from '../../model/approval.ts';
import type { Fact, Severity } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { APPROVAL_RULES, type ApprovalRule } from './rules.ts';

export type ApprovalCase = {
  readonly api: string;
  /** The contract's `source.sha256`: what must have been approved, to the letter. */
  readonly digest: string;
  /** Where the contract begins; the missing approval is reported there. */
  readonly at: Location;
  /** Everybody who authored or committed the change. */
  readonly authors: readonly Person[];
  readonly approvals: readonly Approval[];
  /** How many people other than the authors must have approved. */
  readonly required: number;
};

export type ApprovalAssessment = {
  readonly facts: readonly Fact[];
  /** The approvals that count, one a person, sorted by e-mail. */
  readonly counted: readonly Approval[];
  readonly satisfied: boolean;
};

/**
 * Four eyes (DORA RTS 2024/1774 article 17(1)(b)): who approves a change is independent of who makes it. An approval counts when it is for exactly
 * this text, by nobody who made the change, and committed by the very person that it names; and a person counts once.
 */
export function assessApprovals(input: ApprovalCase): ApprovalAssessment {
  const authors = new Set(input.authors.map(identity));
  const ours = input.approvals.filter(({ api }) => api === input.api);
  const judged = ours.map((approval) => ({ approval, flaw: flawOf(approval, input.digest, authors) }));
  const counted = onePerPerson(judged.flatMap(({ approval, flaw }) => (flaw === null ? [approval] : [])));
  const satisfied = counted.length >= input.required;
  const names = new Set(counted.map(({ approver }) => identity(approver)));
  const flawed = judged.flatMap(({ approval, flaw }) =>
    flaw === null || (flaw === 'approval-for-other-text' && (satisfied || names.has(identity(approval.approver))))
      ? []
      : [flawFact(flaw, approval)],
  );
  return { facts: satisfied ? flawed : [missing(input, counted), ...flawed], counted, satisfied };
}

type Flaw = Exclude<ApprovalRule, 'approval-missing'>;

/** Why an approval does not count, or null. Approvals of earlier texts stay in the folder as a record, so that comes first. */
function flawOf(approval: Approval, digest: string, authors: ReadonlySet<string>): Flaw | null {
  if (approval.digest !== digest) return 'approval-for-other-text';
  if (authors.has(identity(approval.approver))) return 'approval-by-author';
  if (approval.committedBy === null) return 'approval-not-committed';
  if (identity(approval.committedBy) !== identity(approval.approver)) return 'approval-by-somebody-else';
  return null;
}

/** People are told apart by e-mail, whatever its case; names are spelt in many ways. */
function identity(person: Person): string {
  return person.email.trim().toLowerCase();
}

function onePerPerson(approvals: readonly Approval[]): readonly Approval[] {
  const earliestLast = [...approvals].sort(
    (left, right) => compare(right.day, left.day) || compare(right.at.file, left.at.file),
  );
  const first = new Map(earliestLast.map((approval) => [identity(approval.approver), approval]));
  return [...first.values()].sort((left, right) => compare(identity(left.approver), identity(right.approver)));
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function missing({ api, at, required }: ApprovalCase, counted: readonly Approval[]): Fact {
  const people = required === 1 ? '1 approval is' : `${required} approvals are`;
  const have =
    counted.length === 0 ? 'there is none' : `only ${counted.map(({ approver }) => approver.name).join(', ')} gave one`;
  return {
    rule: 'approval-missing',
    from: 'approval',
    api,
    message: `${people} needed from people who did not make this change, and ${have}.`,
    hint: `ask somebody to run: countersign approve ${api}`,
    docs: 'countersign explain approval-missing',
    at,
    also: [],
    proposed: severityOf('approval-missing'),
    about: [],
  };
}

function flawFact(flaw: Flaw, approval: Approval): Fact {
  const { api, approver, at } = approval;
  return {
    rule: flaw,
    from: 'approval',
    api,
    ...words(flaw, approval),
    docs: `countersign explain ${flaw}`,
    at,
    also: [],
    proposed: severityOf(flaw),
    about: [identity(approver), approval.digest],
  };
}

function severityOf(rule: ApprovalRule): Severity {
  return APPROVAL_RULES.find(({ id }) => id === rule)?.severity ?? 'error';
}

function words(flaw: Flaw, { api, approver, day, version, committedBy }: Approval): Pick<Fact, 'message' | 'hint'> {
  switch (flaw) {
    case 'approval-for-other-text':
      return {
        message: `${approver.name} approved an earlier text of ${day} (version ${version}); it has changed since, so this does not count.`,
        hint: `ask again: countersign approve ${api}`,
      };
    case 'approval-by-author':
      return {
        message: `${approver.name} approved on ${day} and made this change too, so this does not count.`,
        hint: 'ask somebody who has no part in it',
      };
    case 'approval-not-committed':
      return {
        message: `The approval by ${approver.name} is not committed as it stands, so nothing shows that it is theirs.`,
        hint: `${approver.name} commits it`,
      };
    case 'approval-by-somebody-else':
      return {
        message: `The approval names ${approver.name} <${approver.email}>, and ${committedBy?.name ?? 'somebody'} <${committedBy?.email ?? ''}> committed it, so this does not count.`,
        hint: `${approver.name} approves and commits it themselves`,
      };
  }
}
