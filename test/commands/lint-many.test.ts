import { describe, expect, it, test } from 'vitest';
import { lintEach } from '../../src/commands/steps/lint/each.ts';
import { type LintedContract, type SharedLint, takeTurns } from '../../src/commands/steps/lint/turns.ts';
import { loadRuleset } from '../../src/gather/ruleset/load.ts';
import { FUNCTION_CATALOGUE } from '../../src/examine/lint/catalogue.ts';
import type { Threads } from '../../src/model/ports.ts';
import { portsIn } from '../support/ports.ts';
import { runJson } from '../support/report.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];

/** 400 KB, so that several of them are worth a thread each, and nearly all of it data. */
function large(title: string): string {
  const schemas = { S0: { type: 'string', enum: ['a', 'a'] }, S1: { type: 'string' } };
  const info = { title, version: '1.0.0', 'x-padding': 'x'.repeat(400_000) };
  return JSON.stringify({ openapi: '3.0.3', info, paths: {}, components: { schemas } });
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const FILES = Object.fromEntries(NAMES.map((name) => [`${name}.json`, large(name)]));
const APIS = NAMES.map((id) => ({ id, file: `${id}.json` }));

/** Threads that are none, but hand on only what can be sent to one. Each says what it did; `broken` is the number of one that fails in the end. */
function sending(most: number, broken = 0): { readonly threads: Threads; readonly log: string[] } {
  const log: string[] = [];
  let started = 0;
  const run = async (job: unknown): Promise<unknown> => {
    const name = (started += 1);
    const sent = structuredClone(job) as SharedLint;
    const turns = await takeTurns(sent, portsIn('/'));
    log.push(`${name}: ${[...turns.linted.values()].map(({ summary }) => summary.id).join(' ')}`);
    if (name === broken) throw new Error('out of memory');
    return structuredClone(turns);
  };
  return { threads: { most, run }, log };
}

async function each(files: { readonly [name: string]: string }, threads: Threads | null, apis = APIS) {
  const { folder } = scratchRepo({ files });
  const ports = { ...portsIn(folder), threads: () => Promise.resolve(threads) };
  const sources = { files: ports.files, root: folder, rulesets: ports.assets.rulesets, functions: FUNCTION_CATALOGUE };
  const ruleset = await loadRuleset(sources, ['spectral:oas']);
  return lintEach(apis, folder, ruleset, null, ports);
}

/** All of it; bytes that were sent are of another class. */
function said({ read, ...rest }: LintedContract): unknown {
  return { ...rest, read: [...read].map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')]) };
}

describe('several contracts', () => {
  it('are linted alike with threads and without, in their order', async () => {
    const { threads, log } = sending(2);
    const alone = await each(FILES, null);
    const together = await each(FILES, threads);
    expect(together.linted.map(said)).toEqual(alone.linted.map(said));
    expect(together.linted.map(({ summary }) => summary.id)).toEqual(NAMES);
    expect(together.linted[3]?.facts.some(({ rule, api }) => rule === 'duplicated-entry-in-enum' && api === 'd')).toBe(
      true,
    );
    // Who is free takes the next, and what another thread read is known here.
    const there = /^1: (.*)$/.exec(log.join())?.[1]?.split(' ') ?? [];
    expect(there.length).toBeGreaterThan(0);
    expect(there.length).toBeLessThan(NAMES.length);
    expect(together.apart.map((one) => ('path' in one ? one.path : one.kind))).toEqual(there.map((id) => `${id}.json`));
    expect(alone.apart).toEqual([]);
  });

  it('that are small start no threads', async () => {
    const { threads, log } = sending(2);
    const small = Object.fromEntries(
      NAMES.map((name) => [`${name}.json`, '{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{}}']),
    );
    expect((await each(small, threads)).linted).toHaveLength(6);
    expect(log).toEqual([]);
  });

  it('are begun in the order of their sizes', async () => {
    const { threads, log } = sending(2);
    const files = { ...FILES, 'd.json': large('d').replace('x-padding', `x-padding${'-'.repeat(50_000)}`) };
    expect((await each(files, threads)).linted.map(({ summary }) => summary.id)).toEqual(NAMES);
    // Of two that are free at first, one takes the largest and the other the first of the rest.
    expect(log.join()).toMatch(/^1: (?:d|a)\b/);
  });

  it('fail for the first that cannot be read, whichever thread is done first', async () => {
    const { threads, log } = sending(3);
    const files = { ...FILES, 'c.json': large('c').replace(/\}$/, ']'), 'd.json': '{' };
    await expect(each(files, threads)).rejects.toMatchObject({
      code: 'CONTRACT_SYNTAX',
      message: expect.stringContaining('c.json:1:') as string,
    });
    expect(log).toHaveLength(2);
  });

  it('are all linted, also where a thread fails', async () => {
    const { threads } = sending(3, 2);
    const [together, alone] = [await each(FILES, threads), await each(FILES, null)];
    expect(together.linted.map(said)).toEqual(alone.linted.map(said));
  });
});

test('the command says of all together what it says of each', async () => {
  const repo = scratchRepo({ files: FILES });
  const options = ['--ruleset', 'spectral:oas', '--no-cache', ...TODAY];
  const all = await runJson('lint', repo.folder, ['lint', ...NAMES.map((name) => `${name}.json`), ...options]);
  const one = await runJson('lint', repo.folder, ['lint', 'e.json', ...options]);
  expect(all.exit).toBe(one.exit);
  expect(all.report.apis.map(({ id }) => id)).toEqual(NAMES);
  expect(all.report.findings.filter(({ api }) => api === 'e')).toEqual(one.report.findings);
  expect(all.report.findings.length).toBe(6 * one.report.findings.length);
});
