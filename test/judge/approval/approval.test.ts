import { describe, expect, test } from 'vitest';
import { type ApprovalCase, assessApprovals } from '../../../src/judge/approval/approval.ts';
import type { Approval, Person } from '../../../src/model/approval.ts';
import { at, day } from '../sample.ts';

const ada: Person = { name: 'Ada Author', email: 'ada@bank.example' };
const jane: Person = { name: 'Jane Doe', email: 'jane@bank.example' };
const omar: Person = { name: 'Omar Roe', email: 'omar@bank.example' };
const now = 'a'.repeat(64);
const earlier = 'b'.repeat(64);

function approval(approver: Person, over: Partial<Approval> = {}): Approval {
  return {
    api: 'payments',
    digest: now,
    version: '2.3.1',
    approver,
    day: day('2026-11-18'),
    comment: '',
    at: at('', 1, `.countersign/approvals/payments/${approver.email}.yaml`),
    committedBy: approver,
    ...over,
  };
}

function assess(over: Partial<ApprovalCase>): ReturnType<typeof assessApprovals> {
  return assessApprovals({
    api: 'payments',
    digest: now,
    at: at(''),
    authors: [ada],
    approvals: [],
    required: 1,
    ...over,
  });
}

function said(assessment: ReturnType<typeof assessApprovals>): readonly (readonly [string, string, string])[] {
  return assessment.facts.map(({ rule, proposed, message }) => [rule, proposed, message] as const);
}

describe('counting', () => {
  test('one by somebody else for exactly this text is enough where one is needed', () => {
    expect(assess({ approvals: [approval(jane)] })).toEqual({ facts: [], counted: [approval(jane)], satisfied: true });
  });

  test('none is needed where none is required', () => {
    expect(assess({ required: 0 })).toEqual({ facts: [], counted: [], satisfied: true });
  });

  test('without any, the missing one is reported at the contract', () => {
    expect(assess({})).toEqual({
      facts: [
        {
          rule: 'approval-missing',
          from: 'approval',
          api: 'payments',
          message: '1 approval is needed from people who did not make this change, and there is none.',
          hint: 'ask somebody to run: countersign approve payments',
          docs: 'countersign explain approval-missing',
          at: at(''),
          also: [],
          proposed: 'error',
          about: [],
        },
      ],
      counted: [],
      satisfied: false,
    });
  });

  test('a person counts once, under whatever spelling; the earliest is shown', () => {
    const again = approval({ name: 'J. Doe', email: ' Jane@BANK.example' }, { day: day('2026-11-19') });
    const result = assess({ approvals: [again, approval(jane)], required: 2 });
    expect(result.counted).toEqual([approval(jane)]);
    expect(said(result)).toEqual([
      [
        'approval-missing',
        'error',
        '2 approvals are needed from people who did not make this change, and only Jane Doe gave one.',
      ],
    ]);
  });

  test('those for another API are another matter', () => {
    expect(said(assess({ approvals: [approval(jane, { api: 'accounts' })] })).map(([rule]) => rule)).toEqual([
      'approval-missing',
    ]);
  });

  test('the order in which they are read does not matter', () => {
    const both = [approval(omar), approval(jane)];
    expect(assess({ approvals: both })).toEqual(assess({ approvals: both.toReversed() }));
    expect(assess({ approvals: both }).counted.map(({ approver }) => approver.name)).toEqual(['Jane Doe', 'Omar Roe']);
  });
});

describe('what does not count, and why', () => {
  test.each<[string, Approval, string, string]>([
    [
      'approval-for-other-text',
      approval(jane, { digest: earlier, version: '2.3.0' }),
      'info',
      'Jane Doe approved an earlier text of 2026-11-18 (version 2.3.0); it has changed since, so this does not count.',
    ],
    [
      'approval-by-author',
      approval({ name: 'Ada', email: 'ADA@bank.example' }),
      'warn',
      'Ada approved on 2026-11-18 and made this change too, so this does not count.',
    ],
    [
      'approval-not-committed',
      approval(jane, { committedBy: null }),
      'warn',
      'The approval by Jane Doe is not committed as it stands, so nothing shows that it is theirs.',
    ],
    [
      'approval-by-somebody-else',
      approval(jane, { committedBy: ada }),
      'warn',
      'The approval names Jane Doe <jane@bank.example>, and Ada Author <ada@bank.example> committed it, so this does not count.',
    ],
  ])('%s', (rule, one, proposed, message) => {
    const result = assess({ approvals: [one] });
    expect(said(result)).toEqual([
      [
        'approval-missing',
        'error',
        '1 approval is needed from people who did not make this change, and there is none.',
      ],
      [rule, proposed, message],
    ]);
    expect(result.facts[1]?.at).toEqual(one.at);
    expect([result.counted, result.satisfied]).toEqual([[], false]);
  });

  test('approvals of earlier texts are a record, not news, once there are enough', () => {
    const old = approval(omar, { digest: earlier });
    expect(assess({ approvals: [approval(jane), old] }).facts).toEqual([]);
  });

  test('who approved earlier and approves again is not told off for the earlier', () => {
    const result = assess({ approvals: [approval(jane), approval(jane, { digest: earlier })], required: 2 });
    expect(said(result).map(([rule]) => rule)).toEqual(['approval-missing']);
  });

  test('one in another’s name is reported even when there are enough', () => {
    const result = assess({ approvals: [approval(jane), approval(omar, { committedBy: ada })] });
    expect([result.satisfied, said(result).map(([rule]) => rule)]).toEqual([true, ['approval-by-somebody-else']]);
  });
});
