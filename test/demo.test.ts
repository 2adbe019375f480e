import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cleanEnvironment } from './support/cli.ts';
import { projectRoot } from './support/shared.ts';

test('the demo walks the whole road, prints each command with its end, and leaves the folder that it names', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'examples', 'demo.js')], {
    cwd: tmpdir(),
    env: cleanEnvironment(),
    encoding: 'utf8',
  });
  const folder = /Everything is in (.+)/.exec(stdout)?.[1] ?? '';
  onTestFinished(() => {
    if (basename(folder).startsWith('countersign-demo-')) rmSync(folder, { recursive: true, force: true });
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(dirname(folder)).toBe(tmpdir());
  expect([...stdout.matchAll(/^\$ (countersign \w+)[^\n]*/gm)].map(([, command]) => command)).toEqual([
    'countersign check',
    'countersign publish',
    'countersign publish',
    'countersign approve',
    'countersign publish',
    'countersign publish',
    'countersign check',
    'countersign deprecations',
  ]);
  expect([...stdout.matchAll(/^exit code (\d+)/gm)].map(([, code]) => code).join(' ')).toBe('0 0 1 0 0 0 0 1 0');
  expect(stdout).not.toContain('This should have ended');

  // The published commit is there, once for each environment, and the commands to try next do work.
  const log = execFileSync('git', ['log', '--format=%s', 'main'], {
    cwd: join(folder, 'gateway.git'),
    encoding: 'utf8',
  });
  expect(log.trim().split('\n')).toEqual([
    'countersign(prod): account-information 1.2.0 → kong',
    'countersign(test): account-information 1.2.0 → kong',
  ]);
  expect(existsSync(join(folder, 'bank', 'countersign.yaml'))).toBe(true);
  const next = [...stdout.matchAll(/^ {2}node (\S+countersign\.js) (.+)$/gm)].map(([, tool = '', args = '']) => [
    tool,
    ...args.split(' '),
  ]);
  expect(next.length).toBeGreaterThanOrEqual(3);
  for (const args of next) {
    const tried = spawnSync(process.execPath, args, {
      cwd: join(folder, 'bank'),
      env: cleanEnvironment(),
      encoding: 'utf8',
    });
    expect(tried.status, args.join(' ')).toBe(args[1] === 'diff' ? 1 : 0);
    expect(tried.stdout, args.join(' ')).not.toBe('');
  }
}, 180_000);
