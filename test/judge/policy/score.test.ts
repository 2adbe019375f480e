import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge } from '../../../src/judge/policy/judge.ts';
import { scoreOf } from '../../../src/judge/policy/score.ts';
import { type Finding, SEVERITIES, type Severity } from '../../../src/model/finding.ts';
import { day, fact, policy, waiver } from '../sample.ts';

const TAGS = new Map([
  ['a', ['security', 'payments']],
  ['b', ['payments']],
  ['c', []],
]);

function findings(...list: readonly (readonly [string, Severity])[]): readonly Finding[] {
  const facts = list.map(([rule, proposed], index) => fact({ rule, proposed, about: [String(index)] }));
  return judge({
    facts,
    changes: null,
    policy: policy({ waivers: [waiver({ rule: 'b' })] }),
    today: day('2026-11-20'),
    apis: [{ id: 'payments', file: 'openapi.yaml' }],
    everyApi: false,
    checks: new Map(),
    ran: () => false,
  }).findings;
}

test('nothing found is 100, everywhere', () => {
  const nothing = { errors: 0, warnings: 0, infos: 0, hints: 0 };
  expect(scoreOf([], 3, TAGS)).toEqual({
    score: 100,
    counts: nothing,
    groups: [
      { tag: 'other', rules: 1, score: 100, counts: nothing },
      { tag: 'payments', rules: 2, score: 100, counts: nothing },
      { tag: 'security', rules: 1, score: 100, counts: nothing },
    ],
  });
});

test('each tag by its own rules, waived ones too', () => {
  const { score, counts, groups } = scoreOf(
    findings(['a', 'error'], ['b', 'warn'], ['b', 'info'], ['c', 'hint']),
    2,
    TAGS,
  );
  // 14 points in 2 operations: 100 × 20 / 34.
  expect(score).toBe(58);
  expect(counts).toEqual({ errors: 1, warnings: 1, infos: 1, hints: 1 });
  expect(groups.map((group) => [group.tag, group.score])).toEqual([
    ['other', 100],
    ['payments', 58],
    ['security', 66],
  ]);
});

test.each([
  [['error'], 1, 50],
  [['error'], 100, 99],
  [['info'], 1, 90],
  [['info'], 100_000, 99],
  [['hint', 'hint', 'hint'], 1, 100],
  [['error'], 0, 50],
] as const)('%j in %i operations is %i', (severities, operations, score) => {
  expect(scoreOf(findings(...severities.map((each) => ['a', each] as const)), operations, TAGS).score).toBe(score);
});

test('one finding more never raises it, and nothing leaves 0 to 100', () => {
  const severity = fc.constantFrom(...SEVERITIES);
  fc.assert(
    fc.property(fc.array(severity, { maxLength: 30 }), severity, fc.nat(50), (list, more, operations) => {
      const of = (severities: readonly Severity[]): number =>
        scoreOf(findings(...severities.map((each) => ['a', each] as const)), operations, TAGS).score;
      const [before, after] = [of(list), of([...list, more])];
      expect(after).toBeLessThanOrEqual(before);
      expect(after).toBeGreaterThanOrEqual(0);
      expect(before).toBeLessThanOrEqual(100);
    }),
    { numRuns: 60 },
  );
});
