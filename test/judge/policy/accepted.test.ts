import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptanceFlaws } from '../../../src/judge/policy/accepted.ts';
import { judge, type JudgeInput } from '../../../src/judge/policy/judge.ts';
import type { Change } from '../../../src/model/change.ts';
import type { Acceptance } from '../../../src/model/finding.ts';
import { acceptance, change, day, fact, policy } from '../sample.ts';

const FINGERPRINT = '801b98778eb095c0df2c2872861dc5f5';

function judged(accepted: readonly Acceptance[], over: Partial<JudgeInput> = {}): ReturnType<typeof judge> {
  return judge({
    facts: [],
    changes: [{ api: 'payments', changes: [change()] }],
    policy: policy({ accepted }),
    today: day('2026-11-20'),
    apis: [{ id: 'payments', file: 'openapi.yaml' }],
    everyApi: true,
    checks: new Map(),
    ...over,
  });
}

describe('an accepted change', () => {
  test('stays, with who agreed beside it, on the change and on its finding; the verdict does not turn on it', () => {
    const entry = acceptance({ fingerprint: FINGERPRINT });
    const { findings, changes, verdict } = judged([entry]);
    expect(findings.map(({ rule, severity, waiver, accepted }) => [rule, severity, waiver, accepted])).toEqual([
      ['response-field-removed', 'error', null, entry],
    ]);
    expect(changes?.map(({ severity, accepted }) => [severity, accepted])).toEqual([['error', entry]]);
    expect(verdict).toBe('pass');
  });

  test.each<readonly [string, Partial<Acceptance>]>([
    ['another fingerprint', { fingerprint: 'f'.repeat(32) }],
    ['another API', { api: 'accounts' }],
    ['another check', { check: 'response-field-added' }],
    ['a cause that nothing has', { fingerprint: null, cause: FINGERPRINT }],
  ])('is not one of %s', (_, over) => {
    const { verdict, changes } = judged([acceptance({ fingerprint: FINGERPRINT, ...over })]);
    expect([verdict, changes?.[0]?.accepted]).toEqual(['fail', undefined]);
  });

  test('of a cause covers everything that the edit causes, and nothing else', () => {
    const cause = 'c'.repeat(32);
    const caused = (about: string): Change => ({ ...change({ about: [about] }), ...{ cause } });
    const entry = acceptance({ fingerprint: null, cause, check: null });
    const changes = [{ api: 'payments', changes: [caused('a'), caused('b'), change({ about: ['c'] })] }];
    const result = judged([entry], { changes });
    expect(Object.fromEntries(result.changes?.map(({ about, accepted }) => [about[0], accepted]) ?? [])).toEqual({
      a: entry,
      b: entry,
      c: undefined,
    });
  });

  test('is covered by the entry of itself before that of its cause, and by the one that lasts longest', () => {
    const cause = 'c'.repeat(32);
    const entries = [
      acceptance({ fingerprint: null, cause, check: null, expires: day('2028-01-01') }),
      acceptance({ fingerprint: FINGERPRINT, expires: day('2027-01-01') }),
      acceptance({ fingerprint: FINGERPRINT, expires: day('2027-06-01') }),
    ];
    const changes = [{ api: 'payments', changes: [{ ...change(), ...{ cause } }] }];
    for (const accepted of [entries, [...entries].reverse()])
      expect(judged(accepted, { changes }).changes?.[0]?.accepted).toBe(entries[2]);
  });

  test('is bound to what changed, not to words or order', () => {
    const entry = acceptance({ fingerprint: FINGERPRINT });
    const others = [change({ about: ['bic'] }), change({ about: ['name'] })];
    fc.assert(
      fc.property(fc.string(), fc.shuffledSubarray([...others, change()], { minLength: 3 }), (message, list) => {
        const changes = [{ api: 'payments', changes: list.map((each) => ({ ...each, message })) }];
        const accepted = judged([entry], { changes }).changes?.filter((each) => each.accepted !== undefined);
        expect(accepted?.map(({ about }) => about)).toEqual([['iban']]);
      }),
    );
  });
});

