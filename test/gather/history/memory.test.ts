import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../src/gather/history/read.ts';
import type { ContractHistory } from '../../../src/model/history.ts';
import type { Cache, Repository } from '../../../src/model/ports.ts';
import { scratchRepo, type ScratchRepo } from '../../support/scratch-repo.ts';
import { opened } from './open.ts';

/** A cache in memory. */
function memoryCache(): Cache & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    tool: () => 'build',
    read: (key) => Promise.resolve(entries.get(key) ?? null),
    write: (key, text) => {
      entries.set(key, text);
      return Promise.resolve();
    },
  };
}

/** Counts the blobs that git is asked for. */
function counting(repository: Repository): { readonly repository: Repository; readonly asked: () => number } {
  let asked = 0;
  const readBlobs: Repository['readBlobs'] = (blobs) => {
    asked += blobs.length;
    return repository.readBlobs(blobs);
  };
  return { repository: { ...repository, readBlobs }, asked: () => asked };
}

async function read(repo: ScratchRepo, file: string, cache: Cache | null): Promise<[ContractHistory, number]> {
  const { repository, asked } = counting(await opened(repo.folder));
  const commit = (await repository.resolve('HEAD')) ?? '';
  const history = await readHistory(repository, { api: 'a', file, commit, depth: 'elements', cache });
  return [history, asked()];
}

const HEAD = 'openapi: 3.0.3\ninfo: { title: T, version: 1.0.0 }\n';
const single = (more: string): string =>
  `${HEAD}paths: {}\ncomponents: { schemas: { A: { properties: { b: { ${more} } } } } }\n`;

describe('what earlier runs read', () => {
  it('is not read again, and a commit more reads what is new and what was there before it', async () => {
    const repo = scratchRepo(
      { files: { 'a.yaml': single('') }, day: '2026-01-01' },
      { files: { 'a.yaml': 'no contract' }, day: '2026-01-02' },
      { files: { 'a.yaml': single('deprecated: true, x-sunset: 2026-12-31') }, day: '2026-01-03' },
      { files: { 'a.yaml': single('') }, day: '2026-01-04' },
    );
    const cache = memoryCache();
    const [cold, first] = await read(repo, 'a.yaml', cache);
    expect(first).toBe(3);
    expect(await read(repo, 'a.yaml', cache)).toEqual([cold, 0]);
    repo.commit({ files: { 'a.yaml': single('deprecated: true') }, day: '2026-01-05' });
    const [warm, more] = await read(repo, 'a.yaml', cache);
    expect(more).toBe(2);
    expect(warm).toEqual((await read(repo, 'a.yaml', null))[0]);
    expect(warm.events.map(({ event, what, day, sunset }) => [event, what.name, day, sunset])).toEqual([
      ['first-seen', 'property `A.b`', '2026-01-01', null],
      ['first-seen', 'schema `A`', '2026-01-01', null],
      ['deprecated', 'property `A.b`', '2026-01-03', '2026-12-31'],
      ['undeprecated', 'property `A.b`', '2026-01-04', null],
      ['deprecated', 'property `A.b`', '2026-01-05', null],
    ]);
  });

  it('is read again where an entry is anything but what was written', async () => {
    const repo = scratchRepo(
      { files: { 'a.yaml': single('') }, day: '2026-01-01' },
      { files: { 'a.yaml': single('deprecated: true, x-sunset: 2026-12-31') }, day: '2026-01-03' },
    );
    const cache = memoryCache();
    const [cold] = await read(repo, 'a.yaml', cache);
    const [[key, entry] = ['', '']] = cache.entries;
    const spoiled = [
      'null',
      '{',
      '{}',
      entry.replace('"2026-12-31"', '"2026-02-30"'),
      entry.replace(/"texts":\[.*\]/, '"texts":[]'),
      entry.replace('"texts":[', '"texts":[1,'),
      entry.replace('"split":false', '"split":0'),
      entry.replace(/"links":\[\[/, '"links":[7,['),
      entry.replace(/,3,/, ',9,'),
    ];
    for (const text of spoiled) {
      expect(text).not.toBe(entry);
      cache.entries.set(key, text);
      expect(await read(repo, 'a.yaml', cache)).toEqual([cold, 2]);
    }
  });

  it('holds for contracts that are split over files, also over files that came and went', async () => {
    const root = `${HEAD}paths: {}\ncomponents: { schemas: { A: { properties: { b: { $ref: 'schemas/b.yaml' } } } } }\n`;
    const repo = scratchRepo(
      {
        files: {
          'api/a.yaml': root,
          'api/schemas/b.yaml': "{ $ref: 'c.yaml' }\n",
          'api/schemas/c.yaml': 'properties: { d: {} }\n',
        },
        day: '2026-01-01',
      },
      { files: { 'api/schemas/c.yaml': 'properties: { d: { deprecated: true } }\n' }, day: '2026-01-02' },
      { files: { 'api/schemas/b.yaml': 'properties: { e: {} }\n', 'api/schemas/c.yaml': null }, day: '2026-01-03' },
      { files: { 'api/a.yaml': single(''), 'api/schemas/b.yaml': null }, day: '2026-01-04' },
    );
    const cache = memoryCache();
    const [cold] = await read(repo, 'api/a.yaml', cache);
    expect(
      cold.events.filter(({ what }) => what.kind === 'property').map(({ event, what, day }) => [event, what.name, day]),
    ).toEqual([
      ['first-seen', 'property `A.b`', '2026-01-01'],
      ['first-seen', 'property `c.d`', '2026-01-01'],
      ['deprecated', 'property `c.d`', '2026-01-02'],
      ['appeared', 'property `b.e`', '2026-01-03'],
      ['removed', 'property `c.d`', '2026-01-03'],
      ['removed', 'property `b.e`', '2026-01-04'],
    ]);
    expect(await read(repo, 'api/a.yaml', cache)).toEqual([cold, 0]);
  });
});
