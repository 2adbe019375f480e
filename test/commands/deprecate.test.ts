import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';
import { SPLIT } from './split-contract.ts';

const TODAY = ['--today', '2026-06-01'];

function split(): ScratchRepo {
  return scratchRepo({ files: SPLIT, day: '2026-05-01' });
}

function textOf(repo: ScratchRepo, file: string): string {
  return readFileSync(join(repo.folder, file), 'utf8');
}

/** Lines of a file that an edit took away. */
function lost(before: string, after: string): readonly string[] {
  const now = after.split('\n');
  return before.split('\n').filter((line) => !now.includes(line));
}

test('an operation in the root file: written in place, told, and the same again changes nothing', async () => {
  const repo = split();
  const call = [
    ...['deprecate', 'payments', 'GET', '/v1/payments', '--successor', 'GET /v2/payments'],
    ...['--reason', 'Version 2 pages by cursor.', '--notice', 'https://developer.bank.example/v1', '--headers'],
    ...TODAY,
  ];
  const planned = await runCli(repo.folder, [...call, '--dry-run']);
  expect(planned).toMatchObject({ exit: 0, stderr: '' });
  await expect(planned.stdout).toMatchFileSnapshot('golden/deprecate-dry-run.txt');
  expect(repo.git('status', '--short')).toBe('');

  const result = await runCli(repo.folder, call);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/deprecate.txt');
  expect(lost(SPLIT['openapi.yaml'], textOf(repo, 'openapi.yaml'))).toEqual([]);
  expect(repo.git('diff', '--name-only')).toBe('openapi.yaml');

  const again = await runJson('deprecate', repo.folder, call);
  expect(again.exit).toBe(0);
  expect(again.report).toMatchObject({ outcome: 'unchanged', fields: [], edit: { files: [], diff: '' }, changes: [] });
});

test('the rules of core are content with what is written', async () => {
  const repo = split();
  await runCli(repo.folder, [
    ...['deprecate', 'payments', 'GET', '/v1/payments', '--successor', 'GET /v2/payments', '--headers'],
    ...['--reason', 'Pages by cursor.', ...TODAY],
  ]);
  const { report } = await runJson('lint', repo.folder, ['lint', 'openapi.yaml', '--ruleset', 'core']);
  const spoken = report.findings.map(({ rule }) => rule);
  expect(spoken).toContain('info-api-id');
  expect(spoken.filter((rule) => /deprecat|sunset/.test(rule))).toEqual([]);
});

test('what differs is written, and nothing else; a sunset that nobody has published may be moved', async () => {
  const repo = split();
  const call = ['deprecate', 'payments', 'GET', '/v1/payments', ...TODAY];
  await runCli(repo.folder, [...call, '--sunset', '2027-06-30']);
  const { report } = await runJson('deprecate', repo.folder, [...call, '--sunset', '2027-01-31']);
  expect(report.outcome).toBe('written');
  expect(report.fields).toEqual([
    { field: 'x-sunset', from: '2027-06-30', to: '2027-01-31' },
    { field: 'x-deprecation.sunset', from: '2027-06-30', to: '2027-01-31' },
  ]);
  repo.commit({ files: {}, day: '2026-06-01' });
  const earlier = await runCli(repo.folder, [...call, '--sunset', '2026-12-31']);
  expect(earlier).toMatchObject({ exit: 1, stdout: '' });
  expect(earlier.stderr).toMatch(/^error DEPRECATION_REFUSED {2}.* was 2027-01-31 and is now 2026-12-31/);
  expect(earlier.stderr).toContain('--sunset 2027-01-31');
  expect(repo.git('status', '--short')).toBe('');
});

/** Each thing with the file that says so, and the operations that use it. */
const THINGS = [
  ['an operation behind a reference', ['DELETE', '/v2/payments/{any}'], 'paths/payment.yaml', 0],
  ['an operation by its id', ['cancelPayment'], 'paths/payment.yaml', 0],
  ['a shared parameter', ['GET', '/v1/payments', '--parameter', 'query:offset'], 'openapi.yaml', 2],
  ['a parameter of its own', ['GET /v1/payments', '--parameter', 'limit'], 'openapi.yaml', 1],
  ['a property in another file', ['Payment.debtor.iban'], 'schemas/payment.yaml', 3],
  ['a property that refers to its type', ['Payment.creditor'], 'schemas/payment.yaml', 3],
  ['a schema by its pointer', ['#/components/schemas/Party'], 'schemas/payment.yaml', 3],
  ['a value of an enum', ['Payment.scheme', '--value', 'payconiq'], 'schemas/payment.yaml', 3],
] as const;

describe('the register shows exactly what was asked for, and nothing breaks:', () => {
  test.each(THINGS)('%s', async (_, thing, file, users) => {
    const repo = split();
    const call = ['deprecate', 'payments', ...thing, '--sunset', '2027-06-30', '--reason', 'Too old.', ...TODAY];
    const { report, exit } = await runJson('deprecate', repo.folder, call);
    expect(exit).toBe(0);
    expect(report.edit.files).toEqual([file]);
    expect(report.usedBy).toHaveLength(users);
    expect(report.changes.filter(({ impact }) => impact === 'breaking')).toEqual([]);

    const register = await runJson('deprecations', repo.folder, ['deprecations', ...TODAY]);
    const [entry, ...others] = register.report.deprecations ?? [];
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ sunset: '2027-06-30', reason: 'Too old.', since: { day: '2026-06-01' } });
    expect(entry?.what).toEqual(report.deprecation.what);
    expect(entry?.at.file).toBe(file);
    const diff = await runJson('diff', repo.folder, ['diff', '--no-witness', ...TODAY]);
    expect(diff.exit).toBe(0);
    expect((diff.report.changes ?? []).filter(({ impact }) => impact === 'breaking')).toEqual([]);
  });
});

