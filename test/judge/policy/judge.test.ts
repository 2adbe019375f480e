import { describe, expect, test } from 'vitest';
import type { CheckInfo } from '../../../src/model/change.ts';
import { judge, type JudgeInput } from '../../../src/judge/policy/judge.ts';
import type { Fact } from '../../../src/model/finding.ts';
import { at, change, day, fact, policy, waiver } from '../sample.ts';

const fieldRemoved: CheckInfo = {
  id: 'response-field-removed',
  impact: 'breaking',
  summary: 'A response field was removed.',
  why: 'Callers read it.',
  fix: 'Deprecate it first.',
};

function input(over: Partial<JudgeInput> = {}): JudgeInput {
  return {
    facts: [],
    changes: null,
    policy: policy(),
    today: day('2026-11-20'),
    apis: [{ id: 'payments', file: 'openapi.yaml' }],
    everyApi: true,
    checks: new Map([[fieldRemoved.id, fieldRemoved]]),
    ...over,
  };
}

describe('severity and verdict', () => {
  test('nothing found passes, and nothing compared stays null', () => {
    expect(judge(input())).toEqual({ findings: [], changes: null, verdict: 'pass' });
  });

  test('a fact becomes a finding of the severity that its rule proposed', () => {
    expect(judge(input({ facts: [fact()] }))).toEqual({
      findings: [
        {
          rule: 'operation-has-owner',
          from: 'lint',
          api: 'payments',
          severity: 'error',
          message: 'The operation has no owner.',
          hint: 'name one',
          docs: 'countersign explain operation-has-owner',
          at: at('/paths/~1payments/get', 7),
          also: [],
          fingerprint: '27d99d2d0d0f0fad5455b5197cd721aa',
          waiver: null,
        },
      ],
      changes: null,
      verdict: 'fail',
    });
  });

  test('policy has the last word: a severity by rule, or off', () => {
    const severities = new Map([
      ['operation-has-owner', 'warn'],
      ['chatty', 'off'],
    ] as const);
    const { findings, verdict } = judge(
      input({ facts: [fact(), fact({ rule: 'chatty' })], policy: policy({ severities }) }),
    );
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['operation-has-owner', 'warn']]);
    expect(verdict).toBe('pass');
  });

  test.each([
    ['error', 'warn', 'pass'],
    ['warn', 'warn', 'fail'],
    ['hint', 'warn', 'fail'],
    ['info', 'hint', 'pass'],
  ] as const)('failing on %s, a %s gives %s', (failOn, proposed, verdict) => {
    expect(judge(input({ facts: [fact({ proposed })], policy: policy({ failOn }) })).verdict).toBe(verdict);
  });

  test.each([
    { maxWarnings: null, verdict: 'pass' },
    { maxWarnings: 2, verdict: 'pass' },
    { maxWarnings: 1, verdict: 'fail' },
    { maxWarnings: 0, verdict: 'fail' },
  ])(
    'of two warnings that count, one waived and an info, $maxWarnings may pass: $verdict',
    ({ maxWarnings, verdict }) => {
      const warning = (rule: string): Fact => fact({ rule, proposed: 'warn' });
      const facts = [warning('a'), warning('b'), warning('c'), fact({ rule: 'd', proposed: 'info' })];
      const counted = policy({ maxWarnings, waivers: [waiver({ rule: 'c' })] });
      expect(judge(input({ facts, policy: counted })).verdict).toBe(verdict);
    },
  );

  test.each(['approval-missing', 'publish-out-of-order'])('%s can be neither softened nor waived', (rule) => {
    const soft = policy({ severities: new Map([[rule, 'off']]), waivers: [waiver({ rule })] });
    const { findings, verdict } = judge(input({ facts: [fact({ rule })], policy: soft }));
    expect(findings.map((each) => [each.rule, each.severity, each.waiver])).toEqual([
      ['waiver-unused', 'warn', null],
      [rule, 'error', null],
    ]);
    expect(verdict).toBe('fail');
  });
});

