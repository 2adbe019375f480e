import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ownAssets } from '../../src/adapters/assets.ts';
import { diskCache } from '../../src/adapters/cache.ts';
import type { Cache } from '../../src/model/ports.ts';
import { scratchFolder } from '../support/scratch-repo.ts';

const KEY = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

function cacheIn(folder: string): Cache {
  const cache = diskCache({ COUNTERSIGN_CACHE: folder }, ownAssets());
  if (cache === null) throw new Error('a folder was named');
  return cache;
}

test('what was written is read, by whoever asks with the key', async () => {
  const folder = join(scratchFolder(), 'not', 'there', 'yet');
  await cacheIn(folder).write(KEY, 'what was\nfound ✓');
  expect(await cacheIn(folder).read(KEY)).toBe('what was\nfound ✓');
  expect(await cacheIn(folder).read(OTHER)).toBeNull();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder)).toEqual([`${KEY}.json`]);
});

describe('is as if it were not there', () => {
  const entry = async (): Promise<{ cache: Cache; path: string; folder: string }> => {
    const folder = join(scratchFolder(), 'cache');
    const cache = cacheIn(folder);
    await cache.write(KEY, 'found');
    return { cache, folder, path: join(folder, `${KEY}.json`) };
  };

  test.each([
    ['cut short', (text: string) => text.slice(0, -1)],
    ['changed', (text: string) => text.replace('found', 'fount')],
    ['empty', () => ''],
    ['without a digest', () => 'found'],
    ['something else', () => '\0'.repeat(1000)],
  ])('an entry that is %s, and it is written again', async (_, spoiled) => {
    const { cache, path } = await entry();
    writeFileSync(path, spoiled(readFileSync(path, 'utf8')));
    expect(await cache.read(KEY)).toBeNull();
    await cache.write(KEY, 'found');
    expect(await cache.read(KEY)).toBe('found');
  });

  test('an entry that others may write, or that is a link', async () => {
    const { cache, path, folder } = await entry();
    symlinkSync(path, join(folder, `${OTHER}.json`));
    expect(await cache.read(OTHER)).toBeNull();
    chmodSync(path, 0o666);
    expect(await cache.read(KEY)).toBeNull();
  });

  test('a folder that others may write', async () => {
    const folder = join(scratchFolder(), 'open');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    await cacheIn(folder).write(KEY, 'found');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a place that cannot be written', async () => {
    const file = join(scratchFolder(), 'file');
    writeFileSync(file, '');
    await cacheIn(file).write(KEY, 'found');
    expect(await cacheIn(file).read(KEY)).toBeNull();
  });
});

test('where it is: named, by XDG, at home, and nowhere for what is not absolute', async () => {
  const home = scratchFolder();
  const assets = ownAssets();
  await diskCache({ HOME: home }, assets)?.write(KEY, 'x');
  expect(readdirSync(join(home, '.cache', 'countersign'))).toEqual([`${KEY}.json`]);
  await diskCache({ HOME: home, XDG_CACHE_HOME: join(home, 'xdg') }, assets)?.write(KEY, 'x');
  expect(readdirSync(join(home, 'xdg', 'countersign'))).toEqual([`${KEY}.json`]);
  expect(diskCache({ COUNTERSIGN_CACHE: 'relative', XDG_CACHE_HOME: '' }, assets)).toBeNull();
});

test('the oldest go when there are too many, and an entry that is too large is not kept', async () => {
  const folder = join(scratchFolder(), 'cache');
  const cache = cacheIn(folder);
  const size = 15 * 1024 * 1024;
  const keys = Array.from({ length: 10 }, (_, index) => index.toString(16).padStart(64, '0'));
  for (const [index, key] of keys.entries()) {
    await cache.write(key, 'x'.repeat(size));
    utimesSync(join(folder, `${key}.json`), 1000 + index, 1000 + index);
  }
  await cache.write(KEY, 'small');
  await cache.write(OTHER, 'x'.repeat(17 * 1024 * 1024));
  expect(readdirSync(folder).sort()).toEqual([...keys.slice(2), KEY].map((key) => `${key}.json`).sort());
});

test('many at once leave one whole entry and nothing else', async () => {
  const folder = join(scratchFolder(), 'cache');
  const texts = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(10_000));
  await Promise.all(texts.map((text) => cacheIn(folder).write(KEY, text)));
  expect(texts).toContain(await cacheIn(folder).read(KEY));
  expect(readdirSync(folder)).toEqual([`${KEY}.json`]);
});
