import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versionStep } from '../../src/model/version.ts';

describe('versionStep', () => {
  test.each([
    ['1.4.0', '1.4.0', 'same'],
    ['1.4.0', '2.0.0', 'major'],
    ['1.4.0', '1.5.0', 'minor'],
    ['1.4.0', '1.4.1', 'patch'],
    ['1.4.0', '1.3.9', 'down'],
    ['2.0.0', '1.9.9', 'down'],
    ['v1', 'v2', 'major'],
    ['1', '1.0', 'same'],
    ['v1.2', '1.3', 'minor'],
    ['1.0.0+7', '1.0.0+8', 'same'],
    // An erratum is a patch of what it corrects.
    ['v2.0', 'v2.0-errata1', 'patch'],
    ['v2.0-errata1', 'v2.0-errata2', 'patch'],
    ['v1.2', 'v1.2-final-errata1', 'patch'],
    ['v2.0-errata1', 'v2.1', 'minor'],
    // Days.
    ['2020-09-14', '2021-01-01', 'major'],
    ['2021-01-01', '2020-09-14', 'down'],
    ['2020-09-14_1.697.0', '2020-09-14_1.698.0', 'minor'],
    ['2020-09-14_1.697.0', '2020-09-14_1.697.1', 'patch'],
    ['2020-09-14_1.697.0', '2020-09-14_2.0.0', 'minor'],
    ['2024-09-30.acacia', '2024-10-28.acacia', 'minor'],
    ['2024-10-28.acacia', '2025-03-31.basil', 'major'],
    // What cannot be compared.
    ['v1', '2024-01-01', 'unknown'],
    ['final', 'final2', 'unknown'],
    ['', '1.0.0', 'unknown'],
  ] as const)('from %s to %s is %s', (before, after, step) => {
    expect(versionStep(before, after)).toEqual({ step, unstable: false });
  });

  test.each([
    ['0.3.0', '0.4.0', 'minor', true],
    ['0.3.0', '0.3.1', 'patch', false],
    ['2.0.0-rc.1', '2.0.0-rc.2', 'patch', true],
    ['2.0.0-rc.1', '2.0.0', 'patch', true],
    ['2.0.0', '2.0.0-rc.1', 'down', false],
    ['2.0.0-rc.10', '2.0.0-rc.9', 'down', false],
  ] as const)('from %s to %s is %s, and promised nothing: %s', (before, after, step, unstable) => {
    expect(versionStep(before, after)).toEqual({ step, unstable });
  });

  test('what goes up one way goes down the other', () => {
    const number = fc.nat(30);
    const version = fc.tuple(number, number, number).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(version, version, (left, right) => {
        const [there, back] = [versionStep(left, right).step, versionStep(right, left).step];
        expect(there === 'same').toBe(left === right);
        expect(there === 'down').toBe(left !== right && back !== 'down');
      }),
    );
  });
});
