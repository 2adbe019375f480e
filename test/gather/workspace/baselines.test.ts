import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { baselinePath, baselineText, readBaselines } from '../../../src/gather/workspace/baselines.ts';
import type { Baseline } from '../../../src/model/finding.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';

function written(files: Readonly<Record<string, string>>): string {
  const root = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const [LOW, HIGH] = ['0'.repeat(32), 'e'.repeat(32)];
const PAYMENTS: Baseline = {
  api: 'payments',
  file: '.countersign/baseline/payments.yaml',
  entries: [
    { fingerprint: HIGH, rule: 'b', at: 'openapi.yaml#/paths/~1x: y' },
    { fingerprint: LOW, rule: 'a', at: 'openapi.yaml#' },
  ],
};

test('a line a finding, sorted by fingerprint', () => {
  expect(baselineText(PAYMENTS)).toBe(
    [
      '# Old findings of lint that do not count. Written by countersign baseline write; prune removes what was mended.',
      'schemaVersion: 1',
      'api: "payments"',
      'findings:',
      `  - { fingerprint: "${LOW}", rule: "a", at: "openapi.yaml#" }`,
      `  - { fingerprint: "${HIGH}", rule: "b", at: "openapi.yaml#/paths/~1x: y" }`,
      '',
    ].join('\n'),
  );
  expect(baselineText({ api: 'payments', entries: [] })).toMatch(/\nfindings: \[\]\n$/);
});

test('whatever rules, places and APIs are called, what is written is read', async () => {
  const entry = fc.record({
    fingerprint: fc.stringMatching(/^[0-9a-f]{32}$/),
    rule: fc.string({ minLength: 1, unit: 'binary' }),
    at: fc.string({ unit: 'binary' }),
  });
  const entries = fc.uniqueArray(entry, { selector: ({ fingerprint }) => fingerprint, maxLength: 6 });
  const root = scratchFolder();
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1, unit: 'binary' }), entries, async (api, list) => {
      const folder = written({ [baselinePath(api)]: baselineText({ api, entries: list }) });
      const sorted = [...list].sort((left, right) => (left.fingerprint < right.fingerprint ? -1 : 1));
      expect(await readBaselines(fileSystem, folder)).toEqual([{ api, file: baselinePath(api), entries: sorted }]);
    }),
    { numRuns: 60 },
  );
  expect(await readBaselines(fileSystem, root)).toEqual([]);
});

test('forty thousand findings are read', async () => {
  const entries = Array.from({ length: 40_000 }, (_, index) => ({
    fingerprint: index.toString(16).padStart(32, '0'),
    rule: 'operation-has-owner',
    at: `openapi.yaml#/paths/~1payments~1${index}/get`,
  }));
  const root = written({ [PAYMENTS.file]: baselineText({ api: 'payments', entries }) });
  expect(await readBaselines(fileSystem, root)).toEqual([{ ...PAYMENTS, entries }]);
});

describe('what is no baseline is refused, with its place', () => {
  const good = baselineText(PAYMENTS);
  test.each([
    {
      file: 'payments.yaml',
      text: good.replace(LOW, 'abc'),
      says: 'payments.yaml:5:20: `findings[0].fingerprint` must have 32',
    },
    { file: 'payments.yaml', text: good.replace('rule: "a", ', ''), says: 'payments.yaml:5:5' },
    { file: 'payments.yaml', text: '<<<<<<< HEAD\n' + good, says: 'payments.yaml:' },
    { file: 'accounts.yaml', text: good, says: 'the baseline of `payments` is .countersign/baseline/payments.yaml' },
    { file: 'payments.yaml', text: '', says: 'is empty' },
  ])('$says', async ({ file, text, says }) => {
    const root = written({ [`.countersign/baseline/${file}`]: text });
    await expect(readBaselines(fileSystem, root)).rejects.toMatchObject({
      code: 'BASELINE_INVALID',
      message: expect.stringContaining(says) as string,
    });
  });
});
