import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { projectRoot } from '../support/shared.ts';
import { scratchRepo } from '../support/scratch-repo.ts';
import { SPLIT } from './split-contract.ts';

const text = readFileSync(join(projectRoot, 'docs', 'deprecating.md'), 'utf8');

/** The calls of the walk, each in its words: what stands in single quotes is one. */
const calls = [...text.matchAll(/^```sh\n([^]*?)^```/gm)]
  .flatMap(([, block = '']) => block.split('\n'))
  .filter((line) => line !== '')
  .map((line) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '').slice(1));

test('docs/deprecating.md: each call of the walk does what it says', async () => {
  const repo = scratchRepo({ files: SPLIT, day: '2026-05-01' });
  const said: string[] = [];
  for (const call of calls) {
    const today = call[0] === 'retire' ? '2027-02-01' : '2026-07-01';
    const result = await runCli(repo.folder, [...call, '--today', today]);
    expect(result).toMatchObject({ exit: 0, stderr: '' });
    said.push(result.stdout);
    repo.commit({ files: {}, day: '2026-07-01' });
  }
  expect(calls.map(([command]) => command)).toEqual(['deprecate', 'notice', 'deprecations', 'retire']);
  expect(said[0]).toContain('GET /v1/payments is deprecated until 2027-01-11');
  expect(said[2]).toContain('2027-01-11');
  expect(said[3]).toContain('1 thing to be taken out of payments');
});
