import { describe, expect, test } from 'vitest';
import { judge } from '../../../src/judge/policy/judge.ts';
import type { Change, Edition, Release } from '../../../src/model/change.ts';
import type { Acceptance } from '../../../src/model/finding.ts';
import type { Policy } from '../../../src/model/workspace.ts';
import { acceptance, at, change, day, policy } from '../sample.ts';

function release(
  before: string,
  after: string,
  over: { before?: Partial<Edition>; after?: Partial<Edition> } = {},
): Release {
  const edition = (version: string, other: Partial<Edition> = {}): Edition => ({
    version,
    urlMajor: null,
    sha256: version,
    ...other,
  });
  return {
    before: edition(before, over.before),
    after: edition(after, over.after),
    at: at('/info/version', 3),
    was: at('/info/version', 4),
  };
}

function judged(changes: readonly Change[], of: Release, over: Partial<Policy> = {}): ReturnType<typeof judge> {
  return judge({
    facts: [],
    changes: [{ api: 'payments', changes, release: of }],
    policy: policy(over),
    today: day('2026-11-20'),
    apis: [{ id: 'payments', file: 'openapi.yaml' }],
    everyApi: true,
    checks: new Map(),
  });
}

/** What the rules on versions say: rule, severity and message. */
function said(...args: Parameters<typeof judged>): readonly (readonly string[])[] {
  return judged(...args)
    .findings.filter(({ at: place }) => place.pointer === '/info/version')
    .map(({ rule, severity, message }) => [rule, severity, message]);
}

const BREAK = [change()];
const TWO = [change(), change({ about: ['bic'] })];

describe('breaking-needs-major and errata-not-breaking', () => {
  test.each([
    ['1.4.0', '1.5.0', 'warn', 'There are 2 breaking changes, and from `1.4.0` to `1.5.0` is no new major version.'],
    ['1.4.0', '1.4.0', 'warn', 'There are 2 breaking changes, and the version is still `1.4.0`.'],
    ['1.4.0', '1.3.0', 'warn', 'There are 2 breaking changes, and the version goes down from `1.4.0` to `1.3.0`.'],
    [
      'spring',
      'autumn',
      'warn',
      'There are 2 breaking changes, and from `spring` and `autumn` nobody can tell whether that is a new major version.',
    ],
  ])('from %s to %s', (before, after, severity, message) => {
    expect(said(TWO, release(before, after))).toEqual([['breaking-needs-major', severity, message]]);
  });

  test('a patch that breaks is told once, as an erratum, and costs what a break without a major version costs', () => {
    const message = 'There is a breaking change, and `2.0-errata1` says that it only corrects `2.0`.';
    const of = release('2.0', '2.0-errata1');
    expect(said(BREAK, of)).toEqual([['errata-not-breaking', 'warn', message]]);
    const severities = (entries: readonly (readonly [string, 'error' | 'off'])[]): Partial<Policy> => ({
      severities: new Map(entries),
    });
    expect(said(BREAK, of, severities([['breaking-needs-major', 'error']]))).toEqual([
      ['errata-not-breaking', 'error', message],
    ]);
    expect(said(BREAK, of, severities([['breaking-needs-major', 'off']]))).toEqual([]);
    expect(
      said(
        BREAK,
        of,
        severities([
          ['breaking-needs-major', 'off'],
          ['errata-not-breaking', 'error'],
        ]),
      ),
    ).toEqual([['errata-not-breaking', 'error', message]]);
  });

  test.each([
    ['1.4.0', '2.0.0'],
    ['2020-09-14', '2026-11-20'],
    ['0.4.0', '0.5.0'],
    ['2.0.0-rc.1', '2.0.0'],
  ])('from %s to %s a contract may break', (before, after) => {
    expect(said(BREAK, release(before, after))).toEqual([]);
  });

  test('another /vN in every URL is what callers see, whatever info.version says', () => {
    const moved = { before: { urlMajor: 1 }, after: { urlMajor: 2 } };
    expect(said(BREAK, release('1.4.0', '1.4.1', moved))).toEqual([]);
    const back = { before: { urlMajor: 2 }, after: { urlMajor: 1 } };
    expect(said(BREAK, release('1.4.0', '2.0.0', back)).map(([rule]) => rule)).toEqual(['breaking-needs-major']);
  });

  test('what policy does not count as a break asks for no number', () => {
    const mild = [change({ impact: 'risky' }), change({ stability: 'draft' }), change({ impact: 'compatible' })];
    expect(said(mild, release('1.4.0', '1.5.0'))).toEqual([]);
    expect(said(mild, release('1.4.0', '1.5.0'), { compatibility: ['strict'] })).toEqual([
      [
        'breaking-needs-major',
        'error',
        'There is a breaking change, and from `1.4.0` to `1.5.0` is no new major version.',
      ],
    ]);
    const easy = { impacts: { ...policy().impacts, breaking: 'warn' } } as const;
    expect(said(BREAK, release('1.4.0', '1.5.0'), easy)).toHaveLength(1);
  });

  test('the check that says the same is not listed beside the rule; as a finding of its own it is, and the rule is silent', () => {
    const twin = change({ check: 'api-version-not-bumped', impact: 'contract-only', about: [] });
    const of = release('1.4.0', '1.4.0');
    const { changes } = judged([...BREAK, twin], of);
    expect(changes?.map(({ check }) => check)).toEqual(['response-field-removed']);
    const severities = new Map([['api-version-not-bumped', 'error']] as const);
    expect(
      judged([...BREAK, twin], of, { severities })
        .findings.map(({ rule }) => rule)
        .sort(),
    ).toEqual(['api-version-not-bumped', 'response-field-removed']);
  });

  test('a correction of the contract breaks nobody; what is meant to break does', () => {
    const { fingerprint = '' } = judged(BREAK, release('1.4.0', '1.5.0')).changes?.[0] ?? {};
    const accepted = (category: Acceptance['category']): Partial<Policy> => ({
      accepted: [acceptance({ fingerprint, category })],
    });
    expect(said(BREAK, release('1.4.0', '1.5.0'), accepted('spec-correction'))).toEqual([]);
    expect(said(BREAK, release('1.4.0', '1.5.0'), accepted('intended'))).toHaveLength(1);
  });
});

