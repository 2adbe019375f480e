import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findHome } from '../../../src/gather/workspace/home.ts';
import { openWorkspace } from '../../../src/gather/workspace/open.ts';
import { scratchFolder, scratchRepo } from '../../support/scratch-repo.ts';
import { portsIn } from './ports.ts';

const settings = 'schemaVersion: 1\n';

describe('where the workspace is', () => {
  it('is the git top around the folder, with the nearest settings file on the way up', async () => {
    const repo = scratchRepo({
      files: {
        'countersign.yaml': settings,
        'retail/countersign.yml': settings,
        'retail/accounts/openapi.yaml': '',
        'cards/x': '',
      },
    });
    const from = (folder: string) => findHome(portsIn(join(repo.folder, folder)), null, []);
    expect(await from('retail/accounts')).toEqual({ root: repo.folder, file: 'retail/countersign.yml' });
    expect(await from('cards')).toEqual({ root: repo.folder, file: 'countersign.yaml' });
    expect(await from('.')).toEqual({ root: repo.folder, file: 'countersign.yaml' });
  });

  it('ends at the git top: settings above it are other people’s', async () => {
    const folder = scratchFolder();
    const inner = join(folder, 'inner');
    mkdirSync(inner);
    const repo = scratchRepo({ files: { 'openapi.yaml': '' } });
    repo.write({ 'nested/a': '' });
    repo.git('init', '--quiet', 'nested');
    repo.write({ 'countersign.yaml': settings });
    expect(await findHome(portsIn(join(repo.folder, 'nested')), null, [])).toEqual({
      root: join(repo.folder, 'nested'),
      file: null,
    });
  });

  it('is the folder alone without git', async () => {
    const outer = scratchFolder();
    const inner = join(outer, 'inner');
    mkdirSync(inner);
    await portsIn(outer).files.write(outer, 'countersign.yaml', settings);
    expect(await findHome(portsIn(inner), null, [])).toEqual({ root: inner, file: null });
    expect(await findHome(portsIn(outer), null, [])).toEqual({ root: outer, file: 'countersign.yaml' });
  });

  it('is around the settings file that is named', async () => {
    const repo = scratchRepo({ files: { 'countersign.yaml': settings, 'other/bank.yaml': settings } });
    const ports = portsIn(scratchFolder());
    const named = join(repo.folder, 'other/bank.yaml');
    expect(await findHome(ports, named, [])).toEqual({ root: repo.folder, file: 'other/bank.yaml' });
    await expect(findHome(ports, 'missing.yaml', [])).rejects.toMatchObject({
      code: 'CONFIG_NOT_FOUND',
      message: 'there is no settings file missing.yaml',
    });
    await expect(findHome(ports, repo.folder, [])).rejects.toMatchObject({ code: 'CONFIG_NOT_FOUND' });
  });

  it('is around files that are named outside the caller’s', async () => {
    const repo = scratchRepo({ files: { 'countersign.yaml': settings, 'a/openapi.yaml': '', 'b/openapi.yaml': '' } });
    const elsewhere = scratchFolder();
    const ports = portsIn(elsewhere);
    const a = join(repo.folder, 'a/openapi.yaml');
    const b = join(repo.folder, 'b/openapi.yaml');
    expect(await findHome(ports, null, [a, b])).toEqual({ root: repo.folder, file: 'countersign.yaml' });
    expect(await findHome(ports, null, [join(repo.folder, 'a')])).toEqual({
      root: repo.folder,
      file: 'countersign.yaml',
    });
    // What is no file may still be the id of an API of the caller's own workspace.
    expect(await findHome(ports, null, ['accounts', '../no-such-file.yaml'])).toEqual({ root: elsewhere, file: null });
  });

  it('is one: files of two workspaces, or outside that of --config, are refused', async () => {
    const repo = scratchRepo({ files: { 'countersign.yaml': settings, 'openapi.yaml': '' } });
    const other = scratchRepo({ files: { 'openapi.yaml': '' } });
    const [mine, theirs] = [join(repo.folder, 'openapi.yaml'), join(other.folder, 'openapi.yaml')];
    const ports = portsIn(scratchFolder());
    await expect(findHome(ports, null, [mine, theirs])).rejects.toMatchObject({
      code: 'PATH_OUTSIDE_WORKSPACE',
      message: `${mine} and ${theirs} are in different workspaces`,
      hint: 'run the command once for each of them',
    });
    await expect(findHome(ports, join(repo.folder, 'countersign.yaml'), [theirs])).rejects.toMatchObject({
      code: 'PATH_OUTSIDE_WORKSPACE',
    });
  });
});

describe('paths of settings in a folder of the repository', () => {
  it('become relative to the root', async () => {
    const repo = scratchRepo({
      files: {
        'retail/countersign.yaml': `
schemaVersion: 1
apis: { accounts: { contract: openapi.yaml }, cards: { contract: ../cards/*.yaml } }
profiles: [core, ../rules/bank.yaml]
policy: { waivers: waivers.yaml }
gitops: { remote: ../../gateway.git }
`,
        'retail/openapi.yaml': '',
        'retail/waivers.yaml': 'schemaVersion: 1\nwaivers: []\n',
        'cards/debit.yaml': '',
      },
    });
    const workspace = await openWorkspace(portsIn(join(repo.folder, 'retail')), { config: null });
    expect({ ...workspace, policy: null }).toEqual({
      root: repo.folder,
      file: 'retail/countersign.yaml',
      apis: [
        { id: 'accounts', file: 'retail/openapi.yaml', owner: null, audience: null, criticality: 'normal' },
        { id: 'cards/debit', file: 'cards/debit.yaml', owner: null, audience: null, criticality: 'normal' },
      ],
      profiles: ['core', 'rules/bank.yaml'],
      policy: null,
      environments: [],
      gitops: { remote: '../gateway.git', branch: 'main' },
      consumers: ['retail/consumers/*.yaml'],
    });
  });

  it('leave URLs and absolute paths of the remote alone', async () => {
    for (const remote of ['git@git.example:team/gateway.git', 'https://bot@git.example/g.git', '/srv/gateway.git']) {
      const repo = scratchRepo({
        files: { 'a/countersign.yaml': `schemaVersion: 1\ngitops: { remote: "${remote}" }\n` },
      });
      const { gitops } = await openWorkspace(portsIn(join(repo.folder, 'a')), { config: null });
      expect(gitops).toEqual({ remote, branch: 'main' });
    }
  });
});
