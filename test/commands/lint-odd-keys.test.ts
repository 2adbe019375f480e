import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];

const ROOT = `openapi: 3.0.3
info:
  title: Accounts
  version: 1.0.0
  title: Accounts of customers
paths:
  /accounts:
    get:
      responses:
        200: { description: OK } # as everybody writes it
        '404': { description: No account. }
`;
const ONCE = ROOT.replace('  title: Accounts\n', '');
const HOUSE = 'rules: {}\nparserOptions: { duplicateKeys: warn, incompatibleValues: hint }\n';

const repo = (files: Readonly<Record<string, string>> = {}) =>
  scratchRepo({ files: { 'openapi.yaml': ROOT, ...files } });

/** Rule, severity and line of what lint says of keys. */
async function keys(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { report } = await runJson('lint', folder, ['lint', ...args, ...TODAY]);
  return report.findings
    .filter(({ rule }) => rule === 'parser')
    .map(({ severity, at, message }) => `${severity} ${at.line} ${message}`);
}

const TWICE = 'Duplicate key: title';
const NUMBER = 'Mapping key must be a string scalar rather than number';

test('lint tells of keys that stand twice and of keys that are numbers, beside all else', async () => {
  const result = await runCli(repo().folder, ['lint', '--ruleset', 'spectral:oas', ...TODAY]);
  expect(result).toMatchObject({ exit: 1, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/lint-odd-keys.txt');
});

test.each([
  { what: 'a profile says nothing of numbers', files: {}, args: ['--ruleset', 'core'], found: [`error 5 ${TWICE}`] },
  {
    what: 'nor does it beside a ruleset that says nothing',
    files: {},
    args: ['--ruleset', 'core', '--ruleset', 'spectral:oas'],
    found: [`error 5 ${TWICE}`],
  },
  {
    what: '.spectral.yaml without options means those of Spectral, also where it extends a profile',
    files: { '.spectral.yaml': 'extends: core\n' },
    args: [],
    found: [`error 5 ${TWICE}`, `error 10 ${NUMBER}`],
  },
  {
    what: 'its options hold',
    files: { '.spectral.yaml': HOUSE },
    args: [],
    found: [`warn 5 ${TWICE}`, `hint 10 ${NUMBER}`],
  },
  {
    what: 'both may be off',
    files: { '.spectral.yaml': 'rules: {}\nparserOptions: { duplicateKeys: off, incompatibleValues: off }\n' },
    args: [],
    found: [],
  },
  {
    what: 'the settings weigh them like a rule',
    files: {
      'countersign.yaml': 'schemaVersion: 1\nprofiles: [spectral:oas]\npolicy: { severities: { parser: info } }\n',
    },
    args: [],
    found: [`info 5 ${TWICE}`, `info 10 ${NUMBER}`],
  },
])('$what', async ({ files, args, found }) => {
  expect(await keys(repo(files).folder, ...args)).toEqual(found);
});

describe('what is kept of an earlier run', () => {
  test('is not taken for other options', async () => {
    const { folder, write } = repo({ 'openapi.yaml': ONCE, '.spectral.yaml': HOUSE });
    const env = { COUNTERSIGN_CACHE: join(scratchFolder(), 'cache') };
    const run = (command: string) => runCli(folder, [command, '--format', 'json', ...TODAY], { env });
    expect((await run('lint')).stdout).toContain(NUMBER);
    expect((await run('check')).stdout).toContain(NUMBER);
    write({ '.spectral.yaml': 'rules: {}\nparserOptions: { incompatibleValues: off }\n' });
    expect((await run('check')).stdout).not.toContain(NUMBER);
    expect((await run('lint')).stdout).not.toContain(NUMBER);
  });
});

describe('other commands', () => {
  test('refuse a contract with a key that stands twice', async () => {
    const { folder } = repo();
    for (const args of [['check'], ['diff', '--against', 'HEAD'], ['score']]) {
      const result = await runCli(folder, args);
      expect(result).toMatchObject({ exit: 3, stdout: '' });
      expect(result.stderr).toMatch(/^error CONTRACT_DUPLICATE_KEY {2}openapi\.yaml:5:3: /);
    }
  });

  test('check says of numbers what lint says', async () => {
    const { folder } = repo({ 'openapi.yaml': ONCE });
    const { report } = await runJson('check', folder, ['check', '--ruleset', 'spectral:oas', ...TODAY]);
    expect(report.findings.filter(({ rule }) => rule === 'parser').map(({ message }) => message)).toEqual([NUMBER]);
  });
});

describe('lint --fix', () => {
  test('puts keys in quotes, and changes nothing else', async () => {
    const { folder } = repo({ 'openapi.yaml': ONCE });
    const { report } = await runJson('lint', folder, ['lint', '--fix', '--ruleset', 'spectral:oas', ...TODAY]);
    expect(report.fixes?.rules).toEqual([{ rule: 'parser', fixed: 1 }]);
    expect(readFileSync(join(folder, 'openapi.yaml'), 'utf8')).toBe(ONCE.replace('200:', "'200':"));
  });

  test('leaves a file alone in which a key stands twice', async () => {
    const { folder } = repo();
    const result = await runCli(folder, ['lint', '--fix', '--ruleset', 'spectral:oas', ...TODAY]);
    expect(result).toMatchObject({ exit: 1, stderr: '' });
    expect(readFileSync(join(folder, 'openapi.yaml'), 'utf8')).toBe(ROOT);
  });
});
