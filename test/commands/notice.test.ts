import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';
import { SPLIT } from './split-contract.ts';

const TODAY = ['--today', '2026-07-01'];

const CONSUMER = `schemaVersion: 1
name: Ledger Sync
contact: ledger@bank.example
uses:
  - api: payments
    operations: [GET /v1/payments]
`;

async function marked(): Promise<ScratchRepo> {
  const repo = scratchRepo({ files: { ...SPLIT, 'consumers/ledger.yaml': CONSUMER }, day: '2026-05-01' });
  const terms = [
    '--sunset',
    '2027-06-30',
    '--successor',
    'GET /v2/payments',
    '--reason',
    'Version 2 pages by *cursor*.',
  ];
  await runCli(repo.folder, ['deprecate', 'payments', 'GET', '/v1/payments', ...terms, ...TODAY]);
  repo.commit({ files: {}, day: '2026-07-01' });
  return repo;
}

const ANSWERS = ['--impact', 'critical', '--test-facility', 'In the sandbox from 2026-08-01.'];

test('with every answer it is complete, and names no consumer', async () => {
  const repo = await marked();
  const result = await runCli(repo.folder, ['notice', 'payments', 'GET', '/v1/payments', ...ANSWERS, ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  expect(result.stdout).not.toContain('Ledger');
  await expect(result.stdout).toMatchFileSnapshot('golden/notice.md');
  const page = await runCli(repo.folder, ['notice', ...ANSWERS, '--format', 'html', ...TODAY]);
  expect(page).toMatchObject({ exit: 0, stderr: '' });
  expect(page.stdout).not.toContain('Ledger');
  await expect(page.stdout).toMatchFileSnapshot('golden/notice.html');
});

test('what nobody has said is marked, and such a notice does not pass', async () => {
  const repo = await marked();
  const result = await runCli(repo.folder, ['notice', 'payments', ...TODAY]);
  expect(result.exit).toBe(1);
  expect(result.stderr).toBe(
    'FAIL  to be filled in before it may be sent: Availability in a test facility; Impact rating\n',
  );
  expect(result.stdout.match(/\[to be filled in: /g)).toHaveLength(2);
  const text = await runCli(repo.folder, ['notice', 'payments', '--format', 'text', ...TODAY]);
  expect(text).toMatchObject({ exit: 1, stderr: '' });
  await expect(text.stdout).toMatchFileSnapshot('golden/notice-incomplete.txt');
});

test('the eight fields in JSON, whom to tell, and a day that leaves too little', async () => {
  const repo = await marked();
  const { exit, report } = await runJson('notice', repo.folder, ['notice', ...ANSWERS, '--today', '2027-05-01']);
  expect(exit).toBe(0);
  const [notice, ...others] = report.notices;
  expect(others).toEqual([]);
  expect(notice?.fields.map(({ id, missing }) => [id, missing])).toEqual(
    ['date', 'change', 'reason', 'systems', 'test-facility', 'impact', 'rating', 'period'].map((id) => [id, null]),
  );
  expect(notice?.recipients).toEqual([{ name: 'Ledger Sync', contact: 'ledger@bank.example' }]);
  expect(report.notes).toEqual([
    { api: 'payments', message: expect.stringContaining('gives 60 days, and 180 are owed') as string },
  ]);
});

test('nothing to announce, and a thing that is not deprecated', async () => {
  const repo = scratchRepo({ files: SPLIT });
  expect(await runCli(repo.folder, ['notice', ...TODAY])).toEqual({
    exit: 0,
    stdout: 'Nothing is deprecated.\n',
    stderr: '',
  });
  const result = await runCli(repo.folder, ['notice', 'payments', 'GET', '/v1/payments', ...TODAY]);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('GET /v1/payments is not deprecated');
});
