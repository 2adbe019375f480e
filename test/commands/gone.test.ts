import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract, type SampleOperation } from '../support/sample-contract.ts';
import { type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';

const TODAY = ['--today', '2026-06-01'];
const CARDS: SampleOperation[] = [
  { operation: 'GET /cards', id: 'listCards' },
  { operation: 'GET /cards/{accountId}', id: 'getCard' },
];
const LOANS: SampleOperation[] = [{ operation: 'GET /loans', id: 'listLoans' }];
const cards = sampleContract(CARDS, { title: 'Cards API' });
const loans = sampleContract(LOANS, { title: 'Loans API' });

const settings = (apis: { readonly [id: string]: string }): string =>
  `schemaVersion: 1\napis:\n${Object.entries(apis)
    .map(([id, file]) => `  ${id}: { contract: ${file} }\n`)
    .join('')}`;

function bank(): ScratchRepo {
  return scratchRepo({
    files: {
      'countersign.yaml': settings({ cards: 'cards.json', loans: 'loans.json' }),
      'cards.json': cards,
      'loans.json': loans,
    },
  });
}

const CHECK = ['check', '--against', 'HEAD', ...TODAY];

describe('an API that is gone', () => {
  test('with its file and its entry: every operation counts as removed', async () => {
    const repo = bank();
    repo.write({ 'countersign.yaml': settings({ loans: 'loans.json' }), 'cards.json': null });
    const result = await runCli(repo.folder, CHECK);
    expect(result).toMatchObject({ exit: 1, stderr: '' });
    await expect(result.stdout).toMatchFileSnapshot('golden/check-gone.txt');

    const { exit, report } = await runJson('diff', repo.folder, ['diff', '--against', 'HEAD', ...TODAY]);
    expect(exit).toBe(1);
    expect(report.apis.map(({ id, operations }) => [id, operations])).toEqual([
      ['loans', 1],
      ['cards', 0],
    ]);
    expect(report.changes?.map(({ check, operation }) => [check, operation?.path])).toEqual([
      ['api-path-removed-without-deprecation', '/cards/{accountId}'],
      ['api-path-removed-without-deprecation', '/cards'],
    ]);
    expect(report.notes).toEqual([
      {
        api: 'cards',
        message: 'cards is gone: cards.json is no longer here, so each of its 2 operations counts as removed.',
      },
    ]);
  });

  test('committed as well, and against the branch it left', async () => {
    const repo = bank();
    repo.git('switch', '--quiet', '--create', 'feature');
    repo.commit({ files: { 'countersign.yaml': settings({ loans: 'loans.json' }), 'cards.json': null } });
    const { exit, report } = await runJson('check', repo.folder, ['check', ...TODAY]);
    expect(exit).toBe(1);
    expect(report.apis.map(({ id }) => id)).toEqual(['loans', 'cards']);
    expect(report.findings.filter(({ api, severity }) => api === 'cards' && severity === 'error')).toHaveLength(2);
  });

  test('only taken from the list', async () => {
    const repo = bank();
    repo.write({ 'countersign.yaml': settings({ loans: 'loans.json' }) });
    const { exit, report } = await runJson('check', repo.folder, CHECK);
    expect(exit).toBe(1);
    expect(report.notes.map(({ message }) => message)).toEqual([
      'cards is gone: cards.json is no longer listed in countersign.yaml, so each of its 2 operations counts as removed.',
    ]);
  });

  test('listed by a glob', async () => {
    const repo = scratchRepo({
      files: {
        'countersign.yaml': settings({ bank: "'{apis,more}/**/*.json'" }),
        'apis/cards.json': cards,
        'apis/x/loans.json': loans,
      },
    });
    repo.write({ 'apis/cards.json': null });
    const { exit, report } = await runJson('check', repo.folder, CHECK);
    expect(exit).toBe(1);
    expect(report.apis.map(({ id }) => id)).toEqual(['bank/apis/x/loans', 'bank/apis/cards']);
  });

  test('without any settings, and none is left', async () => {
    const repo = scratchRepo({ files: { 'api/cards.json': cards } });
    repo.git('switch', '--quiet', '--create', 'feature');
    repo.commit({ files: { 'api/cards.json': null, 'README.md': 'nothing\n' } });
    const { exit, report } = await runJson('check', repo.folder, ['check', ...TODAY]);
    expect(exit).toBe(1);
    expect(report.apis.map(({ id, operations }) => [id, operations])).toEqual([['cards', 0]]);
    expect(report.changes).toHaveLength(2);
  });

  test('asked for another one by name, it is none of its business', async () => {
    const repo = bank();
    repo.write({ 'countersign.yaml': settings({ loans: 'loans.json' }), 'cards.json': null });
    const { exit, report } = await runJson('check', repo.folder, ['check', 'loans', '--against', 'HEAD', ...TODAY]);
    expect(exit).toBe(0);
    expect(report.apis.map(({ id }) => id)).toEqual(['loans']);
  });

  test.each([
    ['by its id', 'cards'],
    ['by its file', 'cards.json'],
    ['by its file, written otherwise', './cards.json'],
  ])('asked for %s', async (_, name) => {
    const repo = bank();
    repo.write({ 'countersign.yaml': settings({ loans: 'loans.json' }), 'cards.json': null });
    for (const command of ['check', 'diff']) {
      const { exit, report } = await runJson(command as 'check', repo.folder, [
        command,
        name,
        '--against',
        'HEAD',
        ...TODAY,
      ]);
      expect(exit).toBe(1);
      expect(report.apis.map(({ id, operations }) => [id, operations])).toEqual([['cards', 0]]);
      expect(report.changes?.map(({ check }) => check)).toEqual([
        'api-path-removed-without-deprecation',
        'api-path-removed-without-deprecation',
      ]);
    }
  });

  test('asked for beside one that is here', async () => {
    const repo = bank();
    repo.write({ 'countersign.yaml': settings({ loans: 'loans.json' }), 'cards.json': null });
    const { report } = await runJson('check', repo.folder, ['check', 'cards', 'loans', '--against', 'HEAD', ...TODAY]);
    expect(report.apis.map(({ id }) => id)).toEqual(['loans', 'cards']);
  });

  test('asked for by name between two revisions', async () => {
    const repo = bank();
    repo.commit({ files: { 'countersign.yaml': settings({ loans: 'loans.json' }), 'cards.json': null } });
    const { exit, report } = await runJson('diff', repo.folder, ['diff', 'HEAD~1..HEAD', 'cards', ...TODAY]);
    expect(exit).toBe(1);
    expect(report.apis.map(({ id, operations }) => [id, operations])).toEqual([['cards', 0]]);
    expect(report.changes).toHaveLength(2);
  });

  test('a name that neither has is refused', async () => {
    const repo = bank();
    for (const args of [
      ['check', 'card'],
      ['diff', 'card', '--against', 'HEAD'],
    ]) {
      const result = await runCli(repo.folder, [...args, ...TODAY]);
      expect(result).toMatchObject({ exit: 2, stdout: '' });
      expect(result.stderr).toContain('error API_UNKNOWN  `card` is neither an API nor a file; did you mean `cards`?');
    }
  });

  test('and listed all the same: what to do is said', async () => {
    const repo = bank();
    repo.write({ 'cards.json': null });
    expect(await runCli(repo.folder, CHECK)).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'error CONFIG_INVALID  countersign.yaml:3:22: there is no file `cards.json`\n  hint  correct the path; to remove the API, take `cards` out of `apis` as well\n',
    });
  });

  test('a removal at the end of its deprecation passes', async () => {
    const ended = CARDS.map((operation) => ({
      ...operation,
      deprecated: true,
      sunset: '2026-05-31',
      since: '2025-01-01',
      successor: 'https://bank.example/new',
    }));
    const repo = scratchRepo({
      files: {
        'countersign.yaml': settings({ cards: 'cards.json', loans: 'loans.json' }),
        'cards.json': sampleContract(ended, { title: 'Cards API' }),
        'loans.json': loans,
      },
      day: '2025-01-01',
    });
    repo.write({ 'countersign.yaml': settings({ loans: 'loans.json' }), 'cards.json': null });
    const { exit, report } = await runJson('check', repo.folder, CHECK);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(exit).toBe(0);
  });
});

