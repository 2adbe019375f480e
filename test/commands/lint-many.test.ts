import { describe, expect, it, test } from 'vitest';
import { lintEach } from '../../src/commands/steps/lint/each.ts';
import { type LintQuestion, type LintTask, lintTask } from '../../src/commands/steps/lint/task.ts';
import { settled, valueOf } from '../../src/adapters/threads/protocol.ts';
import { loadRuleset } from '../../src/gather/ruleset/load.ts';
import { FUNCTION_CATALOGUE } from '../../src/examine/lint/catalogue.ts';
import { CountersignError } from '../../src/model/errors.ts';
import type { Thread, Threads } from '../../src/model/ports.ts';
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

/** Threads that are none, but hand on only what can be sent to one. */
function sending(most: number): { readonly threads: Threads; readonly log: string[] } {
  const log: string[] = [];
  let started = 0;
  const start = (): Thread => {
    const name = (started += 1);
    return {
      async run(task, answer) {
        log.push(`${name}: ${(task as LintTask).api.id}`);
        const ask = async (question: LintQuestion): Promise<unknown> =>
          valueOf(structuredClone(await settled(() => answer(structuredClone(question)))));
        return valueOf(structuredClone(await settled(() => lintTask(structuredClone(task) as LintTask, ask))));
      },
      async end() {
        log.push(`${name} ended`);
        await Promise.resolve();
      },
    };
  };
  return { threads: { most, start }, log };
}

async function each(files: { readonly [name: string]: string }, threads: Threads | null, apis = APIS) {
  const { folder } = scratchRepo({ files });
  const ports = { ...portsIn(folder), threads: () => Promise.resolve(threads) };
  const sources = { files: ports.files, root: folder, rulesets: ports.assets.rulesets, functions: FUNCTION_CATALOGUE };
  const ruleset = await loadRuleset(sources, ['spectral:oas']);
  return lintEach(apis, folder, ruleset, null, ports);
}

describe('several contracts', () => {
  it('are linted alike by threads and without, in their order', async () => {
    const { threads, log } = sending(2);
    const apart = await each(FILES, threads);
    expect(apart).toEqual(await each(FILES, null));
    expect(apart.linted.map(({ summary }) => summary.id)).toEqual(NAMES);
    expect(apart.linted[3]?.facts.some(({ rule, api }) => rule === 'duplicated-entry-in-enum' && api === 'd')).toBe(
      true,
    );
    // The first tells how much there is to do.
    expect(log.slice(0, 2)).toEqual(['1: b', '2: c']);
    expect(log.filter((line) => line.includes(':')).length).toBe(5);
    expect(log.slice(-2).sort()).toEqual(['1 ended', '2 ended']);
  });

  it('that are small start no threads', async () => {
    const { threads, log } = sending(2);
    const small = Object.fromEntries(
      NAMES.map((name) => [`${name}.json`, '{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{}}']),
    );
    expect((await each(small, threads)).linted).toHaveLength(6);
    expect(log).toEqual([]);
  });

  it('fail for the first that cannot be read, whichever thread is done first', async () => {
    const { threads, log } = sending(3);
    const files = { ...FILES, 'c.json': large('c').replace(/\}$/, ']'), 'd.json': '{' };
    await expect(each(files, threads)).rejects.toMatchObject({
      code: 'CONTRACT_SYNTAX',
      message: expect.stringContaining('c.json:1:') as string,
    });
    expect(log.filter((line) => line.endsWith('ended'))).toHaveLength(3);
  });
});

test('an error keeps its code and its hint on the way between threads', async () => {
  const sent = structuredClone(
    await settled(() => Promise.reject(new CountersignError('FILE_NOT_FOUND', 'there is no file x', { hint: 'look' }))),
  );
  expect(() => valueOf(sent)).toThrow(
    expect.objectContaining({
      name: 'CountersignError',
      code: 'FILE_NOT_FOUND',
      message: 'there is no file x',
      hint: 'look',
    }),
  );
  const bug = structuredClone(await settled(() => Promise.reject(new TypeError('not ours'))));
  expect(() => valueOf(bug)).toThrow(expect.not.objectContaining({ code: expect.anything() as unknown }));
  expect(valueOf(structuredClone(await settled(() => Promise.resolve({ a: 1 }))))).toEqual({ a: 1 });
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
