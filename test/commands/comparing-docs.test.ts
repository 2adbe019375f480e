import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { projectRoot } from '../support/shared.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

const text = readFileSync(join(projectRoot, 'docs', 'comparing.md'), 'utf8');

/** The calls in `sh` blocks, and those that the CI snippets make. */
const inBlocks = [...text.matchAll(/^```sh\n([^]*?)^```/gm)]
  .flatMap(([, block = '']) => block.split('\n'))
  .filter((line) => line !== '');
const inSnippets = [...text.matchAll(/npx (countersign check(?: --fetch)?)/g)].map(([, call = '']) => call);
const calls = [...new Set([...inBlocks, ...inSnippets].map((line) => line.replace(/ *#.*$/, '')))];

/** What the page speaks of: an API `payments`, two tags, `main`, and `feature`, which is checked out in a clone. */
function clone(): string {
  const settings = 'schemaVersion: 1\napis:\n  payments: { contract: openapi.yaml }\n';
  const repo = scratchRepo(
    { files: { 'countersign.yaml': settings, 'openapi.yaml': sampleContract([LIST]) }, day: '2025-12-01' },
    { files: { 'openapi.yaml': sampleContract([LIST, READ], { version: '1.1.0' }) }, day: '2026-02-01' },
  );
  repo.git('tag', 'v1.0.0', 'HEAD~1');
  repo.git('tag', 'v1.1.0');
  repo.git('switch', '--quiet', '--create', 'feature');
  repo.commit({
    files: {
      'openapi.yaml': sampleContract([LIST, READ, { operation: 'GET /cards', id: 'listCards' }], { version: '1.2.0' }),
    },
    day: '2026-04-01',
  });
  repo.git('switch', '--quiet', 'main');
  const folder = join(scratchFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', '--branch=feature', `file://${repo.folder}`, folder], { stdio: 'pipe' });
  return folder;
}

describe('docs/comparing.md', () => {
  test('shows calls', () => {
    expect(calls.length).toBeGreaterThan(8);
  });

  test.each(calls)('%s', async (call) => {
    const result = await runCli(clone(), [...call.split(' ').slice(1), '--today', '2026-06-01']);
    expect(result).toMatchObject({ exit: 0, stderr: '' });
    expect(result.stdout).toMatch(/^(checked|compared) payments 1\.[12]\.0[^]*\nPASS /m);
    expect(result.stdout).toContain(' against ');
  });
});
