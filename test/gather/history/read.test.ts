import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../src/gather/history/read.ts';
import type { ContractHistory, HistoryEvent } from '../../../src/model/history.ts';
import { scratchFolder, scratchRepo } from '../../support/scratch-repo.ts';
import { opened } from './open.ts';

/** A contract with operations as `get /a`, `get /a deprecated`, or `get /a sunset DATE`. */
function contract(...operations: readonly string[]): string {
  const lines = operations.map((operation) => {
    const [method = '', path = '', ...rest] = operation.split(' ');
    const fields =
      rest[0] === 'sunset'
        ? `deprecated: true, x-sunset: ${rest[1] ?? ''}`
        : rest.map((flag) => `${flag}: true`).join();
    return `  ${path}: { ${method}: { ${fields} } }\n`;
  });
  return `openapi: 3.0.3\ninfo: { title: T, version: 1.0.0 }\npaths:\n${lines.join('')}`;
}

const told = ({ event, what, deprecated, sunset, day }: HistoryEvent): string =>
  `${day} ${event} ${what.name}${deprecated ? ' deprecated' : ''}${sunset === null ? '' : ` until ${sunset}`}`;

async function historyOf(folder: string, file: string): Promise<ContractHistory> {
  const repository = await opened(folder);
  const commit = (await repository.resolve('HEAD')) ?? '';
  return readHistory(repository, { api: 'payments', file, commit });
}

