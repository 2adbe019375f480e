import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsError, problemLines, readDocument } from '../../../src/gather/workspace/document.ts';
import { anyOf, nearest } from '../../../src/model/nearest.ts';
import { SETTINGS_FILE } from '../../../src/gather/workspace/settings-file.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import { projectRoot } from '../../support/shared.ts';

const example = readFileSync(join(projectRoot, 'examples/bank/countersign.yaml'), 'utf8');

/** Whether a text is accepted; the message of the refusal otherwise. Any other error is a fault, and is thrown. */
async function verdictOn(text: string | Uint8Array): Promise<true | string> {
  try {
    await readDocument('f.yaml', typeof text === 'string' ? new TextEncoder().encode(text) : text, SETTINGS_FILE);
    return true;
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error;
    expect(error.code).toBe('CONFIG_INVALID');
    return error.message;
  }
}

describe('readDocument', () => {
  it('refuses what does not fit, and never falls over: any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        expect(await verdictOn(bytes)).toMatch(/f\.yaml/);
      }),
    );
  });

  it('refuses what does not fit, and never falls over: any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        expect(await verdictOn(JSON.stringify(value))).toMatch(/f\.yaml/);
      }),
    );
  });

  it('never falls over a typing error in good settings', async () => {
    expect(await verdictOn(example)).toBe(true);
    const slip = fc.constantFrom(
      '',
      ' ',
      '\t',
      ':',
      '-',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '#',
      '&a',
      '*a',
      '!',
      '|',
      '\n',
      '\r\n',
      '\u2028',
      '🏦',
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(example.length), fc.nat(3), slip, async (at, removed, added) => {
        const verdict = await verdictOn(example.slice(0, at) + added + example.slice(at + removed));
        if (verdict !== true) expect(verdict).toMatch(/f\.yaml/);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same places for every line ending, and after a byte order mark', async () => {
    const wrong = 'schemaVersion: 1\npolicy:\n  failOn: eror\n  timezne: UTC\n';
    const expected = await verdictOn(wrong);
    expect(expected).toBe(`2 problems
  f.yaml:3:11: \`policy.failOn\` must be error, warn, info or hint, not "eror"; did you mean \`error\`?
  f.yaml:4:3: \`timezne\` is not known here; did you mean \`timezone\`?`);
    expect(await verdictOn(wrong.replaceAll('\n', '\r\n'))).toBe(expected);
    expect(await verdictOn(`\uFEFF${wrong}`)).toBe(expected);
  });
});

describe('problemsError', () => {
  it('gives its lines back', () => {
    for (const lines of [['one'], ['one', 'two: a  b']])
      expect(problemLines(problemsError('CONFIG_INVALID', lines))).toEqual(lines);
  });
});

describe('nearest', () => {
  it('finds what was probably meant, and nothing far away', () => {
    expect(nearest('Polcy', ['policy', 'profiles'])).toBe('policy');
    expect(nearest('tset', ['prod', 'test'])).toBe('test');
    expect(nearest('x', ['a', 'b'])).toBe(null);
    expect(nearest('payments', ['accounts', 'cards'])).toBe(null);
    expect(nearest('anything', [])).toBe(null);
  });

  it('does not depend on the order of the candidates', () => {
    const words = ['aab', 'aba', 'baa', 'bab'];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: words.length }), (shuffled) => {
        expect(nearest('aaa', shuffled)).toBe('aab');
      }),
    );
  });

  it('lists words', () => {
    expect([anyOf(['a']), anyOf(['a', 'b']), anyOf(['a', 'b', 'c'])]).toEqual(['a', 'a or b', 'a, b or c']);
  });
});
