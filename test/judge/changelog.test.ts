import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../src/examine/diff/diff.ts';
import { type ChangelogFacts, entriesOf } from '../../src/judge/changelog/entries.ts';
import { migrationOf } from '../../src/judge/changelog/migration.ts';
import { sectionOf } from '../../src/judge/changelog/section.ts';
import type { JudgedChange } from '../../src/model/change.ts';
import type { Day } from '../../src/model/day.ts';

const FACTS: ChangelogFacts = {
  checks: new Map(CHECKS.map((check) => [check.id, check])),
  farewellOf: () => null,
  summaryOf: () => null,
};

function change(own: Partial<JudgedChange> & Pick<JudgedChange, 'check' | 'message'>): JudgedChange {
  return {
    api: 'payments',
    impact: 'compatible',
    severity: 'hint',
    operation: { method: 'GET', path: '/payments', operationId: null },
    before: null,
    after: null,
    witness: null,
    proof: 'not-applicable',
    about: [],
    cause: own.message,
    fingerprint: own.message,
    ...own,
  };
}

const at = (path: string, method = 'GET'): JudgedChange['operation'] => ({ method, path, operationId: null });

describe('sections', () => {
  const of = (check: string, impact: JudgedChange['impact'], severity: JudgedChange['severity']): string | null =>
    sectionOf(change({ check, message: 'x', impact, severity }));

  test.each([
    ['api-removed-without-deprecation', 'breaking', 'error', 'breaking'],
    ['api-removed-before-sunset', 'breaking', 'error', 'breaking'],
    ['api-removed-with-deprecation', 'compatible', 'hint', 'removed'],
    ['endpoint-deprecated', 'contract-only', 'info', 'deprecated'],
    ['api-sunset-date-too-small', 'breaking', 'error', 'deprecated'],
    ['endpoint-reactivated', 'contract-only', 'info', 'changed'],
    ['endpoint-added', 'compatible', 'hint', 'added'],
    ['new-optional-request-property', 'compatible', 'hint', 'added'],
    ['response-property-enum-value-added', 'risky', 'warn', 'changed'],
    ['response-property-pattern-added', 'compatible', 'hint', null],
    ['request-property-pattern-added', 'breaking', 'error', 'breaking'],
    ['request-property-pattern-removed', 'compatible', 'hint', 'changed'],
    ['api-version-not-bumped', 'contract-only', 'info', null],
    ['api-tag-added', 'contract-only', 'info', null],
    // Policy has the last word on what breaks.
    ['request-parameter-removed', 'breaking', 'info', 'changed'],
    ['request-parameter-removed', 'breaking', 'warn', 'breaking'],
  ] as const)('%s (%s, %s): %s', (check, impact, severity, section) => {
    expect(of(check, impact, severity)).toBe(section);
  });

  test('nothing that breaks, and nothing that may, is left out', () => {
    const told = CHECKS.filter(({ impact }) => impact === 'breaking' || impact === 'risky');
    expect(told.filter(({ id, impact }) => of(id, impact, 'error') === null)).toEqual([]);
  });
});

describe('what to do', () => {
  test('every break and every risk has an answer, but for what is the authors’ own business', () => {
    const silent = CHECKS.filter(
      ({ id, impact }) =>
        (impact === 'breaking' || impact === 'risky') &&
        sectionOf(change({ check: id, message: 'x', impact, severity: 'error' })) !== 'deprecated',
    )
      .filter(({ id, impact }) => migrationOf({ check: id, impact, operation: null }, [], null) === '')
      .map(({ id }) => id);
    expect(silent).toEqual(['api-invalid-stability-level']);
  });

  test('what is harmless asks for nothing', () => {
    const asked = CHECKS.filter(({ impact }) => impact === 'compatible' || impact === 'contract-only').filter(
      ({ id, impact }) => migrationOf({ check: id, impact, operation: null }, [], null) !== '',
    );
    expect(asked).toEqual([]);
  });

  test('a successor and the contract’s own reason go before everything else', () => {
    const gone = { check: 'api-removed-without-deprecation', impact: 'breaking', operation: at('/a') } as const;
    const farewell = { since: null, sunset: '2026-12-31' as Day, successor: 'listAccounts', reason: null };
    expect(migrationOf(gone, [], farewell)).toBe('Use listAccounts instead.');
    expect(migrationOf(gone, [], { ...farewell, reason: 'See the guide.' })).toBe(
      'Use listAccounts instead. See the guide.',
    );
    expect(migrationOf(gone, [], { ...farewell, successor: null, reason: 'See the guide.' })).toBe('See the guide.');
    expect(migrationOf(gone, [], null)).toBe('The contract names nothing to use instead.');
  });

  test('names what is new or gone', () => {
    const of = (check: string, about: readonly string[]): string =>
      migrationOf({ check, impact: 'breaking', operation: at('/a') }, about, null);
    expect(of('new-required-request-property', ['iban'])).toBe('Send `iban` with every call.');
    expect(of('request-parameter-enum-value-removed', ['"a"', '"b"'])).toBe('Stop sending `"a"` and `"b"`.');
    expect(
      migrationOf(
        { check: 'new-optional-request-parameter', impact: 'breaking', operation: at('payment.settled', 'POST') },
        [],
        null,
      ),
    ).toBe('Be ready to receive it as it is described now.');
  });
});

