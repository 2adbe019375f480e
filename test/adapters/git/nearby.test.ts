import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mayHaveRepository } from '../../../src/adapters/git/nearby.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'nearby-')));
  mkdirSync(join(folder, 'repository/.git'), { recursive: true });
  mkdirSync(join(folder, 'repository/apis/payments'), { recursive: true });
  mkdirSync(join(folder, 'worktree/apis'), { recursive: true });
  writeFileSync(join(folder, 'worktree/.git'), 'gitdir: elsewhere\n');
  mkdirSync(join(folder, 'plain/apis'), { recursive: true });
  symlinkSync(join(folder, 'repository/apis'), join(folder, 'plain/link'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

it.each([
  ['repository', true],
  ['repository/apis/payments', true],
  ['worktree/apis', true],
  ['plain/link', true],
  ['plain/link/payments', true],
  // Where there is no folder, git says what is wrong.
  ['plain/missing', true],
  ['plain', false],
  ['plain/apis', false],
])('%s: %s', async (path, answer) => {
  expect(await mayHaveRepository(join(folder, path))).toBe(answer);
});
