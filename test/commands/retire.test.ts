import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';
import { SPLIT } from './split-contract.ts';

/** A year after everything was marked, and three days after its sunset. */
const LATE = ['--today', '2027-07-03'];
const SUNSET = ['--sunset', '2027-06-30', '--today', '2026-07-01', '-q'];

const CONSUMER = `schemaVersion: 1
name: Ledger Sync
contact: ledger@bank.example
uses:
  - api: payments
    operations: [GET /v1/payments]
`;

/** What was marked is committed on the day on which it was. */
async function marked(
  things: readonly (readonly string[])[],
  files: { readonly [path: string]: string } = {},
): Promise<ScratchRepo> {
  const repo = scratchRepo({ files: { ...SPLIT, ...files }, day: '2026-05-01' });
  for (const thing of things) {
    const result = await runCli(repo.folder, ['deprecate', 'payments', ...thing, ...SUNSET]);
    expect(result).toMatchObject({ exit: 0, stderr: '' });
  }
  repo.commit({ files: {}, day: '2026-07-01' });
  return repo;
}

const V1 = ['GET', '/v1/payments', '--headers'];
const CANCEL = ['DELETE', '/v2/payments/{id}'];
const OFFSET = ['GET', '/v1/payments', '--parameter', 'offset'];
const CREDITOR = ['Payment.creditor'];
const PAYCONIQ = ['Payment.scheme', '--value', 'payconiq'];

