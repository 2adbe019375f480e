import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CliResult, runCli } from '../support/cli.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

const HOUSE =
  'rules:\n  short-path: { description: Paths are short., message: "{{path}} is long", severity: error, given: "$.paths[*]~", then: { function: length, functionOptions: { max: 9 } } }\n';
const SETTINGS = 'schemaVersion: 1\nprofiles: [house.yaml]\napis:\n  a: { contract: a.json }\n';
const WAIVERS =
  'schemaVersion: 1\nwaivers:\n  - { rule: short-path, reason: agreed with everybody, owner: Olu, expires: 2026-06-30 }\n';
const TODAY = ['--today', '2026-06-01'];

const bank = () =>
  scratchRepo({
    files: { 'countersign.yaml': SETTINGS, 'house.yaml': HOUSE, 'a.json': sampleContract([LIST, READ]) },
  });

type Run = (...args: readonly string[]) => Promise<CliResult>;

function runner(folder: string): { run: Run; cache: string } {
  const cache = join(scratchFolder(), 'cache');
  return { cache, run: (...args) => runCli(folder, args, { env: { COUNTERSIGN_CACHE: cache } }) };
}

/** The entry of a whole run: it lists what was asked. */
function runEntry(cache: string): string {
  const found = readdirSync(cache).find((name) => readFileSync(join(cache, name), 'utf8').includes('"asked":'));
  if (found === undefined) throw new Error('no run is remembered');
  return join(cache, found);
}

/** Changes an entry as only its owner can, so that what comes from it is seen. */
function marked(path: string): void {
  const text = readFileSync(path, 'utf8').split('\n').slice(1).join('\n').replaceAll('is long', 'is remembered');
  writeFileSync(path, `${createHash('sha256').update(text).digest('hex')}\n${text}`);
}

test.each(['text', 'json'])('the second run prints the same %s, from the cache', async (format) => {
  const { run, cache } = runner(bank().folder);
  const first = await run('lint', '--format', format, ...TODAY);
  expect(first).toMatchObject({ exit: 1, stderr: '' });
  expect(await run('lint', '--format', format, ...TODAY)).toEqual(first);
  marked(runEntry(cache));
  expect((await run('lint', '--format', format, ...TODAY)).stdout).toContain('is remembered');
  expect(await run('lint', '--no-cache', '--format', format, ...TODAY)).toEqual(first);
});

describe('what changes the answer is seen', () => {
  test.each([
    { what: 'the contract', files: { 'a.json': sampleContract([LIST]) } },
    {
      what: 'the settings',
      files: { 'countersign.yaml': `${SETTINGS}policy: { severities: { short-path: info } }\n` },
    },
    { what: 'the ruleset', files: { 'house.yaml': HOUSE.replace('max: 9', 'max: 90') } },
    { what: 'a waiver that was not there', files: { '.countersign/waivers.yaml': WAIVERS } },
    {
      what: 'settings in another file',
      files: { 'countersign.yaml': null, 'countersign.json': '{"schemaVersion":1,"apis":{"b":{"contract":"a.json"}}}' },
    },
    { what: 'the end of the settings', files: { 'countersign.yaml': null } },
    { what: 'the end of the contract', files: { 'a.json': null } },
    { what: 'settings that are wrong', files: { 'countersign.yaml': 'polcy: {}\n' } },
  ])('$what', async ({ files }) => {
    const repo = bank();
    const { run } = runner(repo.folder);
    const first = await run('lint', ...TODAY);
    repo.commit({ files });
    const second = await run('lint', ...TODAY);
    expect(second).toEqual(await run('lint', '--no-cache', ...TODAY));
    expect(second).not.toEqual(first);
  });

  test('a baseline that was not there', async () => {
    const { run } = runner(bank().folder);
    expect(await run('lint', ...TODAY)).toMatchObject({ exit: 1 });
    await run('baseline', 'write', ...TODAY);
    expect(await run('lint', ...TODAY)).toMatchObject({ exit: 0 });
  });

  test('a repository that begins further down', async () => {
    const repo = scratchRepo({ files: { 'apis/a.json': sampleContract([LIST]) } });
    const folder = join(repo.folder, 'apis');
    const { run } = runner(folder);
    const first = await run('lint', '--format', 'json', ...TODAY);
    expect(first.stdout).toContain('"apis/a.json"');
    execFileSync('git', ['init', '--quiet', folder]);
    const second = await run('lint', '--format', 'json', ...TODAY);
    expect(second.stdout).toContain('"file": "a.json"');
  });

  test('the day and the thresholds, which are no part of what is kept', async () => {
    const repo = bank();
    repo.commit({ files: { '.countersign/waivers.yaml': WAIVERS } });
    const { run, cache } = runner(repo.folder);
    expect(await run('lint', '--today', '2026-06-30')).toMatchObject({ exit: 0 });
    marked(runEntry(cache));
    const late = await run('lint', '--today', '2026-07-01');
    expect(late.exit).toBe(1);
    expect(late.stdout).toContain('is remembered');
    expect(late.stdout).toContain('waiver-expired');
    expect(await run('lint', '--fail-severity', 'nothing')).toMatchObject({ exit: 2 });
    expect(await run('lint', '--today', 'tomorrow')).toMatchObject({ exit: 2 });
  });
});

test('an entry that was spoiled is written again', async () => {
  const { run, cache } = runner(bank().folder);
  const first = await run('lint', ...TODAY);
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), 'nonsense');
  expect(await run('lint', ...TODAY)).toEqual(first);
  expect(readFileSync(runEntry(cache), 'utf8')).toContain('is long');
});

test('check takes what lint found of the same contract', async () => {
  const { run, cache } = runner(bank().folder);
  const first = await run('check', ...TODAY);
  const [entry = ''] = readdirSync(cache);
  marked(join(cache, entry));
  expect((await run('check', ...TODAY)).stdout).toContain('is remembered');
  expect(await run('check', '--no-cache', ...TODAY)).toEqual(first);
});