describe('an API that is not gone', () => {
  test('renamed with another title and contents is followed by its id', async () => {
    const repo = bank();
    repo.commit({
      files: {
        'countersign.yaml': settings({ cards: 'new/plastic.json', loans: 'loans.json' }),
        'cards.json': null,
        'new/plastic.json': sampleContract([{ operation: 'GET /plastic', id: 'x' }], { title: 'Plastic' }),
      },
    });
    const { report } = await runJson('diff', repo.folder, ['diff', '--against', 'HEAD~1', ...TODAY]);
    expect(report.apis.map(({ id, base }) => [id, base?.file])).toEqual([
      ['cards', 'cards.json'],
      ['loans', 'loans.json'],
    ]);
    expect(report.changes?.map(({ check }) => check)).toContain('api-path-removed-without-deprecation');
  });

  test('renamed from JSON to YAML and to another dialect is followed by its title', async () => {
    const repo = scratchRepo({ files: { 'cards.json': cards } });
    repo.commit({
      files: {
        'cards.json': null,
        'cards.yaml':
          'swagger: "2.0"\ninfo: { title: Cards API, version: 1.0.0 }\npaths:\n  /cards:\n    get: { responses: { "200": { description: ok } } }\n',
      },
    });
    const { report } = await runJson('diff', repo.folder, ['diff', '--against', 'HEAD~1', ...TODAY]);
    expect(report.apis.map(({ file, base }) => [file, base?.file])).toEqual([['cards.yaml', 'cards.json']]);
    expect(report.notes).toEqual([]);
  });

  test('with another id, and the same file', async () => {
    const repo = bank();
    repo.write({ 'countersign.yaml': settings({ plastic: 'cards.json', loans: 'loans.json' }) });
    const { exit, report } = await runJson('check', repo.folder, CHECK);
    expect(exit).toBe(0);
    expect(report.apis.map(({ id, base }) => [id, base?.file])).toEqual([
      ['plastic', 'cards.json'],
      ['loans', 'loans.json'],
    ]);
  });

  test('new: passes, with a note', async () => {
    const repo = scratchRepo({ files: { 'countersign.yaml': settings({ loans: 'loans.json' }), 'loans.json': loans } });
    repo.write({ 'countersign.yaml': settings({ cards: 'cards.json', loans: 'loans.json' }), 'cards.json': cards });
    const { exit, report } = await runJson('check', repo.folder, CHECK);
    expect(exit).toBe(0);
    expect(report.notes).toEqual([
      { api: 'cards', message: 'cards.json is new: it is not in HEAD, so there is nothing to compare with.' },
    ]);
  });
});