test('what is past its sunset goes, with what only it used; what is left holds together and passes', async () => {
  const repo = await marked([V1, CANCEL, OFFSET, PAYCONIQ]);
  const planned = await runCli(repo.folder, ['retire', 'payments', '--dry-run', ...LATE]);
  expect(planned).toMatchObject({ exit: 0, stderr: '' });
  await expect(planned.stdout).toMatchFileSnapshot('golden/retire-dry-run.txt');
  expect(repo.git('status', '--short')).toBe('');

  const result = await runCli(repo.folder, ['retire', 'payments', ...LATE]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/retire.txt');
  const files = ['openapi.yaml', 'paths/payment.yaml', 'schemas/payment.yaml'];
  expect(repo.git('diff', '--name-only').split('\n')).toEqual(files);
  const texts = files.map((file) => readFileSync(join(repo.folder, file), 'utf8'));
  await expect(texts.join('---\n')).toMatchFileSnapshot('golden/retired.yaml');

  const root = join(repo.folder, 'openapi.yaml');
  writeFileSync(root, readFileSync(root, 'utf8').replace('version: 1.4.0', 'version: 1.4.1'));
  const diff = await runJson('diff', repo.folder, ['diff', '--no-witness', '--against', 'HEAD', ...LATE]);
  expect(diff.exit).toBe(0);
  const grave = diff.report.findings.filter(({ severity }) => severity === 'error' || severity === 'warn');
  // A link to what is gone goes with it, and that is told.
  expect(grave.map(({ rule }) => rule)).toEqual(['response-link-removed']);
  expect((await runCli(repo.folder, ['lint', '--ruleset', 'spectral:oas'])).stdout).not.toContain('invalid-ref');
  const again = await runJson('retire', repo.folder, ['retire', ...LATE]);
  expect(again).toMatchObject({ exit: 0, report: { outcome: 'nothing', retired: [], edit: { files: [] } } });
});

test('the gateway of each environment, by the names that its routes have there', async () => {
  const environments = `environments:
  test: { target: kong }
  prod: { target: kong }
`;
  const security = `security: [{ key: [] }]\npaths:`;
  const scheme = `components:\n  securitySchemes:\n    key: { type: apiKey, in: header, name: X-Key }\n`;
  const repo = await marked([V1], {
    'countersign.yaml': SPLIT['countersign.yaml'] + environments,
    'openapi.yaml': SPLIT['openapi.yaml'].replace('paths:', security).replace('components:\n', scheme),
  });
  const { report } = await runJson('retire', repo.folder, ['retire', '--dry-run', ...LATE]);
  expect(report.routes).toEqual(
    ['test', 'prod'].map((environment) => ({
      environment,
      target: 'kong',
      method: 'GET',
      path: '/v1/payments',
      route: 'payments_listpaymentsv1',
    })),
  );
});

describe('what the policy holds stays, and nothing is written:', () => {
  test('a consumer who has not agreed; with consent it goes', async () => {
    const repo = await marked([V1], { 'consumers/ledger.yaml': CONSUMER });
    const result = await runCli(repo.folder, ['retire', ...LATE]);
    expect(result).toMatchObject({ exit: 1, stderr: '' });
    await expect(result.stdout).toMatchFileSnapshot('golden/retire-refused.txt');
    expect(repo.git('status', '--short')).toBe('');

    const consent = `    consent: [{ operation: GET /v1/payments, day: '2027-06-01', by: Lea Ledger }]\n`;
    repo.commit({ files: { 'consumers/ledger.yaml': CONSUMER + consent }, day: '2027-06-01' });
    const { exit, report } = await runJson('retire', repo.folder, ['retire', ...LATE]);
    expect(exit).toBe(0);
    expect(report.notes.map(({ message }) => message)).toEqual([
      'Ledger Sync has agreed, and still declares to call GET /v1/payments: take that out of its consumer file.',
    ]);
  });

  test('a call of the last weeks, in an access log; older ones hold nothing', async () => {
    const repo = await marked([V1]);
    const line = (day: string): string =>
      `192.0.2.1 - - [${day}:10:00:00 +0000] "GET /payments/v1/payments HTTP/1.1" 200 12 "-" "curl"\n`;
    const call = ['retire', '--usage', 'access.log', '--dry-run', ...LATE];
    writeFileSync(join(repo.folder, 'access.log'), line('01/Jul/2027'));
    const { exit, report } = await runJson('retire', repo.folder, call);
    expect(exit).toBe(1);
    expect(report.refused.flatMap(({ reasons }) => reasons)).toEqual([
      'it is still called, as declared or seen, by an unknown consumer, without consent to its removal',
    ]);
    writeFileSync(join(repo.folder, 'access.log'), line('01/Jul/2026'));
    expect(await runJson('retire', repo.folder, call)).toMatchObject({ exit: 0, report: { outcome: 'planned' } });
  });

  test('a sunset that is still to come, for who asks for that thing', async () => {
    const repo = await marked([V1]);
    const early = ['--today', '2027-06-30'];
    expect(await runJson('retire', repo.folder, ['retire', ...early])).toMatchObject({
      exit: 0,
      report: { outcome: 'nothing' },
    });
    const { exit, report } = await runJson('retire', repo.folder, [
      'retire',
      'payments',
      'GET',
      '/v1/payments',
      ...early,
    ]);
    expect(exit).toBe(1);
    expect(report.refused.map(({ reasons }) => reasons)).toEqual([['it works until 2027-06-30: 0 days from today']]);
    expect(repo.git('status', '--short')).toBe('');
  });

  test('a notice that was too short, as git shows it', async () => {
    const late = SPLIT['openapi.yaml'].replace(
      'summary: Lists payments',
      `deprecated: true\n      x-sunset: '2027-06-30'\n      x-deprecation: { since: '2026-01-01' }`,
    );
    const repo = scratchRepo(
      { files: SPLIT, day: '2026-05-01' },
      { files: { 'openapi.yaml': late }, day: '2027-05-01' },
    );
    const { exit, report } = await runJson('retire', repo.folder, ['retire', ...LATE]);
    expect(exit).toBe(1);
    expect(report.refused.flatMap(({ reasons }) => reasons)).toEqual([
      expect.stringMatching(/63 days after it was marked deprecated on 2027-05-01.*\(removal-min-notice\)$/),
    ]);
    expect(repo.git('status', '--short')).toBe('');
  });

  test('a schema that something else refers to, beside what may go', async () => {
    const repo = await marked([['Party'], PAYCONIQ]);
    const { exit, report } = await runJson('retire', repo.folder, ['retire', ...LATE]);
    expect(exit).toBe(1);
    expect(report.outcome).toBe('written');
    expect(report.retired.map(({ what }) => what.name)).toEqual(['payconiq']);
    expect(report.refused.map(({ thing, reasons }) => [thing.what.name, reasons])).toEqual([
      ['Party', [expect.stringContaining('still referred to 2 times')]],
    ]);
  });

  test('a file that another API reads as well', async () => {
    const other = `openapi: 3.0.3
info: { title: Archive, version: 1.0.0 }
paths:
  /archive:
    get:
      responses:
        '200': { description: OK, content: { application/json: { schema: { $ref: './schemas/payment.yaml#/Payment' } } } }
`;
    const repo = await marked([PAYCONIQ], {
      'countersign.yaml': SPLIT['countersign.yaml'].replace(
        'policy:',
        '  archive: { contract: archive.yaml }\npolicy:',
      ),
      'archive.yaml': other,
    });
    const { exit, report } = await runJson('retire', repo.folder, ['retire', 'payments', ...LATE]);
    expect(exit).toBe(1);
    expect(report.refused.flatMap(({ reasons }) => reasons)).toEqual(['it stands in files that archive reads as well']);
    expect(repo.git('status', '--short')).toBe('');
  });
});

test('what breaks all the same goes with a new major version, where the policy lets that break', async () => {
  const settings = `${SPLIT['countersign.yaml']}  versions: { mayBreak: major }\n`;
  const required = SPLIT['schemas/payment.yaml'].replace('required: [id]', 'required: [id, creditor]');
  const repo = await marked([CREDITOR], { 'schemas/payment.yaml': required, 'countersign.yaml': settings });
  const { exit, report } = await runJson('retire', repo.folder, ['retire', ...LATE]);
  expect(exit).toBe(0);
  expect(report.version).toEqual({ step: 'major', version: '2.0.0' });
  expect(readFileSync(join(repo.folder, 'schemas/payment.yaml'), 'utf8')).toContain('required: [id]');
});

test('a thing that is not deprecated', async () => {
  const repo = await marked([]);
  const result = await runCli(repo.folder, ['retire', 'payments', 'GET', '/v1/payments', ...LATE]);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('GET /v1/payments is not deprecated');
});
