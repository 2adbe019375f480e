import { describe, expect, test } from 'vitest';
import { factFingerprint } from '../../../src/judge/policy/fingerprint.ts';
import { judge, type JudgeInput, type Judgement } from '../../../src/judge/policy/judge.ts';
import type { Baseline, Fact } from '../../../src/model/finding.ts';
import { at, change, day, fact, policy, waiver } from '../sample.ts';

const API = { id: 'payments', file: 'openapi.yaml' };

function listing(...facts: readonly Fact[]): Baseline {
  const entries = facts.map((each) => ({ fingerprint: factFingerprint(each, API), rule: each.rule, at: 'x' }));
  return { api: 'payments', file: '.countersign/baseline/payments.yaml', entries };
}

function judged(facts: readonly Fact[], baselines: readonly Baseline[], over: Partial<JudgeInput> = {}): Judgement {
  return judge({
    facts,
    changes: null,
    policy: policy({ baselines }),
    today: day('2026-11-20'),
    apis: [API],
    everyApi: true,
    checks: new Map(),
    ...over,
  });
}

const OLD = fact();
const NEW = fact({ at: at('/paths/~1refunds/post', 30) });

function told({ findings }: Judgement): readonly (readonly [string, boolean])[] {
  return findings.map(({ rule, baseline }) => [rule, baseline === true]);
}

test('old debt is marked and does not fail; what is new does', () => {
  expect(told(judged([OLD], [listing(OLD)]))).toEqual([['operation-has-owner', true]]);
  expect(judged([OLD], [listing(OLD)]).verdict).toBe('pass');
  const both = judged([OLD, NEW], [listing(OLD)]);
  expect(told(both)).toEqual([
    ['operation-has-owner', true],
    ['operation-has-owner', false],
  ]);
  expect(both.verdict).toBe('fail');
});

test('it does not count as a warning either', () => {
  const warning = fact({ proposed: 'warn' });
  const strict = policy({ baselines: [listing(warning)], maxWarnings: 0 });
  expect(judged([warning], [], { policy: strict }).verdict).toBe('pass');
});

test('the line may move and the words may change, and another API is another matter', () => {
  const moved = fact({ at: at('/paths/~1payments/get', 99), message: 'Nobody answers for it.', proposed: 'warn' });
  expect(told(judged([moved], [listing(OLD)]))).toEqual([['operation-has-owner', true]]);
  const foreign = { ...listing(OLD), api: 'accounts', file: '.countersign/baseline/accounts.yaml' };
  expect(judged([OLD], [foreign], { everyApi: false }).verdict).toBe('fail');
});

test('what is waived is shown as waived', () => {
  const { findings } = judged([OLD], [], { policy: policy({ baselines: [listing(OLD)], waivers: [waiver()] }) });
  expect(findings.map(({ waiver: by, baseline }) => [by?.owner, baseline])).toEqual([['jane@bank.example', undefined]]);
});

describe('never old', () => {
  test.each(['diff', 'lifecycle', 'impact', 'policy', 'gateway', 'approval'] as const)('what comes from %s', (from) => {
    const one = fact({ from });
    expect(judged([one], [listing(one)]).verdict).toBe('fail');
  });

  test.each(['approval-missing', 'publish-out-of-order', 'waiver-expired', 'lint-not-evaluated'])(
    'a rule called %s',
    (rule) => {
      const one = fact({ rule });
      expect(judged([one], [listing(one)]).verdict).toBe('fail');
    },
  );

  test('a change', () => {
    const changes = [{ api: 'payments', changes: [change()] }];
    const [first] = judged([], [], { changes }).findings;
    const entries = [{ fingerprint: first?.fingerprint ?? '', rule: 'response-field-removed', at: 'x' }];
    expect(judged([], [{ ...listing(), entries }], { changes }).verdict).toBe('fail');
  });
});

describe('entries that nothing was found for', () => {
  const stale = (judgement: Judgement): readonly string[] =>
    judgement.findings.filter(({ rule }) => rule === 'baseline-stale').map(({ message }) => message);

  test('are not said to be mended where their rule was not evaluated', () => {
    const cut = (over: Partial<Fact>): Fact => fact({ rule: 'lint-not-evaluated', proposed: 'error', ...over });
    expect(stale(judged([cut({ about: [OLD.rule] })], [listing(OLD, NEW)]))).toEqual([]);
    expect(stale(judged([cut({ about: [] })], [listing(OLD, NEW)]))).toEqual([]);
    expect(stale(judged([cut({ about: ['another-rule'] })], [listing(OLD, NEW)]))).toHaveLength(1);
    expect(stale(judged([cut({ about: [], proposed: 'info' })], [listing(OLD, NEW)]))).toHaveLength(1);
    expect(stale(judged([cut({ about: [OLD.rule], api: 'another' })], [listing(OLD, NEW)]))).toHaveLength(1);
  });

  test('are told once, as info', () => {
    const found = judged([OLD], [listing(OLD, NEW)]);
    expect(found.findings.filter(({ rule }) => rule === 'baseline-stale')).toMatchObject([
      {
        severity: 'info',
        api: 'payments',
        message: '1 of 2 entries of the baseline is mended and can go.',
        hint: 'countersign baseline prune payments',
        at: { file: '.countersign/baseline/payments.yaml', line: 1 },
      },
    ]);
    expect(found.verdict).toBe('pass');
  });

  test('are passed over where their rule was not run', () => {
    expect(stale(judged([], [listing(OLD)], { ran: () => false }))).toEqual([]);
  });

  test('of an API that is no more, where every API was looked at', () => {
    const gone = { ...listing(OLD), api: 'cards', file: '.countersign/baseline/cards.yaml' };
    expect(stale(judged([], [gone]))).toEqual(['There is no API `cards`: 1 entry of the baseline is of no use.']);
    expect(stale(judged([], [gone], { everyApi: false }))).toEqual([]);
  });

  test('waived or not, what is found is not mended', () => {
    const waived = policy({ baselines: [listing(OLD)], waivers: [waiver()] });
    expect(stale(judged([OLD], [], { policy: waived }))).toEqual([]);
  });
});
