import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRange, parseRange, type Point, resolveRange } from '../../../src/gather/history/range.ts';
import { scratchFolder, type ScratchRepo, scratchRepo } from '../../support/scratch-repo.ts';
import { opened } from './open.ts';

async function resolved(folder: string, text: string, zone = 'UTC'): Promise<readonly [Point, Point]> {
  const repository = await opened(folder);
  const head = await repository.resolve('HEAD');
  if (head === null) throw new Error('no commit');
  const { from, to } = await resolveRange(repository, head, parseRange(text), zone);
  return [from, to];
}

const NAMED = ['-c', 'user.name=Ada', '-c', 'user.email=ada@bank.example'];

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

/** Four commits on `main`, of 1 January, 1 February, 1 March and 1 April, noon UTC. */
function months(): ScratchRepo & { readonly ids: readonly string[] } {
  const repo = scratchRepo();
  const ids = ['01', '02', '03', '04'].map((month) =>
    repo.commit({ files: { 'a.txt': month }, day: `2026-${month}-01` }),
  );
  return { ...repo, ids };
}

describe('a range as it is written', () => {
  it.each([
    ['v1.0..v1.1', { from: 'v1.0', to: 'v1.1' }],
    ['v1.0..', { from: 'v1.0', to: null }],
    ['v1.0', { from: 'v1.0', to: null }],
    ['2026-01-01..2026-03-31', { from: '2026-01-01', to: '2026-03-31' }],
    ['HEAD~3..release/1.x', { from: 'HEAD~3', to: 'release/1.x' }],
  ])('%s', (text, range) => {
    expect(parseRange(text)).toEqual(range);
  });

  it.each(['a...b', 'a..b..c', '..b', '', '...', 'a....b'])('%j is none', (text) => {
    expect(() => parseRange(text)).toThrow(expect.objectContaining({ code: 'REF_INVALID' }));
  });

  it.each([
    ['v1..v2', true],
    ['v1..', true],
    ['v1...v2', true],
    ['a/b..c/d', true],
    ['v1', false],
    ['../openapi.yaml', false],
    ['a/../openapi.yaml', false],
    ['a/..', false],
    ['HEAD:../openapi.yaml', false],
    ['..\\openapi.yaml', false],
    ['a\\..\\b.yaml', false],
  ])('%j is meant as one: %j', (text, meant) => {
    expect(isRange(text)).toBe(meant);
  });
});

describe('the commits of a range', () => {
  it('are those of tags, branches and commits, and HEAD where the end is left out', async () => {
    const { folder, git, ids } = months();
    git('tag', 'v1', ids[0] ?? '');
    git(...NAMED, 'tag', '--annotate', '--message', 'two', 'v2', ids[1] ?? '');
    git('branch', 'release/1.x', ids[2] ?? '');
    expect(await resolved(folder, 'v1..v2')).toEqual([
      { name: 'v1', commit: ids[0], day: '2026-01-01', kind: 'tag', shadowed: null },
      { name: 'v2', commit: ids[1], day: '2026-02-01', kind: 'tag', shadowed: null },
    ]);
    expect(await resolved(folder, 'HEAD~3..release/1.x')).toEqual([
      { name: 'HEAD~3', commit: ids[0], day: '2026-01-01', kind: 'commit', shadowed: null },
      { name: 'release/1.x', commit: ids[2], day: '2026-03-01', kind: 'branch', shadowed: null },
    ]);
    const short = (ids[1] ?? '').slice(0, 10);
    expect(await resolved(folder, `${short}..`)).toEqual([
      { name: short, commit: ids[1], day: '2026-02-01', kind: 'commit', shadowed: null },
      { name: 'HEAD', commit: ids[3], day: '2026-04-01', kind: 'commit', shadowed: null },
    ]);
  });

  it('a tag wins over a branch of its name, and the branch is told; also over a day', async () => {
    const { folder, git, ids } = months();
    git('tag', 'release', ids[0] ?? '');
    git('branch', 'release', ids[2] ?? '');
    git('tag', '2026-03-15', ids[1] ?? '');
    expect(await resolved(folder, 'release..2026-03-15')).toEqual([
      { name: 'release', commit: ids[0], day: '2026-01-01', kind: 'tag', shadowed: 'release' },
      { name: '2026-03-15', commit: ids[1], day: '2026-02-01', kind: 'tag', shadowed: null },
    ]);
    // Full names say which is meant, whatever a tag is called.
    git('update-ref', 'refs/tags/refs/heads/release', ids[3] ?? '');
    expect(
      (await resolved(folder, 'refs/heads/release..refs/tags/release')).map(({ kind, commit }) => [kind, commit]),
    ).toEqual([
      ['branch', ids[2]],
      ['tag', ids[0]],
    ]);
  });

  it('a branch that only origin has is found, before a commit whose id begins so', async () => {
    const { folder, git, ids } = months();
    const name = (ids[0] ?? '').slice(0, 7);
    git('branch', name, ids[2] ?? '');
    const clone = join(scratchFolder(), 'clone');
    execFileSync('git', ['clone', '--quiet', `file://${folder}`, clone], { stdio: 'pipe' });
    expect((await resolved(clone, `${name}..`))[0]).toMatchObject({ kind: 'branch', commit: ids[2] });
  });
});