describe('mayBreak', () => {
  test.each([
    ['never', '1.4.0', '2.0.0', 'error'],
    ['major', '1.4.0', '2.0.0', 'info'],
    ['major', '1.4.0', '1.5.0', 'error'],
    ['minor', '1.4.0', '1.5.0', 'info'],
    ['minor', '1.4.0', '1.4.1', 'error'],
    ['major', '2.0.0-rc.1', '2.0.0-rc.2', 'info'],
  ] as const)('%s: from %s to %s a break costs %s', (mayBreak, before, after, severity) => {
    const { changes, verdict } = judged(BREAK, release(before, after), { versions: { mayBreak } });
    expect(changes?.map((each) => each.severity)).toEqual([severity]);
    expect(verdict).toBe(severity === 'error' ? 'fail' : 'pass');
  });

  test('a check that the policy names costs what it says', () => {
    const severities = new Map([['response-field-removed', 'error']] as const);
    const { verdict } = judged(BREAK, release('1.0.0', '2.0.0'), { versions: { mayBreak: 'major' }, severities });
    expect(verdict).toBe('fail');
  });
});

describe('version-bumped-on-change', () => {
  test('another text with the same number, once nothing worse is said of it', () => {
    const other = { before: { sha256: 'a' }, after: { sha256: 'b' } };
    const message = 'The contract has changed, and its version is still `1.4.0`.';
    expect(said([], release('1.4.0', '1.4.0', other))).toEqual([['version-bumped-on-change', 'info', message]]);
    expect(said([], release('1.4.0', '1.4.0'))).toEqual([]);
    expect(said([], release('1.4.0', '1.4.1', other))).toEqual([]);
    expect(said(BREAK, release('1.4.0', '1.4.0', other)).map(([rule]) => rule)).toEqual(['breaking-needs-major']);
  });
});
