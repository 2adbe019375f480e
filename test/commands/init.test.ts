import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { CI_FILES } from '../../src/gather/workspace/scaffold.ts';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

test('a repository without a contract begins with one that passes every check', async () => {
  const repo = scratchRepo({ files: { 'README.md': 'a bank\n' } });
  const { exit, stderr, report } = await runJson('init', repo.folder, ['init']);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(report.files).toEqual(['countersign.yaml', '.countersign/workspace.schema.json', 'contracts/payments.yaml']);
  const check = await runJson('check', repo.folder, ['check']);
  expect(check).toMatchObject({ exit: 0, stderr: '', report: { apis: [{ id: 'payments' }], findings: [] } });
});

test('the contracts that are here are listed, with a workflow when asked for, and check accepts what was written', async () => {
  const repo = scratchRepo({ files: { 'apis/cards.json': sampleContract(), 'apis/loans.json': sampleContract() } });
  const result = await runCli(repo.folder, ['init', '--ci', 'github']);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/init.txt');
  await expect(readFileSync(join(repo.folder, 'countersign.yaml'), 'utf8')).toMatchFileSnapshot(
    'golden/init-countersign.yaml',
  );
  const check = await runJson('check', repo.folder, ['check', '--today', '2026-06-01']);
  expect(check).toMatchObject({ exit: 0, report: { apis: [{ id: 'cards' }, { id: 'loans' }] } });
});

test.each(Object.entries(CI_FILES))('--ci %s', async (system, { path }) => {
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract() } });
  const result = await runCli(repo.folder, ['init', '--ci', system]);
  expect(result.exit).toBe(0);
  const text = readFileSync(join(repo.folder, path), 'utf8');
  expect(text).toContain('countersign check');
  if (path.endsWith('.yml')) expect(load(text)).toBeTypeOf('object');
});

test('nothing is overwritten, and nothing else is written then, unless --force says so', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract(), 'countersign.yaml': 'schemaVersion: 1\n' } });
  const refused = await runCli(repo.folder, ['init', '--ci', 'gitlab']);
  expect(refused).toEqual({
    exit: 2,
    stdout: '',
    stderr:
      'error FILE_EXISTS  countersign.yaml is there already; nothing was written\n  hint  remove it first, or give --force\n',
  });
  expect(existsSync(join(repo.folder, '.gitlab-ci.yml'))).toBe(false);
  expect(await runCli(repo.folder, ['init', '--force'])).toMatchObject({ exit: 0, stderr: '' });
  expect(readFileSync(join(repo.folder, 'countersign.yaml'), 'utf8')).toContain('contract: openapi.json');
});
