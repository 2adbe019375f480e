import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { identity, runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const asAda = { env: identity('Ada Author', 'ada@bank.example') };
const TERMS = [
  ...['--category', 'spec-correction'],
  ...['--reason', 'the contract never said so'],
  ...['--approver', 'Bea Boss <bea@bank.example>'],
  ...['--expires', '2026-12-31'],
];

/** Both operations answer with a status that may be missing now: one edit, a change for each of them. */
const SETTINGS = 'schemaVersion: 1\napis:\n  accounts: { contract: openapi.json }\n';
const OLD = sampleContract([LIST, READ]);
const NEW = OLD.replace(/"accountId",\s*"status"/, '"accountId"').replace('"1.0.0"', '"1.1.0"');

function edited(): ScratchRepo {
  const repo = scratchRepo({ files: { 'openapi.json': OLD, 'countersign.yaml': SETTINGS } });
  writeFileSync(join(repo.folder, 'openapi.json'), NEW);
  return repo;
}

async function diffIn(repo: ScratchRepo, today = '2026-06-01'): ReturnType<typeof runJson<'diff'>> {
  return runJson('diff', repo.folder, ['diff', '--no-witness', '--today', today]);
}

type Change = NonNullable<Awaited<ReturnType<typeof diffIn>>['report']['changes']>[number];

async function breaksIn(repo: ScratchRepo): Promise<readonly [Change, Change]> {
  const { report } = await diffIn(repo);
  const [first, second, ...others] = (report.changes ?? []).filter(({ severity }) => severity === 'error');
  if (first === undefined || second === undefined || others.length > 0) throw new Error('not two breaks');
  return [first, second];
}

test('one change, by the beginning of its fingerprint: written, shown, committed, ended, replaced', async () => {
  const repo = edited();
  const [change] = await breaksIn(repo);
  const accept = ['accept', change.fingerprint.slice(0, 10), ...TERMS, ...TODAY];
  const result = await runCli(repo.folder, accept, asAda);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/accept.txt');
  const file = `.countersign/accepted/accounts/${change.fingerprint.slice(0, 12)}-response-property-became-optional.yaml`;
  const path = join(repo.folder, file);
  await expect(readFileSync(path, 'utf8')).toMatchFileSnapshot('golden/accept-entry.yaml');

  // It is shown, not hidden, and covers that one change alone.
  const { report, exit } = await diffIn(repo);
  expect(exit).toBe(1);
  const shown = report.findings.filter(({ rule }) => rule === change.check);
  expect(
    shown.map(({ severity, fingerprint, accepted }) => [severity, fingerprint, accepted?.at.file ?? null]),
  ).toEqual(
    expect.arrayContaining([
      ['error', change.fingerprint, file],
      ['error', expect.any(String), null],
    ]),
  );
  expect(report.changes?.find(({ fingerprint }) => fingerprint === change.fingerprint)?.accepted).toMatchObject({
    category: 'spec-correction',
    owner: 'Ada Author <ada@bank.example>',
    approver: 'Bea Boss <bea@bank.example>',
    change: `${change.operation?.method ?? ''} ${change.operation?.path ?? ''}: ${change.message}`,
  });

  // A second time only with --force, and then what somebody wrote into the entry stays.
  expect(await runCli(repo.folder, accept, asAda)).toMatchObject({ exit: 2, stdout: '' });
  writeFileSync(path, `# agreed in CHG-4711\n${readFileSync(path, 'utf8').replace(/^(owner: .*)$/m, '$1 # on call')}`);
  const longer = accept.map((word) => (word === '2026-12-31' ? '2027-03-31' : word));
  expect(await runCli(repo.folder, [...longer, '--force'], asAda)).toMatchObject({ exit: 0 });
  await expect(readFileSync(path, 'utf8')).toMatchFileSnapshot('golden/accept-entry-again.yaml');
});

test('everything that one edit causes, by its cause; then the gate is open until the day', async () => {
  const repo = edited();
  const [first, second] = await breaksIn(repo);
  expect(first.cause).toBe(second.cause);
  const { exit, report } = await runJson(
    'accept',
    repo.folder,
    ['accept', first.cause, 'accounts', ...TERMS, ...TODAY],
    asAda,
  );
  expect(exit).toBe(0);
  expect(report.acceptance).toMatchObject({ fingerprint: null, cause: first.cause, check: null });
  expect(report.changes.map(({ fingerprint }) => fingerprint).sort()).toEqual(
    [first.fingerprint, second.fingerprint].sort(),
  );

  const open = await runCli(repo.folder, ['diff', '--no-witness', ...TODAY]);
  expect(open).toMatchObject({ exit: 0, stderr: '' });
  await expect(open.stdout).toMatchFileSnapshot('golden/diff-accepted.txt');
  const late = await diffIn(repo, '2027-01-01');
  expect(late.exit).toBe(1);
  expect(late.report.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
    'acceptance-expired',
    first.check,
    second.check,
  ]);

  // Once it has landed, the entry is left over and stands in nobody's way, also after its day.
  repo.commit({ files: {} });
  for (const today of ['2026-06-01', '2027-01-01']) {
    const landed = await diffIn(repo, today);
    expect(landed.exit).toBe(0);
    expect(landed.report.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['acceptance-unused', 'info'],
    ]);
  }
});

