import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, type SampleOperation, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo, type ScratchRepo } from '../support/scratch-repo.ts';

const OLD: SampleOperation = {
  operation: 'GET /statements',
  id: 'listStatements',
  deprecated: true,
  sunset: '2026-12-31',
  successor: 'listAccounts',
};
const TOLD: SampleOperation = { ...OLD, operation: 'GET /documents', id: 'listDocuments', since: '2026-01-15' };
const TODAY = ['--today', '2026-06-01'];

/** `GET /statements` is deprecated from the first commit on, `/accounts/{accountId}` from the second, `/documents` by its own words. */
function repository(): ScratchRepo {
  return scratchRepo(
    { files: { 'openapi.json': sampleContract([LIST, READ, OLD]) }, day: '2026-01-05' },
    {
      files: { 'openapi.json': sampleContract([LIST, { ...READ, deprecated: true }, OLD, TOLD], { version: '1.1.0' }) },
      day: '2026-03-02',
    },
    { files: { 'README.md': 'words\n' }, day: '2026-03-09' },
  );
}

test('the register says since when, and how it knows', async () => {
  const { folder } = repository();
  const { exit, stderr, report } = await runJson('deprecations', folder, ['deprecations', ...TODAY]);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(
    report.deprecations?.map(({ what, since, sunset, daysLeft, status }) => [
      what.path,
      since,
      sunset,
      daysLeft,
      status,
    ]),
  ).toEqual([
    ['/accounts/{accountId}', { day: '2026-03-02', from: 'history' }, null, null, 'deprecated'],
    ['/statements', { day: '2026-01-05', from: 'no later than' }, '2026-12-31', 213, 'sunset-scheduled'],
    ['/documents', { day: '2026-01-15', from: 'contract' }, '2026-12-31', 213, 'sunset-scheduled'],
  ]);
  const result = await runCli(folder, ['deprecations', ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/deprecations.txt');
});

test('the day of a property and of a parameter of a whole path is proven as well', async () => {
  const contract = (mark: string): string =>
    `openapi: 3.0.3
info: { title: T, version: 1.0.0 }
paths:
  /a:
    parameters: [{ name: q, in: query, schema: { type: string }${mark} }]
    get: { responses: {} }
components: { schemas: { A: { properties: { b: { type: string${mark} } } } } }
`;
  const repo = scratchRepo(
    { files: { 'openapi.yaml': contract('') }, day: '2026-01-05' },
    { files: { 'openapi.yaml': contract(', deprecated: true') }, day: '2026-03-02' },
    { files: { 'openapi.yaml': `${contract(', deprecated: true')}tags: []\n` }, day: '2026-04-02' },
  );
  const { report } = await runJson('deprecations', repo.folder, ['deprecations', ...TODAY]);
  expect(report.deprecations?.map(({ what, since }) => [what.kind, since])).toEqual([
    ['parameter', { day: '2026-03-02', from: 'history' }],
    ['property', { day: '2026-03-02', from: 'history' }],
  ]);
});

test('what is due soon and what is overdue follow from the day', async () => {
  const { folder } = repository();
  const soon = await runJson('deprecations', folder, ['deprecations', '--today', '2026-12-20']);
  expect(soon.report.deprecations?.map(({ status }) => status)).toEqual(['deprecated', 'due-soon', 'due-soon']);
  const late = await runCli(folder, ['deprecations', '--today', '2027-01-10']);
  await expect(late.stdout).toMatchFileSnapshot('golden/deprecations-overdue.txt');
});

test('a shallow clone proves less, and no date is invented', async () => {
  const { folder } = repository();
  const clone = join(scratchFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${folder}`, clone]);
  const { exit, report } = await runJson('deprecations', clone, ['deprecations', ...TODAY]);
  expect(exit).toBe(0);
  expect(report.deprecations?.map(({ since }) => since)).toEqual([
    { day: '2026-03-09', from: 'no later than' },
    { day: '2026-03-09', from: 'no later than' },
    { day: '2026-01-15', from: 'contract' },
  ]);
});

test('consumers that declare to use it are named', async () => {
  const repo = scratchRepo({
    files: {
      'openapi.json': sampleContract([LIST, OLD]),
      'consumers/budget.yaml':
        'schemaVersion: 1\nname: Budget App\ncontact: dev@budget.example\nuses:\n  - { api: openapi, operations: [GET /statements] }\n',
    },
  });
  const { report } = await runJson('deprecations', repo.folder, ['deprecations', ...TODAY]);
  expect(report.deprecations?.map(({ consumers }) => consumers)).toEqual([['Budget App']]);
});

test('a contract in which nothing is deprecated has an empty register', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract() } });
  const result = await runCli(repo.folder, ['deprecations', ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/deprecations-none.txt');
});