describe('the history of a contract', () => {
  it('tells when operations appeared, were deprecated and went, through a rename', async () => {
    const repo = scratchRepo(
      { files: { 'old.yaml': contract('get /a', 'get /b x-is-deprecated') }, day: '2026-01-01' },
      { files: { 'old.yaml': contract('get /a deprecated', 'get /b', 'post /c') }, day: '2026-02-01' },
      {
        files: { 'old.yaml': null, 'new.yaml': contract('get /a deprecated', 'get /b', 'post /c') },
        day: '2026-02-02',
      },
      { files: { 'new.yaml': contract('get /a sunset 2026-12-31', 'post /c') }, day: '2026-03-01' },
      { files: { 'new.yaml': contract('post /c', 'put /d deprecated') }, day: '2026-04-01' },
    );
    const history = await historyOf(repo.folder, 'new.yaml');
    expect(history.events.map(told)).toEqual([
      '2026-01-01 first-seen GET /a',
      '2026-01-01 first-seen GET /b deprecated',
      '2026-02-01 deprecated GET /a deprecated',
      '2026-02-01 undeprecated GET /b',
      '2026-02-01 appeared POST /c',
      '2026-03-01 removed GET /b',
      '2026-04-01 removed GET /a deprecated until 2026-12-31',
      '2026-04-01 appeared PUT /d deprecated',
    ]);
    expect(history.events[2]?.commit).toBe(repo.git('rev-parse', 'HEAD~3'));
    expect({ ...history, events: [] }).toEqual({
      api: 'payments',
      file: 'new.yaml',
      depth: 'operations',
      events: [],
      served: [],
      span: {
        from: { day: '2026-01-01', commit: repo.git('rev-parse', 'HEAD~4') },
        to: { day: '2026-04-01', commit: repo.git('rev-parse', 'HEAD') },
      },
      revisions: 5,
      unreadable: 0,
      shallow: false,
    });
  });

  it('leaves out and counts revisions that are no contract', async () => {
    const repo = scratchRepo(
      { files: { 'a.yaml': contract('get /a') }, day: '2026-01-01' },
      { files: { 'a.yaml': '<<<<<<< ours\n' }, day: '2026-01-02' },
      { files: { 'a.yaml': 'name: something else\n' }, day: '2026-01-03' },
      { files: { 'a.yaml': contract('get /a deprecated') }, day: '2026-01-04' },
    );
    const history = await historyOf(repo.folder, 'a.yaml');
    expect(history.events.map(told)).toEqual([
      '2026-01-01 first-seen GET /a',
      '2026-01-04 deprecated GET /a deprecated',
    ]);
    expect([history.revisions, history.unreadable]).toEqual([4, 2]);
  });

  it('tells when the file itself went and came back', async () => {
    const repo = scratchRepo(
      { files: { 'a.yaml': contract('get /a') }, day: '2026-01-01' },
      { files: { 'a.yaml': null }, day: '2026-01-02' },
      { files: { 'a.yaml': contract('get /a') }, day: '2026-01-03' },
    );
    expect((await historyOf(repo.folder, 'a.yaml')).events.map(told)).toEqual([
      '2026-01-01 first-seen GET /a',
      '2026-01-02 removed GET /a',
      '2026-01-03 appeared GET /a',
    ]);
  });

  it('reads JSON and YAML alike, and path items behind references', async () => {
    const paths = { '/a': { $ref: '#/components/pathItems/A' }, '/loop': { $ref: '#/paths/~1loop' } };
    const json = { openapi: '3.1.0', paths, components: { pathItems: { A: { get: {}, parameters: [] } } } };
    const repo = scratchRepo(
      { files: { 'a.json': JSON.stringify(json) }, day: '2026-01-01' },
      { files: { 'a.json': contract('get /a deprecated') }, day: '2026-01-02' },
    );
    expect((await historyOf(repo.folder, 'a.json')).events.map(told)).toEqual([
      '2026-01-01 first-seen GET /a',
      '2026-01-02 deprecated GET /a deprecated',
    ]);
  });

  it('reads a contract that is split over files, also where only one of them was touched', async () => {
    const root = 'openapi: 3.0.3\ninfo: { title: T, version: 1.0.0 }\npaths:\n  /a: { $ref: paths/a.yaml }\n';
    const repo = scratchRepo(
      { files: { 'api/a.yaml': root, 'api/paths/a.yaml': 'get: { responses: {} }\n' }, day: '2026-01-01' },
      { files: { 'api/paths/a.yaml': 'get: { deprecated: true, responses: {} }\n' }, day: '2026-01-02' },
      { files: { other: 'x' }, day: '2026-01-03' },
      { files: { 'api/a.yaml': `${root}  /b: { get: { responses: {} } }\n` }, day: '2026-01-04' },
      { files: { 'api/paths/a.yaml': 'get: [\n' }, day: '2026-01-05' },
    );
    const history = await historyOf(repo.folder, 'api/a.yaml');
    expect(history.events.map(told)).toEqual([
      '2026-01-01 first-seen GET /a',
      '2026-01-02 deprecated GET /a deprecated',
      '2026-01-04 appeared GET /b',
    ]);
    expect([history.revisions, history.unreadable]).toEqual([4, 1]);
  });

  it('counts a merged branch on the day of its merge', async () => {
    const repo = scratchRepo({ files: { 'a.yaml': contract('get /a') }, day: '2026-01-01' });
    repo.git('checkout', '--quiet', '-b', 'side');
    repo.commit({ files: { 'a.yaml': contract('get /a deprecated') }, day: '2026-01-02' });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ files: { other: 'x' }, day: '2026-01-03' });
    const tree = repo.git('merge-tree', '--write-tree', 'main', 'side');
    repo.git('checkout', '--quiet', 'side', '--', 'a.yaml');
    repo.git('update-ref', 'refs/heads/main', mergeOf(repo.folder, tree, '2026-02-01'));
    expect((await historyOf(repo.folder, 'a.yaml')).events.map(told)).toEqual([
      '2026-01-01 first-seen GET /a',
      '2026-02-01 deprecated GET /a deprecated',
    ]);
  });

  it('says when the clone is shallow', async () => {
    const repo = scratchRepo(
      { files: { 'a.yaml': contract('get /a') }, day: '2026-01-01' },
      { files: { 'a.yaml': contract('get /a deprecated') }, day: '2026-01-02' },
    );
    const folder = join(scratchFolder(), 'clone');
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${repo.folder}`, folder]);
    const history = await historyOf(folder, 'a.yaml');
    expect(history.events.map(told)).toEqual(['2026-01-02 first-seen GET /a deprecated']);
    expect(history.shallow).toBe(true);
  });
});

function mergeOf(folder: string, tree: string, day: string): string {
  const date = `${day}T12:00:00Z`;
  const who = {
    GIT_AUTHOR_NAME: 'M',
    GIT_AUTHOR_EMAIL: 'm@b.example',
    GIT_COMMITTER_NAME: 'M',
    GIT_COMMITTER_EMAIL: 'm@b.example',
  };
  return execFileSync('git', ['commit-tree', tree, '-p', 'main', '-p', 'side', '-m', 'merge'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...who, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
  }).trim();
}
