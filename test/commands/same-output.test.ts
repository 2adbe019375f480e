import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

const OLD = { ...READ, deprecated: true, sunset: '2026-12-31', successor: 'listAccounts' };
const KEBAB = { operation: 'GET /accountBalances', id: 'listBalances' };

/** Two places and two machines that have nothing in common but the input. */
const MACHINES = [
  { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'Pacific/Pago_Pago', LANG: 'C', LC_ALL: 'C', COLUMNS: '40' },
] as const;

test.each(['check', 'lint', 'diff', 'deprecations'].flatMap((command) => [`${command} text`, `${command} json`]))(
  '%s: the same input and day give the same bytes',
  async (call) => {
    const [command = '', format = ''] = call.split(' ');
    const repo = scratchRepo(
      { files: { 'apis/openapi.json': sampleContract([LIST, READ, KEBAB]) }, day: '2026-01-05' },
      { files: { 'apis/openapi.json': sampleContract([LIST, OLD], { version: '1.1.0' }) }, day: '2026-03-02' },
    );
    const copy = join(scratchFolder(), 'another place');
    cpSync(repo.folder, copy, { recursive: true });
    const against = command === 'check' || command === 'diff' ? ['--against', 'HEAD~1'] : [];
    const args = [command, ...against, '--format', format, '--today', '2026-06-01'];
    const [first, second] = MACHINES;
    const here = await runCli(repo.folder, args, { env: first });
    const there = await runCli(join(copy, 'apis'), args, { env: second });
    expect(here.stdout).not.toBe('');
    expect(there).toEqual(here);
  },
);