describe('changes', () => {
  test('a grave change is a finding as well, located after, with before beside it, and the same fingerprint', () => {
    const { findings, changes, verdict } = judge(input({ changes: [{ api: 'payments', changes: [change()] }] }));
    const fingerprint = '801b98778eb095c0df2c2872861dc5f5';
    expect(changes).toEqual([{ ...change(), api: 'payments', severity: 'error', fingerprint }]);
    expect(findings).toEqual([
      {
        rule: 'response-field-removed',
        from: 'diff',
        api: 'payments',
        severity: 'error',
        message: 'Field `iban` was removed.',
        hint: 'Deprecate it first.',
        docs: 'countersign explain response-field-removed',
        at: change().after,
        also: [change().before],
        fingerprint,
        waiver: null,
      },
    ]);
    expect(verdict).toBe('fail');
  });

  test('a check that is harmless as a rule has no advice for the case in which it is not', () => {
    const info = {
      id: 'response-field-removed',
      impact: 'compatible',
      summary: '',
      why: '',
      fix: 'Nothing to do.',
    } as const;
    const { findings } = judge({
      ...input({ changes: [{ api: 'payments', changes: [change()] }] }),
      checks: new Map([[info.id, info]]),
    });
    expect(findings.map(({ hint }) => hint)).toEqual(['']);
  });

  test('a mild change is listed, and is no finding', () => {
    const mild = change({ impact: 'contract-only' });
    const { findings, changes, verdict } = judge(input({ changes: [{ api: 'payments', changes: [mild] }] }));
    expect(changes?.map(({ severity }) => severity)).toEqual(['info']);
    expect([findings, verdict]).toEqual([[], 'pass']);
  });

  test('a check that is off is dropped; nothing changed is an empty list, not null', () => {
    const off = policy({ severities: new Map([['response-field-removed', 'off']]) });
    expect(judge(input({ changes: [{ api: 'payments', changes: [change()] }], policy: off }))).toEqual({
      findings: [],
      changes: [],
      verdict: 'pass',
    });
  });

  test('a document that is gone is located where it was, one that nobody can place at the start of the contract', () => {
    const gone = change({ after: null });
    const unplaced = change({ after: null, before: null });
    const { findings } = judge(input({ changes: [{ api: 'payments', changes: [gone, unplaced] }] }));
    expect(findings.map((each) => [each.at.line, each.also])).toEqual([
      [1, []],
      [40, []],
    ]);
  });
});

