import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../src/model/json.ts';
import { runCli } from '../support/cli.ts';
import { LIST, READ, type SampleOperation, sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo, type ScratchRepo } from '../support/scratch-repo.ts';
import { shared } from '../support/shared.ts';

const TODAY = ['--today', '2026-06-01'];
const OLD: SampleOperation = { ...READ, deprecated: true, sunset: '2026-12-31' };

/** READ is deprecated in v1.1.0, gone for two days, and gone for good after v2.0.0; v1.0.0 is the first. */
function repository(): ScratchRepo {
  const file = (...operations: readonly SampleOperation[]): Record<string, string> => ({
    'openapi.json': sampleContract(operations),
  });
  const repo = scratchRepo({ files: file(LIST, READ), day: '2026-01-05' });
  repo.git('tag', 'v1.0.0');
  repo.commit({ files: file(LIST, OLD), day: '2026-02-02' });
  repo.git('tag', 'v1.1.0');
  repo.commit({ files: file(LIST), day: '2026-02-10' });
  repo.commit({ files: file(LIST, OLD), day: '2026-02-12' });
  repo.git('tag', 'v2.0.0');
  repo.commit({ files: file(LIST), day: '2026-05-04' });
  return repo;
}

type Row = { readonly [key: string]: unknown };

async function json(folder: string, args: readonly string[], env: Record<string, string> = {}): Promise<JsonObject> {
  const { exit, stdout, stderr } = await runCli(folder, ['history', ...args, '--format', 'json', ...TODAY], { env });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  const report: unknown = JSON.parse(stdout);
  if (!isObject(report)) throw new Error('no report');
  return report;
}

function eventsIn(report: JsonObject): readonly string[] {
  return (report['events'] as unknown as readonly Row[]).map(({ event, what, day, release }) =>
    [day, event, (what as Row)['name'], release ?? '-'].join(' '),
  );
}

test('the life of one operation, and what was folded', async () => {
  const { folder } = repository();
  const result = await runCli(folder, ['history', 'GET /accounts/{accountId}', ...TODAY]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  const commits = execFileSync('git', ['log', '--format=%h', '--abbrev=7'], { cwd: folder, encoding: 'utf8' });
  const stable = commits
    .trim()
    .split('\n')
    .reduce((text, id, index) => text.replaceAll(id, `commit${index}`), result.stdout);
  await expect(stable).toMatchFileSnapshot('golden/history-one.txt');
  const whole = await runCli(folder, ['history', ...TODAY]);
  expect(whole).toMatchObject({ exit: 0, stderr: '' });
  await expect(
    commits
      .trim()
      .split('\n')
      .reduce((text, id, index) => text.replaceAll(id, `commit${index}`), whole.stdout),
  ).toMatchFileSnapshot('golden/history.txt');
});

test('JSON has each event with its release, and every raw one with --fold 0', async () => {
  const { folder } = repository();
  const folded = await json(folder, []);
  const read = 'GET /accounts/{accountId}';
  const [first, second] = [`2026-01-05 first-seen GET /accounts v1.0.0`, `2026-01-05 first-seen ${read} v1.0.0`];
  expect(eventsIn(folded)).toEqual([
    first,
    second,
    `2026-02-02 deprecated ${read} v1.1.0`,
    `2026-05-04 removed ${read} -`,
  ]);
  expect(folded['folds']).toMatchObject([
    { kind: 'gone', times: 1, what: { method: 'GET', path: '/accounts/{accountId}' } },
  ]);
  expect(eventsIn(await json(folder, ['--fold', '0']))).toEqual([
    first,
    second,
    `2026-02-02 deprecated ${read} v1.1.0`,
    `2026-02-10 removed ${read} v2.0.0`,
    `2026-02-12 appeared ${read} v2.0.0`,
    `2026-05-04 removed ${read} -`,
  ]);
  expect(eventsIn(await json(folder, ['--since', '2026-03-01']))).toEqual([`2026-05-04 removed ${read} -`]);
});

test('one thing is found by path, pointer, name of schema and property', async () => {
  const { folder } = repository();
  const names = async (thing: string): Promise<readonly unknown[]> =>
    ((await json(folder, [thing]))['events'] as unknown as readonly Row[]).map(({ what }) => (what as Row)['name']);
  const operation = 'GET /accounts/{accountId}';
  for (const thing of [operation, 'get /accounts/{id}', '/accounts/{accountId}', '#/paths/~1accounts~1{accountId}/get'])
    expect((await names(thing))[0]).toBe(operation);
  expect(await names('/components/schemas/Account/properties/status')).toContain('property `Account.status`');
  expect(await names('Account.status')).toContain('property `Account.status`');
  expect(await names('Account')).toContain('property `Account.accountId`');
  expect(((await json(folder, ['Account', '--kind', 'schema']))['events'] as unknown as unknown[]).length).toBe(1);
});

test('what nobody ever had is an error that names what is near, and so is a wrong number', async () => {
  const { folder } = repository();
  const failed = async (...args: readonly string[]): Promise<unknown> => {
    const { exit, stdout, stderr } = await runCli(folder, ['history', ...args, ...TODAY]);
    return { exit, stdout, stderr: stderr.split('\n')[0] };
  };
  expect(await failed('Acount.status')).toEqual({
    exit: 2,
    stdout: '',
    stderr:
      'error ELEMENT_UNKNOWN  nothing in the history of openapi is called `Acount.status`; did you mean `Account.status`?',
  });
  expect(await failed('--fold', '-1')).toMatchObject({ exit: 2, stdout: '' });
  expect(await failed('--fold', 'week')).toMatchObject({ exit: 2 });
  expect(await failed('--since', '2026-02-30')).toMatchObject({ exit: 2 });
  expect(await failed('missing.yaml', 'GET /a')).toMatchObject({ exit: 2 });
});

test('outside git, and for what git does not have, it says so', async () => {
  const repo = scratchRepo({ files: { 'README.md': 'words' } });
  repo.write({ 'openapi.json': sampleContract() });
  const { exit, stdout } = await runCli(repo.folder, ['history', ...TODAY]);
  expect(exit).toBe(0);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'git has no commit with openapi.json, so nothing is known of its life.',
  );
  expect(await runCli(scratchFolder(), ['history', ...TODAY])).toMatchObject({ exit: 2 });
});

