import { describe, expect, it } from 'vitest';
import { globPattern, pastApis } from '../../../src/gather/workspace/past-apis.ts';
import { scratchRepo } from '../../support/scratch-repo.ts';
import { opened } from '../history/open.ts';

describe('a glob over the paths of a commit', () => {
  it.each([
    ['*.yaml', ['a.yaml'], ['b/a.yaml', 'a.yml']],
    ['**/*.yaml', ['a.yaml', 'b/c/a.yaml'], ['a.json']],
    ['apis/**/openapi.{yaml,json}', ['apis/openapi.json', 'apis/x/y/openapi.yaml'], ['apis/x.yaml', 'openapi.yaml']],
    ['v?/[ab]*.yaml', ['v1/alpha.yaml'], ['v10/alpha.yaml', 'v1/gamma.yaml']],
    ['v[!1].yaml', ['v2.yaml'], ['v1.yaml']],
    ['a.b+(c)/**', ['a.b+(c)/d/e'], ['axb+(c)/d']],
  ])('%s', (glob, matched, others) => {
    const pattern = globPattern(glob);
    expect(matched.filter((path) => !pattern.test(path))).toEqual([]);
    expect(others.filter((path) => pattern.test(path))).toEqual([]);
  });

  it('is not slow, however many stars it has', () => {
    expect(globPattern(`${'**/'.repeat(40)}x`)).toEqual(globPattern('**/x'));
  });
});

it('the APIs of a commit are those whose contracts were there', async () => {
  const repo = scratchRepo({
    files: {
      'team/countersign.yaml':
        'schemaVersion: 1\napis:\n  one: { contract: one.yaml, owner: Team }\n  all: { contract: "all/*.yaml" }\n  lost: { contract: lost.yaml }\n  out: { contract: ../../x.yaml }\n',
      'team/one.yaml': 'x',
      'team/all/b.yaml': 'x',
      'broken.yaml': 'apis: [',
    },
  });
  repo.write({ 'team/one.yaml': null });
  const repository = await opened(repo.folder);
  const commit = repo.git('rev-parse', 'HEAD');
  expect(await pastApis(repository, commit, 'team/countersign.yaml')).toEqual([
    { id: 'one', file: 'team/one.yaml', owner: 'Team', audience: null, criticality: 'normal' },
    { id: 'all/b', file: 'team/all/b.yaml', owner: null, audience: null, criticality: 'normal' },
  ]);
  expect(await pastApis(repository, commit, 'broken.yaml')).toBe('unreadable');
  expect(await pastApis(repository, commit, 'countersign.yaml')).toBe('none');
});
