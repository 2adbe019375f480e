import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { sampleContract } from '../support/sample-contract.ts';
import { scratchRepo, type ScratchRepo } from '../support/scratch-repo.ts';

function repository(): ScratchRepo {
  return scratchRepo({
    files: {
      'openapi.json': sampleContract(),
      'countersign.yaml': [
        'schemaVersion: 1',
        'apis: { accounts: { contract: openapi.json } }',
        'environments:',
        '  test: { target: kong, settings: { tags: [bank-test], scopesCheckedUpstream: [oauth] } }',
        '',
      ].join('\n'),
    },
  });
}

test('standard output is exactly the configuration', async () => {
  const { folder } = repository();
  const result = await runCli(folder, ['render', 'kong', '--env', 'test']);
  expect(result.exit).toBe(0);
  await expect(result.stdout).toMatchFileSnapshot('golden/render-kong.yaml');
  await expect(result.stderr).toMatchFileSnapshot('golden/render-unexpressed.txt');
  expect(load(result.stdout)).toMatchObject({ _format_version: '3.0', services: [{ host: 'api.bank.example' }] });
});

test('into a folder; the same text, and JSON says where', async () => {
  const { folder } = repository();
  const { exit, report } = await runJson('render', folder, [
    'render',
    'kong',
    'accounts',
    '--env',
    'test',
    '--output',
    'out',
  ]);
  expect(exit).toBe(0);
  expect(report).toMatchObject({ verdict: 'pass', written: 'out' });
  expect(readdirSync(join(folder, 'out'))).toEqual(['kong.yaml']);
  const written = readFileSync(join(folder, 'out', 'kong.yaml'), 'utf8');
  expect(report.config.files).toEqual([{ path: 'kong.yaml', content: written }]);
  const text = await runCli(folder, ['render', 'kong', '--env', 'test', '--output', 'again']);
  expect(text).toMatchObject({ exit: 0, stderr: '' });
  await expect(text.stdout).toMatchFileSnapshot('golden/render-output.txt');
});

test.each([
  { args: ['kung'], says: ['error TARGET_UNKNOWN', 'did you mean kong?'] },
  { args: ['kong', '--env', 'tset'], says: ['error ENVIRONMENT_UNKNOWN', 'did you mean test?'] },
  { args: ['kong', 'acounts'], says: ['error API_UNKNOWN', 'did you mean `accounts`?'] },
  { args: [], says: ['error USAGE', 'countersign render --help'] },
])('$args is refused with what was probably meant', async ({ args, says }) => {
  const result = await runCli(repository().folder, ['render', ...args]);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  for (const words of says) expect(result.stderr).toContain(words);
});