describe('a day in a range', () => {
  it('is the last commit up to its end', async () => {
    const { folder, ids } = months();
    expect(await resolved(folder, '2026-02-01..2026-03-31')).toEqual([
      { name: '2026-02-01', commit: ids[1], day: '2026-02-01', kind: 'date', shadowed: null },
      { name: '2026-03-31', commit: ids[2], day: '2026-03-01', kind: 'date', shadowed: null },
    ]);
    expect((await resolved(folder, '2026-01-31..2030-12-31')).map(({ commit }) => commit)).toEqual([ids[0], ids[3]]);
  });

  it('ends at its midnight in the zone', async () => {
    const { folder, ids } = months();
    // Noon UTC of 1 February is the morning of 2 February at UTC+14, and still 1 February at UTC-12.
    const commits = async (zone: string): Promise<unknown> => (await resolved(folder, '2026-02-01..', zone))[0];
    expect(await commits('Pacific/Kiritimati')).toMatchObject({ commit: ids[0], day: '2026-01-02' });
    expect(await commits('Etc/GMT+12')).toMatchObject({ commit: ids[1], day: '2026-02-01' });
    expect(await commits('America/New_York')).toMatchObject({ commit: ids[1] });
  });

  it('is looked for on the first parents of the other end', async () => {
    const { folder, git, ids, commit } = months();
    git('switch', '--quiet', '--create', 'side', ids[0] ?? '');
    const side = commit({ files: { 'b.txt': 'side' }, day: '2026-03-10' });
    git('switch', '--quiet', 'main');
    git(...NAMED, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'side');
    expect((await resolved(folder, '2026-03-15..main'))[0].commit).toBe(ids[2]);
    expect((await resolved(folder, '2026-03-15..side'))[0].commit).toBe(side);
  });

  it('that does not exist is refused; one before the first commit is not there', async () => {
    const { folder } = months();
    expect(await failure(resolved(folder, '2026-02-30..'))).toMatchObject({ code: 'REF_INVALID' });
    expect(await failure(resolved(folder, '2025-12-31..'))).toMatchObject({
      code: 'BASE_REF_NOT_FOUND',
      message: 'there is no commit of 2025-12-31 or before here',
    });
    const clone = join(scratchFolder(), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=2', `file://${folder}`, clone], { stdio: 'pipe' });
    expect(await failure(resolved(clone, '2026-02-28..'))).toMatchObject({
      code: 'BASE_REF_NOT_FOUND',
      message: 'there is no commit of 2026-02-28 or before here; this clone is shallow',
      hint: 'git fetch --unshallow   # or add --fetch',
    });
    execFileSync('git', ['fetch', '--quiet', '--unshallow'], { cwd: clone, stdio: 'pipe' });
    expect((await resolved(clone, '2026-02-28..'))[0]).toMatchObject({ kind: 'date', day: '2026-02-01' });
  });
});

it.each([
  '--output=x..HEAD',
  'HEAD..-x',
  'a b..HEAD',
  'HEAD..x:y',
  'HEAD@{1}..HEAD',
  'main^{/x}..HEAD',
  '$(x)..HEAD',
  'a;b..HEAD',
])('%j: what is no name reaches git never', async (text) => {
  expect(await failure(resolved(months().folder, text))).toMatchObject({ code: 'REF_INVALID' });
});

it('what is not here is told with the command that brings it', async () => {
  expect(await failure(resolved(months().folder, 'v9.9..HEAD'))).toMatchObject({
    code: 'BASE_REF_NOT_FOUND',
    hint: 'git fetch origin tag v9.9   # or add --fetch',
  });
});