test.each([
  ['swagger.json', '2.0', /"x-deprecated": true/],
  [
    'openapi-30.json',
    '3.0',
    /"allOf": \[\s+\{\s+"\$ref": "#\/components\/schemas\/Party"\s+\}\s+\],\s+"deprecated": true/,
  ],
  ['openapi-31.json', '3.1', /"\$ref": "#\/components\/schemas\/Party",\n {12}"deprecated": true/],
])('%s: a property that refers to its type, in the words of OpenAPI %s', async (file, version, says) => {
  const party = { type: 'object', properties: { name: { type: 'string' } } };
  const swagger = version === '2.0';
  const place = swagger ? '#/definitions/Party' : '#/components/schemas/Party';
  const schemas = {
    Party: party,
    Payment: { type: 'object', properties: { debtor: { $ref: place }, id: { type: 'string' } } },
  };
  const answer = { $ref: place.replace('Party', 'Payment') };
  const document = {
    ...(swagger ? { swagger: '2.0' } : { openapi: version === '3.0' ? '3.0.3' : '3.1.0' }),
    info: { title: 'Payments', version: '1.0.0' },
    paths: {
      '/payments': {
        get: {
          responses: {
            200: swagger
              ? { description: 'OK', schema: answer }
              : { description: 'OK', content: { 'application/json': { schema: answer } } },
          },
        },
      },
    },
    ...(swagger ? { definitions: schemas } : { components: { schemas } }),
  };
  const repo = scratchRepo({ files: { [file]: `${JSON.stringify(document, null, 2)}\n` } });
  const { report } = await runJson('deprecate', repo.folder, ['deprecate', 'Payment.debtor', ...TODAY]);
  expect(report.deprecation.what).toMatchObject({ kind: 'property', name: 'debtor' });
  expect(report.changes.filter(({ impact }) => impact === 'breaking')).toEqual([]);
  expect(textOf(repo, file)).toMatch(says);
});

describe('refused, and nothing is written:', () => {
  const ask = (...words: readonly string[]): readonly string[] => ['payments', ...words];
  test.each([
    ['no such path', ask('GET', '/v1/payment'), 2, 'did you mean `GET /v1/payments`?'],
    ['another method', ask('POST', '/v1/payments'), 2, '/v1/payments has GET'],
    ['a method alone', ask('GET'), 2, '`GET` names no operation'],
    ['no such property', ask('Payment.debter'), 2, 'did you mean `debtor`?'],
    ['no such parameter', ask('GET', '/v1/payments', '--parameter', 'ofset'), 2, 'did you mean `offset`?'],
    ['no such value', ask('Payment.scheme', '--value', 'sepia'), 2, 'did you mean `sepa`?'],
    ['a place that is no thing', ask('#/components/responses/NotFound'), 2, 'nothing that can be deprecated'],
    [
      'a successor that is not there',
      ask('GET', '/v1/payments', '--successor', 'GET /v3/payments'),
      2,
      'GET /v3/payments',
    ],
    ['itself', ask('GET', '/v1/payments', '--successor', 'listPaymentsV1'), 2, 'the very thing that goes'],
    ['no day', ask('GET', '/v1/payments', '--sunset', '2027-02-30'), 2, '`2027-02-30` is no day'],
    ['no URL', ask('GET', '/v1/payments', '--notice', 'soon'), 2, '`soon` is no URL'],
    ['headers of a property', ask('Payment.debtor', '--headers'), 2, '--headers are those of an operation'],
    ['too short a notice', ask('GET', '/v1/payments', '--sunset', '2026-08-29'), 1, '--sunset 2026-11-28'],
    ['a freeze', ask('GET', '/v1/payments', '--sunset', '2026-12-24'), 1, '--sunset 2026-11-28'],
  ] as const)('%s', async (_, words, exit, says) => {
    const repo = split();
    const result = await runCli(repo.folder, ['deprecate', ...words, ...TODAY]);
    expect(result).toMatchObject({ exit, stdout: '' });
    expect(result.stderr).toContain(says);
    expect(repo.git('status', '--short')).toBe('');
  });
});

test('a waiver lets pass what the policy refuses', async () => {
  const repo = split();
  const waivers = [
    'schemaVersion: 1',
    'waivers:',
    '  - rule: sunset-min-notice',
    '    api: payments',
    '    pointer: /paths/~1v1~1payments/get',
    '    reason: agreed with the only caller, CHG-4711',
    '    owner: Ada Author <ada@bank.example>',
    "    expires: '2026-12-31'",
    '',
  ].join('\n');
  repo.commit({ files: { '.countersign/waivers.yaml': waivers }, day: '2026-05-02' });
  const call = ['deprecate', 'payments', 'GET', '/v1/payments', '--sunset', '2026-08-29', ...TODAY];
  const { report, exit } = await runJson('deprecate', repo.folder, call);
  expect(exit).toBe(0);
  const waived = report.findings.filter(({ waiver }) => waiver !== null).map(({ rule }) => rule);
  expect(waived).toEqual(['sunset-min-notice']);
});

test('without git, and a file that ends its lines as Windows does', async () => {
  const folder = scratchFolder();
  const text = sampleContract([LIST, READ]).replaceAll('\n', '\r\n');
  writeFileSync(join(folder, 'openapi.json'), text);
  const result = await runCli(folder, ['deprecate', 'GET', '/accounts', '--successor', 'getAccount', ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  expect(result.stdout).toContain('not in a git repository');
  const after = readFileSync(join(folder, 'openapi.json'), 'utf8');
  expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(JSON.parse(after)).toMatchObject({ paths: { '/accounts': { get: { deprecated: true } } } });
});
