import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const ONE = sampleContract([LIST], { version: '1.0.0' });
const TWO = sampleContract([LIST, READ], { version: '1.1.0' });

test('two files anywhere, without git', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'old.json'), TWO);
  writeFileSync(join(folder, 'new.json'), ONE);
  const grown = await runJson('diff', folder, ['diff', 'new.json', 'old.json', ...TODAY]);
  expect(grown).toMatchObject({
    exit: 0,
    stderr: '',
    report: {
      verdict: 'pass',
      apis: [{ version: '1.1.0', base: { revision: 'new.json', commit: null, file: 'new.json', version: '1.0.0' } }],
      changes: [{ check: 'endpoint-added', operation: { method: 'GET', path: '/accounts/{accountId}' } }],
    },
  });

  const result = await runCli(folder, ['diff', 'old.json', 'new.json', ...TODAY]);
  expect(result).toMatchObject({ exit: 1, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/diff-two-files.txt');
});

test('two files that are the same differ in nothing', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'old.json'), ONE);
  writeFileSync(join(folder, 'new.json'), ONE);
  const result = await runCli(folder, ['diff', 'old.json', 'new.json', ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/diff-nothing.txt');
});

test('a revision and a path on either side, as git reads them', async () => {
  const repo = scratchRepo({ files: { 'api/openapi.json': ONE } }, { files: { 'api/openapi.json': TWO } });
  const sides = await runJson('diff', repo.folder, [
    'diff',
    'HEAD~1:api/openapi.json',
    'HEAD:api/openapi.json',
    ...TODAY,
  ]);
  expect(sides.exit).toBe(0);
  expect(sides.report.apis[0]?.base).toEqual({
    revision: 'HEAD~1',
    commit: repo.git('rev-parse', 'HEAD~1'),
    file: 'api/openapi.json',
    version: '1.0.0',
  });
  // From the folder of the file, as `git show HEAD:./openapi.json` does.
  const inFolder = await runJson('diff', join(repo.folder, 'api'), [
    'diff',
    'HEAD~1:./openapi.json',
    'openapi.json',
    ...TODAY,
  ]);
  expect(inFolder.report.changes?.map(({ check }) => check)).toEqual(sides.report.changes?.map(({ check }) => check));
});

test('of a tag and a branch with one name, --against takes the tag', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': ONE } });
  repo.git('tag', 'release');
  repo.commit({ files: { 'openapi.json': TWO } });
  repo.git('branch', 'release');
  const { exit, report } = await runJson('diff', repo.folder, ['diff', '--against', 'release', ...TODAY]);
  expect(exit).toBe(0);
  expect(report.apis[0]?.base).toMatchObject({
    revision: 'release',
    commit: repo.git('rev-parse', 'refs/tags/release'),
  });
  expect(report.changes).toHaveLength(1);
});

test('a contract that was renamed is followed', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': TWO } });
  renameSync(join(repo.folder, 'openapi.json'), join(repo.folder, 'accounts.json'));
  repo.commit({ files: { 'accounts.json': ONE } });
  const { exit, report } = await runJson('diff', repo.folder, ['diff', '--against', 'HEAD~1', ...TODAY]);
  expect(exit).toBe(1);
  expect(report.apis[0]).toMatchObject({ file: 'accounts.json', base: { file: 'openapi.json' } });
});

test('a removal after too short a notice is refused, with the days that git proves', async () => {
  const deprecated = { ...READ, deprecated: true, successor: 'listAccounts' };
  const repo = scratchRepo(
    { files: { 'openapi.json': TWO }, day: '2026-01-05' },
    { files: { 'openapi.json': sampleContract([LIST, deprecated], { version: '1.2.0' }) }, day: '2026-03-02' },
    { files: { 'openapi.json': sampleContract([LIST], { version: '1.3.0' }) }, day: '2026-05-01' },
  );
  const result = await runCli(repo.folder, ['diff', '--against', 'HEAD~1', '--today', '2026-05-01']);
  expect(result).toMatchObject({ exit: 1, stderr: '' });
  expect(result.stdout.replaceAll(/\s+/g, ' ')).toContain(
    'GET /accounts/{accountId} was removed 60 days after it was marked deprecated on 2026-03-02; the policy asks for 90 days.',
  );
  // Thirty days later it would have been right.
  const later = await runCli(repo.folder, ['diff', '--against', 'HEAD~1', '--today', '2026-05-31']);
  expect(later.stdout.replaceAll(/\s+/g, ' ')).not.toContain('was removed 9');
});

