import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

test('a page for each API and one of all, that stand alone', async () => {
  const old = { ...READ, deprecated: true, sunset: '2026-12-31', successor: 'listAccounts' };
  const repo = scratchRepo({
    files: {
      'cards.json': sampleContract([LIST, old]),
      'loans.json': sampleContract(),
      'countersign.yaml':
        'schemaVersion: 1\napis:\n  cards: { contract: cards.json, owner: Team Cards }\n  loans: { contract: loans.json }\n',
    },
  });
  const { exit, report } = await runJson('render', repo.folder, [
    'portal',
    '--output',
    'site',
    '--today',
    '2026-06-01',
  ]);
  expect(exit).toBe(0);
  expect(report.config.files.map(({ path }) => path).sort()).toEqual(
    readdirSync(join(repo.folder, 'site'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.html') || path.endsWith('.css'))
      .sort(),
  );
  const pages = report.config.files.map(({ path }) => readFileSync(join(repo.folder, 'site', path), 'utf8'));
  const all = pages.join('\n');
  expect(all).toContain('Team Cards');
  expect(all).toContain('2026-12-31');
  expect(all).not.toMatch(/<script|src="https?:|href="https?:[^"]*\.css/);

  const result = await runCli(repo.folder, ['portal', '--today', '2026-06-01']);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  await expect(result.stdout).toMatchFileSnapshot('golden/portal.txt');
});
