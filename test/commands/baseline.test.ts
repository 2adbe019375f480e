import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const HOUSE =
  'rules:\n  short-path: { description: Paths are short., message: "{{path}} is long", severity: error, given: "$.paths[*]~", then: { function: length, functionOptions: { max: 9 } } }\n';
const SETTINGS =
  'schemaVersion: 1\nprofiles: [house.yaml]\napis:\n  a: { contract: a.json }\n  b: { contract: b.json }\n';
const MORE = { operation: 'GET /accounts/all', id: 'listAll' };

const bank = (files: Readonly<Record<string, string>> = {}) =>
  scratchRepo({
    files: {
      'countersign.yaml': SETTINGS,
      'house.yaml': HOUSE,
      'a.json': sampleContract([LIST, READ]),
      'b.json': sampleContract([LIST, READ]),
      ...files,
    },
  });

const textOf = (folder: string, api: string): string =>
  readFileSync(join(folder, `.countersign/baseline/${api}.yaml`), 'utf8');

test('what is old passes, what is new fails, what is mended is told and pruned', async () => {
  const repo = bank();
  expect(await runCli(repo.folder, ['lint', ...TODAY])).toMatchObject({ exit: 1 });

  const first = await runJson('baseline', repo.folder, ['baseline', 'write', ...TODAY]);
  expect(first).toMatchObject({ exit: 0, stderr: '' });
  const file = '.countersign/baseline/a.yaml';
  expect(first.report.baselines[0]).toEqual({ api: 'a', file, entries: 1, added: 1, removed: 0 });
  expect(textOf(repo.folder, 'a')).toMatch(/at: "a\.json#\/paths\/~1accounts~1\{accountId\}" \}\n$/);

  const clean = await runJson('lint', repo.folder, ['lint', ...TODAY]);
  expect(clean.exit).toBe(0);
  expect(clean.report.findings.map(({ api, baseline }) => [api, baseline])).toEqual([
    ['a', true],
    ['b', true],
  ]);
  expect(clean.report).toMatchObject({ summary: { errors: 0, baseline: 2 } });
  const words = await runCli(repo.folder, ['lint', ...TODAY]);
  expect(words.stdout).toContain('PASS  nothing stands in the way; 2 in the baseline\n');

  repo.commit({ files: { 'a.json': sampleContract([LIST, READ, MORE]), 'b.json': sampleContract([LIST]) } });
  for (const [command, ...options] of [['lint'], ['check', '--against', 'HEAD']] as const) {
    const next = await runJson(command, repo.folder, [command, ...options, ...TODAY]);
    expect(next.exit).toBe(1);
    expect(
      next.report.findings
        .filter(({ from }) => from !== 'diff')
        .map(({ rule, api, baseline }) => [rule, api, baseline]),
    ).toEqual(
      expect.arrayContaining([
        ['baseline-stale', 'b', false],
        ['short-path', 'a', true],
        ['short-path', 'a', false],
      ]),
    );
  }

  const pruned = await runJson('baseline', repo.folder, ['baseline', 'prune', ...TODAY]);
  expect(pruned.report.baselines.map(({ api, entries, added, removed }) => [api, entries, added, removed])).toEqual([
    ['a', 1, 0, 0],
    ['b', 0, 0, 1],
  ]);
  expect(textOf(repo.folder, 'b')).toMatch(/\nfindings: \[\]\n$/);
});

test('under CI it shrinks and does not grow', async () => {
  const repo = bank();
  const inCi = { env: { CI: 'true' } };
  const refused = await runCli(repo.folder, ['baseline', 'write', ...TODAY], inCi);
  expect(refused).toMatchObject({ exit: 1, stdout: '' });
  expect(refused.stderr).toContain(
    'error BASELINE_GROWS  the baseline would grow: .countersign/baseline/a.yaml by 1, .countersign/baseline/b.yaml by 1\n',
  );
  expect(() => textOf(repo.folder, 'a')).toThrow('ENOENT');
  expect(await runCli(repo.folder, ['baseline', 'write', '--force', ...TODAY], inCi)).toMatchObject({ exit: 0 });
  repo.commit({ files: { 'a.json': sampleContract([LIST]) } });
  const smaller = await runJson('baseline', repo.folder, ['baseline', 'write', 'a', ...TODAY], inCi);
  expect(smaller.report.baselines).toMatchObject([{ api: 'a', entries: 0, added: 0, removed: 1 }]);
});

