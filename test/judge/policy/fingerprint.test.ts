import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeFingerprint, factFingerprint } from '../../../src/judge/policy/fingerprint.ts';
import { at, change, fact } from '../sample.ts';

const api = { id: 'payments', file: 'apis/payments/openapi.yaml' };
const root = (pointer: string, line = 1): ReturnType<typeof at> => at(pointer, line, api.file);

describe('a fingerprint stays', () => {
  const before = factFingerprint(fact({ at: root('/info') }), api);

  test.each([
    ['another message', fact({ at: root('/info'), message: 'Other words.' }), api],
    ['another severity', fact({ at: root('/info'), proposed: 'hint' }), api],
    ['another line', fact({ at: root('/info', 99) }), api],
    ['a contract that moved', fact({ at: at('/info', 1, 'x/y.json') }), { id: 'payments', file: 'x/y.json' }],
    [
      'a revision from before the move',
      fact({ at: at('/info', 1, 'old.yaml') }),
      { ...api, base: { file: 'old.yaml' } },
    ],
  ])('with %s', (_title, other, where) => {
    expect(factFingerprint(other, where)).toBe(before);
  });

  test('of a file beside the root, when their folder moves', () => {
    const moved = { id: 'payments', file: 'contracts/openapi.yaml' };
    expect(factFingerprint(fact({ at: at('/x', 1, 'contracts/schemas/a.yaml') }), moved)).toBe(
      factFingerprint(fact({ at: at('/x', 1, 'apis/payments/schemas/a.yaml') }), api),
    );
  });

  test('as it was in earlier versions of this tool', () => {
    expect(before).toBe('cec79b54952b384904069a551cda06e7');
    expect(changeFingerprint(change({ before: null, after: root('/info') }), api)).toBe(
      'bfd8df435ddb98b5fe2119b50773bc17',
    );
  });
});

describe('two findings differ', () => {
  const words = fc.stringMatching(/^[ab/",]{0,4}$/);
  const identity = fc.record({
    rule: words,
    api: words,
    pointer: words,
    file: words,
    about: fc.array(words, { maxLength: 3 }),
  });
  type Identity = Record<'rule' | 'api' | 'pointer' | 'file', string> & { readonly about: readonly string[] };

  const print = (one: Identity): string =>
    factFingerprint(fact({ rule: one.rule, about: one.about, at: at(one.pointer, 1, `f${one.file}`) }), {
      id: one.api,
      file: 'root.yaml',
    });

  test('whenever one of rule, API, file, pointer and about does', () => {
    fc.assert(
      fc.property(identity, identity, (left, right) => {
        const same = JSON.stringify(normal(left)) === JSON.stringify(normal(right));
        expect(print(left) === print(right)).toBe(same);
      }),
    );
  });

  /** `a//b` and `a/b` are one file. */
  const normal = (one: Identity): unknown => ({ ...one, file: `f${one.file}`.replace(/\/+/g, '/').replace(/\/$/, '') });

  test.each([
    ['operation', change({ operation: { method: 'GET', path: '/other', operationId: 'listPayments' } })],
    ['operation or none', change({ operation: null })],
    ['check', change({ check: 'other' })],
    ['place before', change({ before: at('/elsewhere') })],
    ['place after', change({ after: at('/elsewhere') })],
    ['about', change({ about: ['bic'] })],
  ])('of two changes: %s', (_title, other) => {
    const where = { id: 'payments', file: 'openapi.yaml' };
    expect(changeFingerprint(other, where)).not.toBe(changeFingerprint(change(), where));
  });
});