test('an API that is split in two: what moved is told, and still removed', async () => {
  const both = sampleContract([LIST, READ, ...CARDS], { title: 'Everything' });
  const repo = scratchRepo({ files: { 'countersign.yaml': settings({ all: 'all.json' }), 'all.json': both } });
  repo.write({
    'countersign.yaml': settings({ all: 'all.json', cards: 'cards.json' }),
    'all.json': sampleContract([LIST, READ], { title: 'Everything' }),
    'cards.json': sampleContract(CARDS, { title: 'Cards API' }).replaceAll('accountId', 'cardId'),
  });
  const { exit, report } = await runJson('check', repo.folder, CHECK);
  expect(exit).toBe(1);
  expect(report.notes).toEqual([
    {
      api: 'all',
      message:
        'cards has now what all lost: GET /cards, GET /cards/{accountId}. Removed from all all the same: its callers must learn where to go.',
    },
    { api: 'cards', message: 'cards.json is new: it is not in HEAD, so there is nothing to compare with.' },
  ]);
  expect(report.changes?.filter(({ check }) => check === 'api-path-removed-without-deprecation')).toHaveLength(2);
});

test('a contract that is split over several files, and moved, is the same', async () => {
  const repo = scratchRepo({ files: { 'openapi.json': cards } });
  const document = JSON.parse(cards) as { components: unknown };
  const { components, ...rest } = document;
  repo.commit({
    files: {
      'openapi.json': null,
      'api/root.json': JSON.stringify({ ...rest, components: {} }).replaceAll(
        '"#/components/',
        '"parts/all.json#/components/',
      ),
      'api/parts/all.json': JSON.stringify({ components }).replaceAll('"#/components/', '"#/components/'),
    },
  });
  const { exit, report } = await runJson('diff', repo.folder, ['diff', '--against', 'HEAD~1', ...TODAY]);
  expect(report.apis.map(({ file, base }) => [file, base?.file])).toEqual([['api/root.json', 'openapi.json']]);
  expect(report.changes?.filter(({ impact }) => impact === 'breaking')).toEqual([]);
  expect(exit).toBe(0);
});

test('settings of the base that cannot be read are told of', async () => {
  const repo = scratchRepo({ files: { 'countersign.yaml': 'schemaVersion: 99\n', 'cards.json': cards } });
  renameSync(join(repo.folder, 'cards.json'), join(repo.folder, 'plastic.json'));
  repo.write({ 'countersign.yaml': settings({ cards: 'plastic.json' }) });
  const { exit, report } = await runJson('check', repo.folder, CHECK);
  expect(exit).toBe(0);
  expect(report.apis[0]?.base?.file).toBe('cards.json');
  expect(report.notes[0]?.message).toContain('countersign.yaml of the revision that was compared with cannot be read');
});