describe('waivers', () => {
  const first = waiver();

  test('a waived finding stays, with its waiver, and does not fail the verdict', () => {
    const { findings, verdict } = judge(input({ facts: [fact()], policy: policy({ waivers: [first] }) }));
    expect(findings.map((each) => [each.rule, each.severity, each.waiver])).toEqual([
      ['operation-has-owner', 'error', first],
    ]);
    expect(verdict).toBe('pass');
  });

  test('it counts up to and including its last day', () => {
    const facts = [fact()];
    const waivers = [first];
    expect(judge(input({ facts, policy: policy({ waivers }), today: day('2026-12-31') })).verdict).toBe('pass');
    const late = judge(input({ facts, policy: policy({ waivers }), today: day('2027-01-01') }));
    expect(late.verdict).toBe('fail');
    expect(late.findings.map((each) => [each.rule, each.severity, each.at, each.waiver])).toEqual([
      ['waiver-expired', 'error', first.at, null],
      ['operation-has-owner', 'error', fact().at, null],
    ]);
    expect(late.findings[0]?.message).toBe(
      'The waiver of `operation-has-owner` ended on 2026-12-31; jane@bank.example answers for it.',
    );
  });

  test.each([
    ['/paths/~1payments/get', true],
    ['/paths/~1payments', true],
    ['', true],
    [null, true],
    ['/paths/~1pay', false],
    ['/paths/~1payments/get/responses', false],
  ])('a waiver at %j covers what stands at or below it', (pointer, covered) => {
    const waivers = [waiver({ pointer })];
    expect(judge(input({ facts: [fact()], policy: policy({ waivers }) })).verdict).toBe(covered ? 'pass' : 'fail');
  });

  test('a removed thing is waived where it was', () => {
    const gone = waiver({ rule: 'response-field-removed', pointer: '/components/schemas/Payment/properties/iban' });
    const two = [change(), change({ before: at('/components/schemas/Payment/properties/bic', 44), about: ['bic'] })];
    const { findings } = judge(
      input({ changes: [{ api: 'payments', changes: two }], policy: policy({ waivers: [gone] }) }),
    );
    expect(findings.map((each) => [each.also[0]?.line, each.waiver]).sort()).toEqual([
      [40, gone],
      [44, null],
    ]);
  });

  test('of several the narrowest is shown, and none of them is called unused', () => {
    const narrow = waiver({ pointer: '/paths/~1payments', at: at('/waivers/1', 9, '.countersign/waivers.yaml') });
    const waivers = [first, narrow];
    const { findings } = judge(input({ facts: [fact()], policy: policy({ waivers }) }));
    expect(findings.map((each) => each.waiver)).toEqual([narrow]);
  });

  test('of two as narrow, the one that lasts longer is shown, whatever their order', () => {
    const longer = waiver({ expires: day('2027-06-30'), at: at('/waivers/1', 9, '.countersign/waivers.yaml') });
    for (const waivers of [
      [first, longer],
      [longer, first],
    ])
      expect(judge(input({ facts: [fact()], policy: policy({ waivers }) })).findings[0]?.waiver).toEqual(longer);
  });

  test('one that covers nothing is a finding at the waiver', () => {
    const { findings, verdict } = judge(input({ policy: policy({ waivers: [first] }) }));
    expect(findings.map((each) => [each.rule, each.severity, each.at])).toEqual([['waiver-unused', 'warn', first.at]]);
    expect(verdict).toBe('pass');
  });

  test.each<[string, Partial<JudgeInput>, string[]]>([
    ['its API was not examined', { apis: [{ id: 'accounts', file: 'a.yaml' }] }, []],
    ['its rule was not run', { ran: (rule) => rule !== 'operation-has-owner' }, []],
    ['all was looked at', {}, ['waiver-unused']],
  ])('it is unused only where it had its chance: %s', (_title, over, rules) => {
    const { findings } = judge(input({ policy: policy({ waivers: [first] }), ...over }));
    expect(findings.map(({ rule }) => rule)).toEqual(rules);
  });

  test('one for every API had its chance only when every API was examined', () => {
    const waivers = [waiver({ api: null })];
    const rules = (everyApi: boolean): string[] =>
      judge(input({ policy: policy({ waivers }), everyApi })).findings.map(({ rule }) => rule);
    expect([rules(false), rules(true)]).toEqual([[], ['waiver-unused']]);
  });

  test('an expired one of an API that was not examined is another run’s business', () => {
    const waivers = [waiver({ api: 'accounts', expires: day('2020-01-01') })];
    expect(judge(input({ policy: policy({ waivers }) })).findings).toEqual([]);
  });

  test('waivers cannot be waived', () => {
    const waivers = [waiver({ expires: day('2020-01-01') }), waiver({ rule: 'waiver-expired', api: null })];
    const { findings, verdict } = judge(input({ policy: policy({ waivers }) }));
    expect(findings.map((each) => [each.rule, each.waiver])).toEqual([
      ['waiver-expired', null],
      ['waiver-unused', null],
    ]);
    expect(verdict).toBe('fail');
  });
});

describe('order', () => {
  test('by file, line, column and rule, whatever the order of the input; what was reported twice appears once', () => {
    const facts = [
      fact({ at: at('/b', 2, 'b.yaml') }),
      fact({ at: at('/a', 10, 'a.yaml') }),
      fact({ at: at('/c', 9, 'a.yaml', 5), rule: 'z' }),
      fact({ at: at('/c', 9, 'a.yaml', 5), rule: 'B' }),
      fact({ at: at('/d', 9, 'a.yaml', 4) }),
    ];
    const sorted = judge(input({ facts: [...facts, ...facts] })).findings;
    expect(sorted.map((each) => `${each.at.file}:${each.at.line}:${each.at.column} ${each.rule}`)).toEqual([
      'a.yaml:9:4 operation-has-owner',
      'a.yaml:9:5 B',
      'a.yaml:9:5 z',
      'a.yaml:10:1 operation-has-owner',
      'b.yaml:2:1 operation-has-owner',
    ]);
    expect(judge(input({ facts: facts.toReversed() })).findings).toEqual(sorted);
  });
});