describe('the entries themselves', () => {
  test('count up to and including their last day; then the change counts again, and that is said at the entry', () => {
    const entry = acceptance({ fingerprint: FINGERPRINT });
    expect(judged([entry], { today: day('2026-12-31') }).verdict).toBe('pass');
    const late = judged([entry], { today: day('2027-01-01') });
    expect(late.verdict).toBe('fail');
    expect(
      late.findings.map(({ rule, severity, message, at, accepted }) => [rule, severity, message, at, accepted]),
    ).toEqual([
      [
        'acceptance-expired',
        'error',
        'The acceptance of `response-field-removed` ended on 2026-12-31; Ada Author answers for it.',
        entry.at,
        undefined,
      ],
      ['response-field-removed', 'error', change().message, change().after, undefined],
    ]);
  });

  test.each(['2026-11-20', '2027-01-01'])('are told once no change needs them, on %s as info', (today) => {
    const entry = acceptance({ fingerprint: FINGERPRINT });
    const { findings, verdict } = judged([entry], { changes: [{ api: 'payments', changes: [] }], today: day(today) });
    expect(findings.map(({ rule, severity, at }) => [rule, severity, at])).toEqual([
      ['acceptance-unused', 'info', entry.at],
    ]);
    expect(verdict).toBe('pass');
  });

  test('are not called unused where nothing was compared', () => {
    const entry = acceptance({ fingerprint: FINGERPRINT });
    expect(judged([entry], { changes: null }).findings).toEqual([]);
    expect(judged([entry], { changes: [{ api: 'payments', changes: null }] }).findings).toEqual([]);
  });

  test('cannot be waived away: no waiver covers a rule about them', () => {
    const waivers = [
      {
        rule: 'acceptance-expired',
        api: null,
        pointer: null,
        reason: 'x',
        owner: 'y',
        expires: day('2030-01-01'),
        at: acceptance().at,
      },
    ];
    const late = judged([], {
      policy: policy({ accepted: [acceptance({ fingerprint: FINGERPRINT })], waivers }),
      today: day('2027-01-01'),
    });
    expect(late.findings.find(({ rule }) => rule === 'acceptance-expired')?.waiver).toBeNull();
  });

  test('cannot accept what is no change', () => {
    const { verdict } = judged([acceptance({ check: 'approval-missing', fingerprint: FINGERPRINT })], {
      facts: [fact({ rule: 'approval-missing' })],
      changes: null,
    });
    expect(verdict).toBe('fail');
  });
});

describe('for publishing', () => {
  const entry = acceptance({ approver: 'Bea Boss <bea@bank.example>' });
  const none = { needed: [entry], authors: [], uncommitted: new Set<string>() };

  test('an entry that is committed, by an approver who had no part, has no flaw', () => {
    expect(acceptanceFlaws({ ...none, authors: [{ name: 'Ada', email: 'ada@bank.example' }] })).toEqual([]);
  });

  test('one that is not committed, or whose approver made the change, does not count, and no setting softens that', () => {
    const rules = [
      ...acceptanceFlaws({ ...none, uncommitted: new Set([entry.at.file]) }),
      ...acceptanceFlaws({ ...none, authors: [{ name: 'B. Boss', email: 'BEA@bank.example' }] }),
      ...acceptanceFlaws({
        ...none,
        needed: [acceptance({ approver: 'Bea Boss' })],
        authors: [{ name: 'bea boss', email: 'bea@bank.example' }],
      }),
    ];
    expect(rules.map(({ rule, proposed, at }) => [rule, proposed, at])).toEqual([
      ['acceptance-uncommitted', 'error', entry.at],
      ['acceptance-by-author', 'error', entry.at],
      ['acceptance-by-author', 'error', entry.at],
    ]);
    const severities = new Map([
      ['acceptance-uncommitted', 'off'],
      ['acceptance-by-author', 'off'],
    ] as const);
    const { verdict } = judged([], { facts: rules, changes: null, policy: policy({ severities }) });
    expect(verdict).toBe('fail');
  });
});
