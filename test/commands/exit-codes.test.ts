import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT } from '../../src/model/errors.ts';
import { cleanEnvironment, runCli } from '../support/cli.ts';
import { publishingBank, settingsFor } from '../support/publishing.ts';
import { sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';
import { projectRoot } from '../support/shared.ts';

const FAILING = 'rules:\n  never: { given: $.info.title, severity: error, then: { function: falsy } }\n';

test('each code has one meaning', () => {
  expect(EXIT).toEqual({ yes: 0, no: 1, usage: 2, input: 3, revision: 4, pushRefused: 5, world: 6, fault: 70 });
});

test('0 and 1: the verdict, whatever the format', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract(), 'never.yaml': FAILING } });
  for (const format of ['text', 'json']) {
    expect(await runCli(repo.folder, ['lint', '--format', format])).toMatchObject({ exit: EXIT.yes, stderr: '' });
    const refused = await runCli(repo.folder, ['lint', '--ruleset', 'never.yaml', '--format', format]);
    expect(refused).toMatchObject({ exit: EXIT.no, stderr: '' });
  }
});

test.each([
  { args: ['chekc'], says: 'did you mean check?' },
  { args: ['check', '--againts', 'x'], says: 'did you mean --against?' },
  { args: ['check', '--format', 'xml'], says: 'text, json' },
  { args: ['rules', '--today', 'tomorrow'], says: 'YYYY-MM-DD' },
  { args: ['check', '--config', 'nowhere.yaml'], says: 'error CONFIG_NOT_FOUND' },
  { args: ['explain'], says: 'countersign explain --help' },
])('2: $args is a call that is not understood', async ({ args, says }) => {
  const result = await runCli(scratchFolder(), args);
  expect(result).toMatchObject({ exit: EXIT.usage, stdout: '' });
  expect(result.stderr).toContain(says);
});

test('2: no command at all, so that an empty variable in a pipeline is not green', async () => {
  const result = await runCli(scratchFolder(), []);
  expect(result).toMatchObject({ exit: EXIT.usage, stderr: '' });
  expect(result.stdout).toMatch(/^Usage: countersign /);
});

test('2: settings with a key that is not known', async () => {
  const repo = scratchRepo({
    files: { 'openapi.json': sampleContract(), 'countersign.yaml': 'schemaVersion: 1\npolcy: {}\n' },
  });
  expect(await runCli(repo.folder, ['check'])).toEqual({
    exit: EXIT.usage,
    stdout: '',
    stderr:
      'error CONFIG_INVALID  countersign.yaml:2:1: `polcy` is not known here; did you mean `policy`?\n  hint  countersign schema workspace\n',
  });
});

test.each([
  { name: 'empty', text: '', code: 'CONTRACT_EMPTY' },
  { name: 'no YAML', text: 'openapi: [3.1.0\n', code: 'CONTRACT_SYNTAX' },
  { name: 'a list', text: '- openapi\n', code: 'CONTRACT_NOT_AN_OBJECT' },
  { name: 'of no known version', text: 'openapi: 4.0.0\ninfo: {}\n', code: 'CONTRACT_DIALECT' },
  {
    name: 'with a key twice',
    text: 'openapi: 3.1.0\nopenapi: 3.1.0\n',
    // For `lint` it is a finding like any other, as is the next.
    command: 'check',
    code: 'CONTRACT_DUPLICATE_KEY',
  },
  {
    name: 'with a reference to nothing',
    text: 'openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\npaths: { /a: { $ref: "#/nowhere" } }\n',
    command: 'deprecations',
    code: 'REFERENCE_UNRESOLVED',
  },
  {
    name: 'with a reference out of the folder',
    text: 'openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\npaths: { /a: { $ref: "../../etc/passwd" } }\n',
    code: 'PATH_OUTSIDE_WORKSPACE',
  },
])('3: a contract that is $name', async ({ text, code, command = 'lint' }) => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'openapi.yaml'), text);
  const result = await runCli(folder, [command, 'openapi.yaml']);
  expect(result).toMatchObject({ exit: EXIT.input, stdout: '' });
  expect(result.stderr).toContain(`error ${code}  `);
  expect(result.stderr).not.toContain('    at ');
});

test('4: no revision to compare with', async () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'openapi.json'), sampleContract());
  const outside = await runCli(folder, ['check', '--against', 'main']);
  expect(outside).toMatchObject({ exit: EXIT.revision, stdout: '' });
  expect(outside.stderr).toContain('error NOT_A_REPOSITORY  ');
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract() } });
  const unknown = await runCli(repo.folder, ['check', '--against', 'nosuch']);
  expect(unknown).toMatchObject({ exit: EXIT.revision, stdout: '' });
  expect(unknown.stderr).toContain('error BASE_REF_NOT_FOUND  ');
});

test('5: a push that is refused', async () => {
  const { bank, gateway } = publishingBank();
  gateway.hook('update', 'exit 1');
  const result = await runCli(bank.folder, ['publish', '--env', 'test']);
  expect(result).toMatchObject({ exit: EXIT.pushRefused, stdout: '' });
});

test('6: the world fails: no remote, no git, no place to write', async () => {
  const { bank, gateway } = publishingBank();
  const noGit = await runCli(bank.folder, ['check'], { env: { PATH: scratchFolder() } });
  expect(noGit).toMatchObject({ exit: EXIT.world, stdout: '' });
  expect(noGit.stderr).toContain('error GIT_NOT_INSTALLED  ');
  bank.write({ plain: 'a file' });
  const noPlace = await runCli(bank.folder, ['lint', '--output', 'plain/report.txt']);
  expect(noPlace).toMatchObject({ exit: EXIT.world, stdout: '' });
  expect(noPlace.stderr).toContain('error WRITE_FAILED  ');
  bank.commit({ files: { 'countersign.yaml': settingsFor(`${gateway.folder}x`) } });
  expect(await runCli(bank.folder, ['publish', '--env', 'test'])).toMatchObject({ exit: EXIT.world, stdout: '' });
});

test.each([
  { signal: 'SIGINT', exit: 130 },
  { signal: 'SIGTERM', exit: 143 },
] as const)('$exit: $signal ends a run in the middle, and with it its git', async ({ signal, exit }) => {
  const { bank } = publishingBank();
  // A git that tells when it runs, and then hangs as a remote without an answer does.
  const folder = scratchFolder();
  writeFileSync(join(folder, 'git'), '#!/bin/sh\necho running >&2\nexec sleep 30\n');
  chmodSync(join(folder, 'git'), 0o755);
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'countersign.js'), 'check'], {
    cwd: bank.folder,
    env: { ...cleanEnvironment(), PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    stdio: 'ignore',
  });
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code, by) => resolve(code ?? (by === 'SIGINT' ? 130 : by === 'SIGTERM' ? 143 : -1)));
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  child.kill(signal);
  expect(await ended).toBe(exit);
});
