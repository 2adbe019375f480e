import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];

const ROOT = `openapi: 3.0.3
info: { title: Accounts, version: 1.0.0 } # short
servers:
  - url: 'https://api.bank.example/v1/' # production
# What there is.
tags:
  - name: Accounts # ours
    description: of customers
paths:
  /accounts:
    get:
      tags: [Accounts, Statements] # both
      parameters:
        - $ref: parts/sort.json
      responses: { '200': { description: OK } }
    put:
      tags: [Acounts]
      responses: { '200': { description: OK } }
`;

const SORT = JSON.stringify(
  { name: 'sort', in: 'query', schema: { type: 'string', enum: ['asc', 'desc', 'asc'] } },
  null,
  4,
);

const HOUSE = `extends: [[spectral:oas, off]]
rules:
  operation-tag-defined: warn
  oas3-server-trailing-slash: error
  duplicated-entry-in-enum: warn
`;

function repo(files: { readonly [path: string]: string } = {}): ScratchRepo {
  const settings = 'schemaVersion: 1\nprofiles: [house.yaml]\napis:\n  accounts: { contract: openapi.yaml }\n';
  return scratchRepo({
    files: {
      'openapi.yaml': ROOT,
      'parts/sort.json': SORT,
      'house.yaml': HOUSE,
      'countersign.yaml': settings,
      ...files,
    },
  });
}

function texts({ folder }: ScratchRepo): readonly string[] {
  return ['openapi.yaml', 'parts/sort.json'].map((file) => readFileSync(join(folder, file), 'utf8'));
}

const MENDED = [
  ROOT.replace("v1/'", "v1'").replace('customers\n', 'customers\n  - name: Statements\n'),
  SORT.replace('"desc",\n            "asc"', '"desc"'),
];

test('mends several files, keeps what is not concerned, and reports what is left', async () => {
  const there = repo();
  const result = await runCli(there.folder, ['lint', '--fix', ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/lint-fix.txt');
  expect(texts(there)).toEqual(MENDED);
  const again = await runJson('lint', there.folder, ['lint', '--fix', ...TODAY]);
  expect(again.report.fixes).toEqual({ written: false, before: 1, fixed: 0, rules: [], files: [], diff: '' });
  expect(texts(there)).toEqual(MENDED);
});

test('contracts that several threads would lint are mended alike, together or alone', async () => {
  const padded = `${ROOT}x-padding: ${'x'.repeat(600_000)}\n`;
  const settings = `schemaVersion: 1
profiles: [house.yaml]
apis:
  a: { contract: a.yaml }
  b: { contract: b.yaml }
`;
  const there = repo({ 'countersign.yaml': settings, 'a.yaml': padded, 'b.yaml': padded });
  const { report } = await runJson('lint', there.folder, ['lint', '--fix', ...TODAY]);
  const both = report.fixes?.rules.map(({ rule, fixed }) => [rule, fixed]);
  expect(both).toEqual([
    ['duplicated-entry-in-enum', 2],
    ['oas3-server-trailing-slash', 2],
    ['operation-tag-defined', 2],
  ]);
  const again = await runJson('lint', there.folder, ['lint', ...TODAY]);
  expect(again.report.findings.map(({ rule, api }) => [rule, api])).toEqual(
    report.findings.map(({ rule, api }) => [rule, api]),
  );
});

test('a dry run shows the diff and writes nothing', async () => {
  const there = repo();
  const result = await runCli(there.folder, ['lint', '--fix', '--dry-run', ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/lint-fix-dry-run.txt');
  const { report } = await runJson('lint', there.folder, ['lint', '--fix', '--dry-run', ...TODAY]);
  expect(report.fixes).toMatchObject({
    written: false,
    before: 4,
    fixed: 3,
    rules: [
      { rule: 'duplicated-entry-in-enum', fixed: 1 },
      { rule: 'oas3-server-trailing-slash', fixed: 1 },
      { rule: 'operation-tag-defined', fixed: 1 },
    ],
    files: ['openapi.yaml', 'parts/sort.json'],
  });
  expect(texts(there)).toEqual([ROOT, SORT]);
});

test('--dry-run alone is a mistake', async () => {
  const result = await runCli(repo().folder, ['lint', '--dry-run']);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('countersign lint --fix --dry-run');
});

test('what is waived, or old debt, stays as it is', async () => {
  const there = repo({
    '.countersign/waivers.yaml': `schemaVersion: 1
waivers:
  - { rule: oas3-server-trailing-slash, reason: the proxy wants it, owner: Olu Owner, expires: 2026-12-31 }
  - { rule: operation-tag-defined, reason: not sorted out yet, owner: Olu Owner, expires: 2026-12-31 }
`,
  });
  expect(await runCli(there.folder, ['baseline', 'write', ...TODAY])).toMatchObject({ exit: 0 });
  const { report } = await runJson('lint', there.folder, ['lint', '--fix', ...TODAY]);
  expect(report.fixes).toMatchObject({ before: 0, fixed: 0, files: [] });
  expect(texts(there)).toEqual([ROOT, SORT]);
});

describe('what cannot be written', () => {
  test('a link stays a link', async () => {
    const there = repo({ 'real.json': SORT });
    there.write({ 'parts/sort.json': null });
    symlinkSync('../real.json', join(there.folder, 'parts/sort.json'));
    const result = await runCli(there.folder, ['lint', '--fix', ...TODAY]);
    expect(result.exit).toBe(3);
    expect(result.stderr).toContain('parts/sort.json is a link');
    expect(lstatSync(join(there.folder, 'parts/sort.json')).isSymbolicLink()).toBe(true);
    expect(texts(there)).toEqual([ROOT, SORT]);
  });

  test('what an alias shares is left to people', async () => {
    const before = ROOT.replace("url: 'https", "url: &url 'https").replace('# What', 'x-url: *url\n# What');
    const there = repo({ 'openapi.yaml': before });
    const { report } = await runJson('lint', there.folder, ['lint', '--fix', ...TODAY]);
    expect(report.fixes?.rules.map(({ rule }) => rule)).toEqual(['duplicated-entry-in-enum', 'operation-tag-defined']);
    expect(texts(there)[0]).toBe(before.replace('customers\n', 'customers\n  - name: Statements\n'));
  });
});
