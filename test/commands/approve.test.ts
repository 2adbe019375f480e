import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { asAda, asRita, publishingBank, RITA, TODAY } from '../support/publishing.ts';
import { runJson } from '../support/report.ts';
import { sampleContract } from '../support/sample-contract.ts';

test('somebody else approves exactly this text', async () => {
  const { bank } = publishingBank();
  const result = await runCli(bank.folder, ['approve', '--comment', 'looked at it', ...TODAY], asRita);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/approve.txt');

  const { report } = await runJson('approve', bank.folder, ['approve', 'accounts', ...TODAY], asRita);
  expect(report).toMatchObject({
    verdict: 'pass',
    approval: { api: 'accounts', approver: RITA, day: '2026-06-01' },
    notes: [],
  });
  expect(load(readFileSync(join(bank.folder, report.file), 'utf8'))).toMatchObject({
    api: 'accounts',
    digest: report.approval.digest,
  });
});

test('an author cannot approve their own change', async () => {
  const { bank } = publishingBank();
  const result = await runCli(bank.folder, ['approve', ...TODAY], asAda);
  expect(result).toMatchObject({ exit: 1, stdout: '' });
  expect(result.stderr).toContain('error OWN_CHANGE  Ada Author <ada@bank.example> changed openapi.json');
  expect(bank.git('status', '--porcelain')).toBe('');
});

test('nobody in particular cannot approve', async () => {
  const { bank } = publishingBank();
  const result = await runCli(bank.folder, ['approve']);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('error IDENTITY_UNKNOWN  ');
});

test('who approves what is not committed is told', async () => {
  const { bank } = publishingBank();
  bank.write({ 'openapi.json': sampleContract(undefined, { version: '1.0.1' }) });
  const { exit, report } = await runJson('approve', bank.folder, ['approve', ...TODAY], asRita);
  expect(exit).toBe(0);
  expect(report.notes.map(({ message }) => message)).toEqual([
    'openapi.json is not committed as it stands; the approval is for the text that you see, and only a committed text can be published.',
  ]);
});