test('a shallow clone proves less and says so; --fetch brings the rest', async () => {
  const { folder } = repository();
  const clone = join(scratchFolder(), 'clone');
  execFileSync('git', ['clone', '--quiet', '--depth', '2', `file://${folder}`, clone]);
  const cut = await json(clone, []);
  expect(eventsIn(cut)[1]).toMatch(/^2026-02-12 first-seen GET \/accounts\/\{accountId\} /);
  expect(JSON.stringify(cut['notes'])).toContain('This clone is shallow: what was there on 2026-02-12 may be older.');
  expect(eventsIn(await json(clone, ['--fetch']))).toEqual(eventsIn(await json(folder, [])));
});

test('a second run, and one after a commit more, say what a run without the cache says', async () => {
  const repo = repository();
  const env = { COUNTERSIGN_CACHE: join(scratchFolder(), 'cache') };
  const args = ['--kind', 'all', '--fold', '0'];
  const cold = await json(repo.folder, args, env);
  expect(await json(repo.folder, args, env)).toEqual(cold);
  repo.commit({ files: { 'openapi.json': sampleContract([LIST, OLD]) }, day: '2026-05-20' });
  expect(await json(repo.folder, args, env)).toEqual(await json(repo.folder, [...args, '--no-cache'], env));
});

const histories = shared('histories');

describe.skipIf(histories === null)('the histories of two real contracts (needs ../shared/histories)', () => {
  const clone = (name: string): string => {
    const folder = join(scratchFolder(), name);
    execFileSync('git', ['clone', '--quiet', join(histories ?? '', `${name}.bundle`), folder]);
    return folder;
  };

  test.each(['modern-treasury', 'lithic'])(
    '--fold 0 gives the events of %s, and no other',
    async (name) => {
      const report = await json(clone(name), ['--fold', '0']);
      const rows = (report['events'] as unknown as readonly Row[]).map(({ event, what, deprecated, day, commit }) => {
        const flagged = deprecated === true && !String(event).endsWith('deprecated');
        return [
          (what as Row)['name'],
          `${String(event)}${flagged ? '-deprecated' : ''}`,
          day,
          String(commit).slice(0, 12),
        ].join('\t');
      });
      const expected = readFileSync(join(histories ?? '', `${name}.events.tsv`), 'utf8')
        .trimEnd()
        .split('\n');
      expect(rows.sort()).toEqual(expected.sort());
    },
    180_000,
  );

  const lifeOf = async (folder: string, operation: string): Promise<readonly unknown[]> => {
    const report = await json(folder, [operation, '--kind', 'operation']);
    const events = (report['events'] as unknown as readonly Row[]).map(({ event, was, deprecated, day }) =>
      [day, event, ...(deprecated === true ? ['marked'] : []), ...(was === null ? [] : [`as ${was as string}`])].join(
        ' ',
      ),
    );
    const folds = (report['folds'] as unknown as readonly Row[]).map(({ kind, times, from, to }) =>
      [kind, times, (from as Row)['day'], (to as Row)['day']].join(' '),
    );
    return [...events, ...folds];
  };

  /*
   * It was `GET /auth_rules` under a server `…/v1` from the beginning, and the path took the `/v1` over from the server in September 2024, back and forth
   * five times: nobody's call changed. On 2024-11-05 it was gone for hours. From 2024-11-06 it was gone for twelve days, which is longer than a flap, so
   * both that removal and the return are told; then two days there, which were days on which it could be called.
   */
  test('the folded life of GET /v1/auth_rules', { timeout: 180_000 }, async () => {
    expect(await lifeOf(clone('lithic'), 'GET /v1/auth_rules')).toEqual([
      '2023-03-23 first-seen as GET /auth_rules',
      '2024-09-25 deprecated marked',
      '2024-11-06 removed marked',
      '2024-11-18 appeared marked',
      '2024-11-20 removed marked',
      'renamed 5 2024-09-17 2024-09-23',
      'gone 1 2024-11-05 2024-11-05',
    ]);
  });

  /*
   * Nothing is folded: it was gone for 117 and for 23 days, and what came back had lost its mark. Deprecated one day, removed the next.
   */
  test('the folded life of POST /api/legal_entity_associations', { timeout: 180_000 }, async () => {
    expect(await lifeOf(clone('modern-treasury'), 'POST /api/legal_entity_associations')).toEqual([
      '2024-02-27 appeared',
      '2026-03-25 deprecated marked',
      '2026-03-26 removed marked',
      '2026-07-21 appeared',
      '2026-07-28 removed',
      '2026-08-20 appeared',
    ]);
  });
});
