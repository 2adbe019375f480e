import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cleanEnvironment, runCli } from '../support/cli.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { type Commit, scratchRepo, type ScratchRepo } from '../support/scratch-repo.ts';
import { projectRoot } from '../support/shared.ts';

const ONE = sampleContract([LIST], { version: '1.0.0' });
const TWO = sampleContract([LIST, READ], { version: '1.1.0' });
const ATTRIBUTES = '*.json diff=countersign\n';

/** A repository that is set up as the documentation says; git runs the built program. */
function withDriver(...commits: readonly Commit[]): ScratchRepo {
  const repo = scratchRepo(...commits);
  const program = join(projectRoot, 'bin', 'countersign.js');
  repo.git('config', 'diff.countersign.command', `'${process.execPath}' '${program}' diff-driver --today 2026-06-01`);
  return repo;
}

function git({ folder }: ScratchRepo, args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: cleanEnvironment(env) });
}

/** Ids of blobs depend on git alone; the golden files do not. */
function withoutIds(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{7}\b/g, '0000000');
}

describe('real git', () => {
  test('git log -p --ext-diff tells each commit as a changelog', async () => {
    const repo = withDriver(
      { files: { 'openapi.json': ONE, '.gitattributes': ATTRIBUTES }, message: 'first' },
      { files: { 'openapi.json': TWO }, message: 'second' },
    );
    const log = git(repo, ['log', '-p', '--ext-diff', '--format=%s', '--', 'openapi.json']);
    await expect(withoutIds(log)).toMatchFileSnapshot('golden/diff-driver-log.txt');
    expect(log).not.toContain('\u001b');
    const documented = readFileSync(join(projectRoot, 'docs', 'changelog.md'), 'utf8');
    expect(documented).toContain(`\n\`\`\`\n${withoutIds(log).trimEnd()}\n\`\`\`\n`);
  });

  test('git diff tells the working tree, from a folder below as well, and in colour only where it is forced', () => {
    const repo = withDriver({ files: { 'api/openapi.json': ONE, 'api/.gitattributes': ATTRIBUTES } });
    repo.write({ 'api/openapi.json': TWO });
    const diff = execFileSync('git', ['diff'], {
      cwd: join(repo.folder, 'api'),
      encoding: 'utf8',
      env: cleanEnvironment({ GIT_PAGER_IN_USE: 'true' }),
    });
    expect(diff).toContain('..the working tree');
    expect(diff).toContain('The operation is new');
    expect(diff).not.toContain('\u001b');
    expect(git(repo, ['diff'], { FORCE_COLOR: '1' })).toContain('\u001b[1mapi/openapi.json\u001b[22m');
  });

  test.each([
    [
      'a file that is no contract',
      { 'a.json': '{"a": 1}' },
      { 'a.json': '{"a": 2}' },
      'a.json is no contract before this change (',
    ],
    [
      'one that stops being a contract',
      { 'a.json': ONE },
      { 'a.json': '{' },
      'a.json is no contract after this change (',
    ],
    [
      'one that is removed',
      { 'a.json': ONE },
      { 'a.json': null },
      'a.json was removed: Accounts API 1.0.0, with 1 operation.',
    ],
    ['one that is new', { 'b.txt': 'x' }, { 'a.json': ONE }, 'First published, with 1 operation'],
    ['other spaces', { 'a.json': ONE }, { 'a.json': `${ONE}\n\n` }, 'Nothing that a caller would notice'],
  ] as const)('%s', (_, before, after, words) => {
    const repo = withDriver({ files: { ...before, '.gitattributes': ATTRIBUTES } });
    repo.commit({ files: after });
    // git stops with an error where the program ends with another code than 0.
    expect(git(repo, ['diff', 'HEAD~1', 'HEAD']).replaceAll(/\s+/g, ' ')).toContain(words);
  });

  test('a rename is told', () => {
    const repo = withDriver({ files: { 'old.json': ONE, '.gitattributes': ATTRIBUTES } });
    repo.git('mv', 'old.json', 'new.json');
    repo.commit({ files: { 'new.json': TWO } });
    const renamed = git(repo, ['diff', '-M', 'HEAD~1', 'HEAD']);
    expect(renamed).toContain('The operation is new');
    expect(renamed).toContain('It was old.json before.');
  });

  test('what a contract references is read from the working tree, and it says so', () => {
    const split = (version: string): string =>
      ONE.replace('"#/components/schemas/Account"', '"account.json"').replace('"1.0.0"', `"${version}"`);
    const repo = withDriver({
      files: {
        'api/openapi.json': split('1.0.0'),
        'api/account.json': '{"type": "object"}',
        '.gitattributes': 'openapi.json diff=countersign\n',
      },
    });
    repo.commit({ files: { 'api/openapi.json': split('1.1.0').replace('"listAccounts"', '"accounts"') } });
    const diff = git(repo, ['diff', 'HEAD~1', 'HEAD']).replaceAll(/\s+/g, ' ');
    expect(diff).toContain('operationId');
    expect(diff).toContain('they were read as the working tree has them, on both sides.');
    repo.write({ 'api/account.json': null });
    expect(git(repo, ['diff', 'HEAD~1', 'HEAD'])).toContain('is no contract before this change');
  });

  test('settings that cannot be read do not stop git', () => {
    const repo = withDriver({
      files: { 'openapi.json': ONE, '.gitattributes': ATTRIBUTES, 'countersign.yaml': 'nonsense: true\n' },
    });
    repo.write({ 'openapi.json': TWO });
    expect(git(repo, ['diff'])).toContain('The operation is new');
  });
});

test('a path alone is a merge that is not finished', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': ONE } });
  const result = await runCli(repo.folder, ['diff-driver', 'openapi.json']);
  expect(result).toEqual({
    exit: 0,
    stdout: 'note  openapi.json is not merged yet; git diff --no-ext-diff shows its lines.\n\n',
    stderr: '',
  });
});

test('called by hand with something else, it says what to use instead', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': ONE } });
  const result = await runCli(repo.folder, ['diff-driver', 'openapi.json', 'openapi.json']);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  expect(result.stderr).toContain('diff-driver is called by git');
});
