import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../../src/model/workspace.ts';
import { openWorkspace } from '../../../src/gather/workspace/open.ts';
import { selectApis } from '../../../src/gather/workspace/select.ts';
import { scratchFolder, scratchRepo } from '../../support/scratch-repo.ts';
import { portsIn } from './ports.ts';

const contract = 'openapi: 3.1.0\n';
const bank = {
  'countersign.yaml': `
schemaVersion: 1
apis:
  accounts: { contract: contracts/accounts.yaml, owner: Team Accounts, criticality: critical }
  open-data: { contract: contracts/open-data/*.yaml }
`,
  'contracts/accounts.yaml': contract,
  'contracts/open-data/branches.yaml': contract,
  'contracts/open-data/rates.yaml': contract,
  'drafts/loans.yaml': contract,
  'drafts/accounts.yaml': contract,
  'drafts/notes.yaml': 'a: 1\n',
};

/** Opens and selects as a command does: in a folder, with its arguments. */
async function select(folder: string, ...names: string[]): Promise<readonly Api[]> {
  const ports = portsIn(folder);
  return selectApis(await openWorkspace(ports, { config: null, names }), names, ports);
}

async function pairs(folder: string, ...names: string[]): Promise<readonly string[]> {
  return (await select(folder, ...names)).map(({ id, file }) => `${id} = ${file}`);
}

describe('selecting from the settings', () => {
  const repo = () => scratchRepo({ files: bank }).folder;

  it('gives all of them without arguments', async () => {
    expect(await pairs(repo())).toEqual([
      'accounts = contracts/accounts.yaml',
      'open-data/branches = contracts/open-data/branches.yaml',
      'open-data/rates = contracts/open-data/rates.yaml',
    ]);
  });

  it('takes ids, ids of groups, files, folders and globs, in order and once', async () => {
    const folder = repo();
    expect(await select(folder, 'accounts')).toEqual([
      {
        id: 'accounts',
        file: 'contracts/accounts.yaml',
        owner: 'Team Accounts',
        audience: null,
        criticality: 'critical',
      },
    ]);
    const group = [
      'open-data/branches = contracts/open-data/branches.yaml',
      'open-data/rates = contracts/open-data/rates.yaml',
    ];
    expect(await pairs(folder, 'open-data')).toEqual(group);
    expect(await pairs(folder, 'contracts/open-data')).toEqual(group);
    expect(await pairs(join(folder, 'contracts'), 'open-data/*.yaml', 'open-data')).toEqual(group);
    expect(await pairs(folder, 'open-data/rates', './contracts/accounts.yaml', 'accounts')).toEqual([
      group[1],
      'accounts = contracts/accounts.yaml',
    ]);
  });

  it('names a file outside the settings by its stem, or by its path where the stem is taken', async () => {
    const folder = repo();
    expect(await select(folder, 'drafts/loans.yaml')).toEqual([
      { id: 'loans', file: 'drafts/loans.yaml', owner: null, audience: null, criticality: 'normal' },
    ]);
    expect(await pairs(folder, 'drafts')).toEqual([
      'drafts/accounts = drafts/accounts.yaml',
      'loans = drafts/loans.yaml',
    ]);
  });

  it('suggests what was probably meant', async () => {
    const folder = repo();
    await expect(select(folder, 'acounts')).rejects.toMatchObject({
      code: 'API_UNKNOWN',
      message: '`acounts` is neither an API nor a file; did you mean `accounts`?',
    });
    await expect(select(folder, 'drafts/*.json')).rejects.toMatchObject({
      code: 'API_UNKNOWN',
      message: '`drafts/*.json` matches no file',
    });
  });

  it('never leaves the workspace by a glob', async () => {
    const folder = scratchFolder();
    await expect(select(folder, '../*.yaml')).rejects.toMatchObject({ code: 'PATH_OUTSIDE_WORKSPACE' });
  });
});

describe('selecting without settings', () => {
  it('finds the only contract, wherever the caller stands', async () => {
    const repo = scratchRepo({ files: { 'spec/openapi.yaml': contract, 'src/main.ts': '' } });
    expect(await pairs(repo.folder)).toEqual(['openapi = spec/openapi.yaml']);
    expect(await pairs(join(repo.folder, 'src'))).toEqual(['openapi = spec/openapi.yaml']);
  });

  it('prefers what is below the caller’s folder', async () => {
    const repo = scratchRepo({ files: { 'cards/openapi.yaml': contract, 'loans/openapi.yaml': contract } });
    expect(await pairs(join(repo.folder, 'loans'))).toEqual(['openapi = loans/openapi.yaml']);
  });

  it('gives files of one name the names of their paths', async () => {
    const repo = scratchRepo({
      files: { 'a/openapi.yaml': contract, 'b/openapi.yaml': contract, 'b/openapi.json': '' },
    });
    expect(await pairs(repo.folder, 'a/openapi.yaml', 'b/openapi.yaml', 'b/openapi.json')).toEqual([
      'a/openapi = a/openapi.yaml',
      'b/openapi.yaml = b/openapi.yaml',
      'b/openapi.json = b/openapi.json',
    ]);
  });

  it('takes a file outside the caller’s folder, with the workspace around it', async () => {
    const repo = scratchRepo({ files: bank });
    const file = join(repo.folder, 'contracts/accounts.yaml');
    expect(await pairs(scratchFolder(), file)).toEqual(['accounts = contracts/accounts.yaml']);
  });

  it('asks which, when there are several', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`api-${index}.yaml`, contract]));
    const repo = scratchRepo({ files });
    await expect(select(repo.folder)).rejects.toMatchObject({
      code: 'CONTRACT_AMBIGUOUS',
      message: `12 contracts are here, and none was named:
  api-0.yaml
  api-1.yaml
  api-10.yaml
  api-11.yaml
  api-2.yaml
  api-3.yaml
  api-4.yaml
  api-5.yaml
  api-6.yaml
  api-7.yaml
  and 2 more`,
      hint: 'name one, or let countersign init list them in countersign.yaml',
    });
  });

  it('says so when there is none', async () => {
    const folder = scratchFolder();
    await expect(select(folder)).rejects.toMatchObject({
      code: 'CONTRACT_NOT_FOUND',
      message: `no OpenAPI document is below ${folder}`,
    });
    await expect(select(folder, '.')).rejects.toMatchObject({
      code: 'CONTRACT_NOT_FOUND',
      message: 'no OpenAPI document is below .',
    });
  });
});
