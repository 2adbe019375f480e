import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../../src/examine/diff/diff.ts';
import { COMPATIBILITY_PROFILES, compatibilityOf } from '../../../src/judge/policy/compatibility.ts';
import { ACCEPTANCE_RULES, VERSION_RULES } from '../../../src/judge/policy/rules.ts';
import { severityOfChange, severityOfFact } from '../../../src/judge/policy/severity.ts';
import type { Change } from '../../../src/model/change.ts';
import { COMPATIBILITIES, type Compatibility } from '../../../src/model/workspace.ts';
import { change, fact, policy } from '../sample.ts';

const grown: Partial<Change> = { check: 'response-property-enum-value-added', impact: 'risky', extensible: false };

describe('compatibility', () => {
  const kinds: readonly (readonly [string, Partial<Change>])[] = [
    ['a break', {}],
    ['a risk', { check: 'request-parameter-default-value-changed', impact: 'risky' }],
    ['a new value', grown],
    ['a new value of an open list', { ...grown, extensible: true }],
    ['a new value of a list opened just now', { ...grown, impact: 'compatible' }],
    ['a new value that a webhook sends', { ...grown, check: 'request-property-enum-value-added', impact: 'breaking' }],
    ['a new value that the API takes', { ...grown, check: 'request-property-enum-value-added', impact: 'compatible' }],
    ['another operationId', { check: 'api-operation-id-removed', impact: 'contract-only' }],
    ['a tag', { check: 'api-tag-added', impact: 'contract-only' }],
  ];
  const combinations: readonly (readonly Compatibility[])[] = [
    [],
    ['strict'],
    ['lenient'],
    ['x-extensible-enum'],
    ['sdk'],
    ['strict', 'x-extensible-enum'],
    ['lenient', 'sdk'],
  ];

  test('what each combination makes of each kind of change', () => {
    const table = kinds.map(([kind, over]) => [
      kind,
      combinations.map((compatibility) => severityOfChange(change(over), policy({ compatibility }))).join(' '),
    ]);
    expect(Object.fromEntries(table)).toEqual({
      // none, strict, lenient, x-extensible-enum, sdk, strict with x-extensible-enum, lenient with sdk
      'a break': 'error error error error error error error',
      'a risk': 'warn error warn warn warn error warn',
      'a new value': 'warn error info error warn error info',
      'a new value of an open list': 'warn error info info warn info info',
      'a new value of a list opened just now': 'hint hint hint error hint error hint',
      'a new value that a webhook sends': 'error error info error error error info',
      'a new value that the API takes': 'hint hint hint hint hint hint hint',
      'another operationId': 'info info info info error info error',
      'a tag': 'info info info info warn info warn',
    });
  });

  test('a severity of its own wins over every profile', () => {
    for (const severity of ['error', 'hint'] as const) {
      const severities = new Map([[grown.check ?? '', severity]]);
      for (const compatibility of combinations)
        expect(severityOfChange(change(grown), policy({ severities, compatibility }))).toBe(severity);
    }
  });

  test('strict raises the rules on versions, and no other fact', () => {
    const strict = policy({ compatibility: ['strict'] });
    const of = (rule: string): unknown => severityOfFact(fact({ rule, proposed: 'hint' }), strict);
    expect([...VERSION_RULES, ...ACCEPTANCE_RULES].filter(({ id }) => of(id) === 'error').map(({ id }) => id)).toEqual(
      VERSION_RULES.map(({ id }) => id),
    );
    expect(of('operation-has-owner')).toBe('hint');
  });

  test('the tables name only checks and rules that there are, and every profile has one', () => {
    const known = [...CHECKS, ...VERSION_RULES].map(({ id }) => id);
    const named = COMPATIBILITY_PROFILES.flatMap(({ rows }) => rows.flatMap(({ ids }) => ids));
    const unknown = named.filter((id) => !known.some((one) => new RegExp(`^${id.replaceAll('*', '.*')}$`).test(one)));
    expect(unknown).toEqual([]);
    expect(COMPATIBILITY_PROFILES.map(({ id }) => id)).toEqual(COMPATIBILITIES);
  });

  test('what the profiles say of one check can be looked up', () => {
    const words = (id: string): unknown =>
      CHECKS.filter((check) => check.id === id).flatMap((check) =>
        compatibilityOf(check).map(({ profile, row }) => `${profile} ${row.severity}`),
      );
    expect(words('api-tag-added')).toEqual(['sdk warn']);
    expect(words('api-removed-before-sunset')).toEqual(['strict error']);
    expect(words('response-property-enum-value-added')).toEqual([
      'strict error',
      'lenient info',
      'x-extensible-enum info',
      'x-extensible-enum error',
    ]);
  });
});

describe('stability', () => {
  test.each([
    ['draft', 'info'],
    ['alpha', 'info'],
    ['beta', 'error'],
  ] as const)('a break of what was %s costs %s', (stability, severity) => {
    expect(severityOfChange(change({ stability }), policy())).toBe(severity);
  });

  test('it limits and never raises, whatever else is said; off stays off', () => {
    const limited = policy({ stability: { draft: 'warn' }, compatibility: ['strict'] });
    expect(severityOfChange(change({ stability: 'draft' }), limited)).toBe('warn');
    expect(severityOfChange(change({ stability: 'draft', impact: 'compatible' }), limited)).toBe('hint');
    const named = (severity: 'error' | 'off'): unknown =>
      severityOfChange(
        change({ stability: 'draft' }),
        policy({ severities: new Map([['response-field-removed', severity]]) }),
      );
    expect([named('error'), named('off')]).toEqual(['info', null]);
  });

  test('to become less stable costs what it costs', () => {
    expect(severityOfChange(change({ check: 'api-stability-decreased', stability: 'alpha' }), policy())).toBe('error');
  });
});