test.each([
  {
    args: ['diff', 'nowhere.json', 'openapi.json'],
    exit: 2,
    says: 'error CONTRACT_NOT_FOUND  there is no file nowhere.json',
  },
  { args: ['diff', 'HEAD:nowhere.json', 'openapi.json'], exit: 3, says: 'error FILE_NOT_FOUND  ' },
  { args: ['diff', 'nosuch:openapi.json', 'openapi.json'], exit: 4, says: 'error BASE_REF_NOT_FOUND  ' },
  { args: ['diff', '--against', '--exec=x'], exit: 2, says: 'error ' },
  { args: ['diff', 'openapi.json', 'openapi.json', '--against', 'HEAD'], exit: 2, says: 'error USAGE  ' },
])('$args ends with $exit', async ({ args, exit, says }) => {
  const repo = scratchRepo({ files: { 'openapi.json': ONE } });
  const result = await runCli(repo.folder, args);
  expect(result).toMatchObject({ exit, stdout: '' });
  expect(result.stderr).toContain(says);
});

test('a waiver and a severity of a rule that only a ruleset of another call has are told, and stop nothing', async () => {
  const repo = scratchRepo({
    files: {
      'openapi.json': ONE,
      'countersign.yaml': 'schemaVersion: 1\npolicy: { severities: { house-rule: warn } }\n',
      '.countersign/waivers.yaml':
        'schemaVersion: 1\nwaivers:\n  - { rule: bank-title, reason: agreed for this year, owner: Olu, expires: 2026-12-31 }\n',
    },
  });
  for (const command of ['diff', 'deprecations'] as const) {
    const { exit, report } = await runJson(command, repo.folder, [command, ...TODAY]);
    expect(exit).toBe(0);
    expect(report.notes.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'policy.severities names the rule `house-rule`, which the profiles of the settings do not have; a ruleset given to lint or check may.',
        '.countersign/waivers.yaml:3 names the rule `bank-title`, which the profiles of the settings do not have; a ruleset given to lint or check may.',
      ]),
    );
  }
  // Who lints knows every rule that there is.
  expect(await runCli(repo.folder, ['check', ...TODAY])).toMatchObject({ exit: 2 });
});

test('a severity file of oasdiff is brought as it is; an id that no check has is an error at its line', async () => {
  const files = {
    'openapi.json': TWO,
    'countersign.yaml': 'schemaVersion: 1\npolicy: { severityFile: levels.txt }\n',
    'levels.txt': '# ours\napi-path-removed-without-deprecation   warn\n\nendpoint-added none\n',
  };
  const repo = scratchRepo({ files });
  writeFileSync(join(repo.folder, 'openapi.json'), ONE);
  const { exit, report } = await runJson('diff', repo.folder, ['diff', ...TODAY]);
  expect(exit).toBe(0);
  expect(report.changes?.map(({ check, severity }) => [check, severity])).toContainEqual([
    'api-path-removed-without-deprecation',
    'warn',
  ]);
  writeFileSync(join(repo.folder, 'levels.txt'), 'endpoint-added none\n  endpoint-aded err\n');
  const wrong = await runCli(repo.folder, ['diff', ...TODAY]);
  expect(wrong).toMatchObject({ exit: 2, stdout: '' });
  expect(wrong.stderr).toContain(
    'SEVERITIES_INVALID  levels.txt:2:3: no rule or check is called `endpoint-aded`; did you mean `endpoint-added`?',
  );
});

test('--compatibility judges otherwise than the settings, and a misspelt one is refused', async () => {
  const grown = sampleContract([LIST], { version: '1.1.0' }).replace('"open",', '"open", "frozen",');
  const repo = scratchRepo({ files: { 'openapi.json': ONE } });
  writeFileSync(join(repo.folder, 'openapi.json'), grown);
  const exits: Record<string, number> = {};
  for (const each of ['strict', 'lenient', 'x-extensible-enum', 'sdk'])
    exits[each] = (await runCli(repo.folder, ['diff', '--compatibility', each, ...TODAY])).exit;
  expect(exits).toEqual({ strict: 1, lenient: 0, 'x-extensible-enum': 1, sdk: 0 });
  const wrong = await runCli(repo.folder, ['diff', '--compatibility', 'lenent', ...TODAY]);
  expect(wrong).toMatchObject({ exit: 2, stdout: '' });
  expect(wrong.stderr).toContain('there is no compatibility `lenent`; did you mean `lenient`?');
});
