import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const HOUSE =
  'rules:\n  short-path: { description: Paths are short., severity: error, x-tags: [naming], given: "$.paths[*]~", then: { function: length, functionOptions: { max: 9 } } }\n';
const SETTINGS = 'schemaVersion: 1\nprofiles: [house.yaml]\napis:\n  a: { contract: a.json }\n';

const bank = () =>
  scratchRepo({ files: { 'countersign.yaml': SETTINGS, 'house.yaml': HOUSE, 'a.json': sampleContract([LIST, READ]) } });

test('now, and against a revision under the same rules', async () => {
  const repo = bank();
  const now = await runJson('score', repo.folder, ['score', ...TODAY]);
  expect(now).toMatchObject({ exit: 0, stderr: '' });
  // One error in two operations: 100 × 20 / 30.
  expect(now.report.apis).toMatchObject([
    { api: { id: 'a' }, now: { score: 66, groups: [{ tag: 'naming', rules: 1, score: 66 }] }, before: null },
  ]);
  repo.commit({ files: { 'a.json': sampleContract([LIST]) } });
  const after = await runJson('score', repo.folder, ['score', '--against', 'HEAD~1', ...TODAY]);
  expect(after.report.apis).toMatchObject([{ now: { score: 100 }, before: { score: 66 } }]);
  const words = await runCli(repo.folder, ['score', '--against', 'HEAD~1', ...TODAY]);
  expect(words.stdout).toMatch(/^ {2}all +100 +\+34$/m);
  expect(words.stdout).toMatch(/^PASS {2}a 100$/m);
});

test('of overrides, those of the file of the contract count', async () => {
  const repo = bank();
  const overrides = 'overrides:\n  - { files: ["a.json"], rules: { short-path: off } }\n';
  repo.commit({ files: { 'house.yaml': HOUSE + overrides } });
  const off = await runJson('score', repo.folder, ['score', ...TODAY]);
  expect(off.report.apis).toMatchObject([{ now: { score: 100, groups: [] } }]);
});

test('waived, old or off: only what is off does not count', async () => {
  const repo = bank();
  await runCli(repo.folder, ['baseline', 'write', ...TODAY]);
  const old = await runJson('score', repo.folder, ['score', ...TODAY]);
  expect(old.report.apis).toMatchObject([{ now: { score: 66 } }]);
  repo.commit({
    files: { 'countersign.yaml': `${SETTINGS}policy: { severities: { short-path: 'off' } }\n` },
  });
  const off = await runJson('score', repo.folder, ['score', ...TODAY]);
  expect(off.report.apis).toMatchObject([{ now: { score: 100, groups: [] } }]);
});