test('--dry-run writes nothing, and a second write changes nothing', async () => {
  const repo = bank();
  const dry = await runCli(repo.folder, ['baseline', 'write', '--dry-run', ...TODAY]);
  expect(dry).toMatchObject({ exit: 0, stderr: '' });
  expect(dry.stdout).toMatch(/PASS {2}would write 2 baselines\n$/);
  expect(() => textOf(repo.folder, 'a')).toThrow('ENOENT');
  await runCli(repo.folder, ['baseline', 'write', ...TODAY]);
  const before = textOf(repo.folder, 'a');
  const again = await runCli(repo.folder, ['baseline', 'write', ...TODAY]);
  expect(again.stdout).toMatch(/PASS {2}the baseline is as it should be\n$/);
  expect(textOf(repo.folder, 'a')).toBe(before);
});

test('another ruleset takes in its own findings and leaves those of others alone', async () => {
  const other = HOUSE.replace('short-path', 'very-short-path').replace('max: 9', 'max: 5');
  const repo = bank({ 'other.yaml': other });
  await runCli(repo.folder, ['baseline', 'write', 'a', ...TODAY]);
  const added = await runJson('baseline', repo.folder, ['baseline', 'write', 'a', '--ruleset', 'other.yaml', ...TODAY]);
  expect(added.report.baselines).toMatchObject([{ entries: 3, added: 2, removed: 0 }]);
  const settings = await runJson('baseline', repo.folder, ['baseline', 'write', 'a', ...TODAY]);
  expect(settings.report.baselines).toMatchObject([{ entries: 1, added: 0, removed: 2 }]);
});

test('the baseline of an API that is no more is emptied', async () => {
  const repo = bank();
  await runCli(repo.folder, ['baseline', 'write', ...TODAY]);
  repo.commit({ files: { 'countersign.yaml': SETTINGS.replace(/ {2}b:.*\n/, '') } });
  const pruned = await runJson('baseline', repo.folder, ['baseline', 'prune', ...TODAY]);
  expect(pruned.report.baselines.map(({ api, entries }) => [api, entries])).toEqual([
    ['a', 1],
    ['b', 0],
  ]);
  expect(pruned.report.notes).toEqual([
    { api: null, message: 'there is no API `b`: .countersign/baseline/b.yaml can be removed' },
  ]);
});

test('an action that nobody knows', async () => {
  const result = await runCli(bank().folder, ['baseline', 'wirte']);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('there is no `baseline wirte`; did you mean `write`?');
});

test('what could not be checked is not pruned', async () => {
  const slow = HOUSE.replace('$.paths[*]~', '$.paths').replace('{ max: 9 }', '{ max: 0 }');
  const repo = bank({ 'house.yaml': slow });
  expect(await runJson('baseline', repo.folder, ['baseline', 'write', ...TODAY])).toMatchObject({ exit: 0 });
  const before = textOf(repo.folder, 'a');
  const cut = slow
    .replace('length', 'pattern')
    .replace('{ max: 0 }', () => "{ match: '^(?=a)(a+)+$' }")
    .replace('$.paths', () => '$.info.x');
  const name = `${'a'.repeat(60)}!`;
  const contract = sampleContract([LIST, READ]).replace('"info":', `"info": { "x": "${name}" }, "was":`);
  repo.commit({ files: { 'house.yaml': cut, 'a.json': contract } });
  const found = await runJson('lint', repo.folder, ['lint', 'a', ...TODAY]);
  expect(found.report.findings.map(({ rule }) => rule)).toEqual(['lint-not-evaluated']);
  for (const action of ['prune', 'write'])
    expect(await runJson('baseline', repo.folder, ['baseline', action, 'a', ...TODAY])).toMatchObject({ exit: 0 });
  expect(textOf(repo.folder, 'a')).toBe(before);
});
