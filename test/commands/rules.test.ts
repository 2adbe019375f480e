import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

test('every rule of the bundled profiles, with severity and source', async () => {
  const folder = scratchFolder();
  const { exit, stderr, report } = await runJson('rules', folder, ['rules', '--today', '2026-06-01']);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  const ids = report.rules.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expect(report.rules.filter(({ profile }) => profile === 'core').length).toBeGreaterThanOrEqual(35);
  for (const { id, profile, summary } of report.rules) if (profile === 'core') expect(summary, id).not.toBe('');
});

test('by tag and severity, as a table', async () => {
  const result = await runCli(scratchFolder(), ['rules', 'core', '--tag', 'payments', '--severity', 'error']);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/rules-payments.txt');
});

test("the house's own ruleset, and none that is not there", async () => {
  const repo = scratchRepo({
    files: {
      'house.yaml':
        'rules:\n  house-title: { description: Titles are short., given: $.info, then: { function: truthy } }\n',
    },
  });
  const { report } = await runJson('rules', repo.folder, ['rules', 'house.yaml']);
  expect(report.rules).toEqual([
    {
      id: 'house-title',
      profile: 'house.yaml',
      severity: 'warn',
      summary: 'Titles are short.',
      source: null,
      verified: true,
      tags: [],
      fixable: false,
      styles: [],
      yields: [],
      gaveWayTo: null,
    },
  ]);
  const unknown = await runCli(repo.folder, ['rules', 'hous.yaml']);
  expect(unknown).toMatchObject({ exit: 2, stdout: '' });
  expect(unknown.stderr).toContain('error RULESET_NOT_FOUND  ');
});

test('a tag that no rule has is not taken for an empty profile', async () => {
  const result = await runCli(scratchFolder(), ['rules', '--tag', 'paymnets']);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('did you mean payments?');
});

test('by profile, whatever the order, together with files', async () => {
  const repo = scratchRepo({
    files: {
      'house.yaml':
        'extends: core\nrules:\n  house-title: { description: Titles are short., given: $.info, then: { function: truthy } }\n',
    },
  });
  const all = await runJson('rules', repo.folder, ['rules', 'house.yaml', '--profile', 'core']);
  const core = await runJson('rules', repo.folder, ['rules', 'core']);
  expect(all.report.rules.map(({ id }) => id)).toEqual(core.report.rules.map(({ id }) => id));
  const both = await runJson('rules', repo.folder, ['rules', '--profile', 'core', '--profile', 'spectral:oas']);
  const [first] = core.report.rules;
  expect(both.report.rules.map(({ id }) => id)).toEqual(expect.arrayContaining([first?.id, 'operation-tags']));
});

test('of several tags, all of them', async () => {
  const { report } = await runJson('rules', scratchFolder(), ['rules', '--tag', 'payments', '--tag', 'security']);
  for (const { id, tags } of report.rules) expect(tags, id).toEqual(expect.arrayContaining(['payments', 'security']));
  const one = await runJson('rules', scratchFolder(), ['rules', '--tag', 'payments']);
  expect(one.report.rules.length).toBeGreaterThan(report.rules.length);
});

test('a profile that is none', async () => {
  const result = await runCli(scratchFolder(), ['rules', '--profile', 'cor']);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('no bundled profile is called `cor`; did you mean `core`?');
});