test('a fingerprint stays when messages, order and other parts of the contract do not', async () => {
  const repo = edited();
  const [change] = await breaksIn(repo);
  const turned = { ...(JSON.parse(NEW) as { readonly paths: object }), 'x-other': true };
  const paths = Object.fromEntries(Object.entries(turned.paths).reverse());
  writeFileSync(join(repo.folder, 'openapi.json'), JSON.stringify({ ...turned, paths }));
  const { report } = await diffIn(repo);
  expect(report.changes?.map(({ fingerprint }) => fingerprint)).toContain(change.fingerprint);
});

describe('refused, and nothing is written:', () => {
  const without = (option: string): readonly string[] => {
    const index = TERMS.indexOf(option);
    return TERMS.filter((_, at) => at !== index && at !== index + 1);
  };
  const instead = (option: string, value: string): readonly string[] => [...without(option), option, value];
  test.each([
    ['a change that is not there', 'f'.repeat(32), TERMS, 'CHANGE_UNKNOWN'],
    ['too short a beginning', 'FIRST7', TERMS, 'CHANGE_UNKNOWN'],
    ['no reason', 'FIRST', without('--reason'), 'accept needs --reason'],
    ['a reason that says nothing', 'FIRST', instead('--reason', 'because'), 'a reason has at least ten characters'],
    ['one person alone', 'FIRST', instead('--approver', 'A. Author <ADA@bank.example>'), 'cannot approve it as well'],
    ['one name for two', 'FIRST', [...instead('--approver', 'ada author'), '--owner', 'Ada Author'], 'cannot approve'],
    ['a day that has passed', 'FIRST', instead('--expires', '2026-05-31'), '2026-05-31 has passed already'],
    ['no day', 'FIRST', instead('--expires', 'soon'), '`soon` is no day'],
    ['another category', 'FIRST', instead('--category', 'whim'), 'whim'],
  ] as const)('%s', async (_, id, terms, says) => {
    const repo = edited();
    const [{ fingerprint }] = await breaksIn(repo);
    const asked = id.replace('FIRST7', fingerprint.slice(0, 7)).replace('FIRST', fingerprint);
    const result = await runCli(repo.folder, ['accept', asked, ...terms, ...TODAY], asAda);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toContain(says);
    expect(existsSync(join(repo.folder, '.countersign'))).toBe(false);
  });
});

test('an entry that does not fit stops every run, with its place', async () => {
  const repo = edited();
  const [change] = await breaksIn(repo);
  await runCli(repo.folder, ['accept', change.fingerprint, ...TERMS, ...TODAY], asAda);
  const folder = join(repo.folder, '.countersign/accepted/accounts');
  const [file = ''] = readdirSync(folder);
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace('expires: 2026-12-31', 'expires: never'));
  const result = await runCli(repo.folder, ['check', ...TODAY]);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain(
    `ACCEPTANCE_INVALID  .countersign/accepted/accounts/${file}:10:10: \`expires\` must be`,
  );
});