describe('entries', () => {
  test('one edit of a shared schema is one entry, with the operations that it reaches', () => {
    const added = { check: 'response-required-property-added', cause: 'edit', about: ['iban'] };
    const entries = entriesOf(
      [
        change({ ...added, message: 'Response property `data[]/account/iban` (200) is new.', operation: at('/b') }),
        change({ ...added, message: 'Payload property `iban` is new.', operation: at('account.opened', 'POST') }),
        change({ ...added, message: 'Response property `iban` (200) is new.', operation: at('/a/{id}') }),
      ],
      FACTS,
    );
    expect(entries).toEqual([
      {
        section: 'added',
        check: 'response-required-property-added',
        impact: 'compatible',
        message: 'Response property `iban` (200) is new.',
        operations: [at('/a/{id}'), at('/b'), at('account.opened', 'POST')],
        why: '',
        migration: '',
        farewell: null,
        changes: 3,
      },
    ]);
  });

  test('like things of one place are one sentence in the plural', () => {
    const say = (...messages: readonly string[]): readonly string[] =>
      entriesOf(
        messages.map((message) => change({ check: 'a', message })),
        FACTS,
      ).map(({ message }) => message);
    expect(
      say(
        'Response property `a` (200) is new.',
        'Response property `b` (200) is new.',
        'Response property `c` (200) is new.',
      ),
    ).toEqual(['Response properties `a`, `b` and `c` (200) are new.']);
    expect(say('Query parameter `s` has the new value `"x"`.', 'Query parameter `s` has the new value `"y"`.')).toEqual(
      ['Query parameter `s` has the new values `"x"` and `"y"`.'],
    );
    expect(say('Webhook `a` is new.', 'Webhook `b` is new.')).toEqual(['Webhooks `a` and `b` are new.']);
    expect(say('Header `a` was removed.', 'Something else about `b`.')).toEqual([
      'Header `a` was removed.',
      'Something else about `b`.',
    ]);
    expect(
      say('Property `a` has maxLength 10 instead of `20`.', 'Property `b` has maxLength 5 instead of `20`.'),
    ).toHaveLength(2);
    expect(
      say(
        ...Array.from(
          { length: 20 },
          (_, index) => `Request property \`p${String(index).padStart(2, '0')}\` was removed.`,
        ),
      ),
    ).toEqual([
      'Request properties `p00`, `p01`, `p02`, `p03`, `p04`, `p05`, `p06`, `p07`, `p08`, `p09`, `p10`, `p11` and 8 more were removed.',
    ]);
  });

  test('operations of different reach are not mixed', () => {
    const entries = entriesOf(
      [
        change({ check: 'a', message: 'Query parameter `a` is new.', operation: at('/a') }),
        change({ check: 'a', message: 'Query parameter `b` is new.', operation: at('/b') }),
      ],
      FACTS,
    );
    expect(entries.map(({ message, operations }) => [message, operations.length])).toEqual([
      ['Query parameter `a` is new.', 1],
      ['Query parameter `b` is new.', 1],
    ]);
  });

  test('sections in order; in a section what breaks, then whole operations, then by path; whatever the order of the changes', () => {
    const changes = [
      change({ check: 'endpoint-added', message: 'The operation is new.', operation: at('/z') }),
      change({ check: 'request-property-max-length-increased', message: 'Request property `m` takes more.' }),
      change({
        check: 'response-property-enum-value-added',
        message: 'Response property `s` has the new value `1`.',
        impact: 'risky',
        severity: 'warn',
      }),
      change({
        check: 'api-removed-without-deprecation',
        message: '`GET /y` was removed.',
        impact: 'breaking',
        severity: 'error',
        operation: at('/y'),
      }),
      change({
        check: 'request-parameter-became-required',
        message: 'Query parameter `q` became required.',
        impact: 'breaking',
        severity: 'error',
        operation: at('/a'),
      }),
    ];
    const order = entriesOf(changes, FACTS).map(({ section, check }) => `${section} ${check ?? ''}`);
    expect(order).toEqual([
      'breaking api-removed-without-deprecation',
      'breaking request-parameter-became-required',
      'added endpoint-added',
      'changed response-property-enum-value-added',
      'changed request-property-max-length-increased',
    ]);
    expect(entriesOf([...changes].reverse(), FACTS)).toEqual(entriesOf(changes, FACTS));
  });

  test('a reason is given for what asks something of callers, and not where the check is about the harmless case', () => {
    const [required, harmless] = entriesOf(
      [
        change({ check: 'request-parameter-became-required', message: 'A', impact: 'breaking', severity: 'error' }),
        change({ check: 'response-optional-property-added', message: 'B', impact: 'breaking', severity: 'error' }),
      ],
      FACTS,
    );
    expect(required?.why).not.toBe('');
    expect(harmless).toMatchObject({ why: '', migration: 'Be ready for it.' });
  });
});
