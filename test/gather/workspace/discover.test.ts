import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { fileSystem } from '../../../src/adapters/files.ts';
import { isContractText } from '../../../src/gather/workspace/contract-text.ts';
import { discoverContracts } from '../../../src/gather/workspace/discover.ts';
import { scratchRepo } from '../../support/scratch-repo.ts';

describe('isContractText', () => {
  it.each([
    ['openapi: 3.1.0'],
    ['\uFEFFopenapi: 3.1.0'],
    ['# ours\n---\ninfo: {}\nopenapi: "3.0.3"\n'],
    ["'swagger': '2.0'\r\ninfo: {}\r\n"],
    ['swagger: 2.0'],
    ['{"info": {"title": "x", "openapi": "no"}, "openapi": "3.1.0"}'],
    ['  {\n\t"swagger" : "2.0",'],
    ['{"info": {"description": "a \\" } quoted brace"}, "openapi": "3.1.0", "paths": {'],
  ])('sees a contract in %j', (text) => {
    expect(isContractText(text)).toBe(true);
  });

  it.each([
    [''],
    ['info:\n  openapi: 3.1.0\n'],
    ['# openapi: 3.1.0\n'],
    ['openapi: true\n'],
    ['openapi: 99.0\n'],
    ['openapi:\n  version: 3.1.0\n'],
    ['openapi-generator: 3.1.0\n'],
    ['[{"openapi": "3.1.0"}]'],
    ['{"definitions": {"openapi": "3.1.0"}}'],
    ['{"a": ["openapi", "3.1.0"]}'],
    ['{"title": "openapi", "x": "3.1.0"}'],
    ['{"a": 1} {"openapi": "3.1.0"}'],
  ])('sees none in %j', (text) => {
    expect(isContractText(text)).toBe(false);
  });

  it('finds the key in any JSON object that has it at the top', () => {
    const other = fc.string().filter((key) => key !== 'openapi' && key !== 'swagger');
    fc.assert(
      fc.property(fc.array(fc.tuple(other, fc.jsonValue())), fc.boolean(), fc.nat(2), (entries, has, indent) => {
        const before = Object.fromEntries(entries);
        const text = JSON.stringify(has ? { ...before, openapi: '3.1.0' } : before, null, indent);
        expect(isContractText(text)).toBe(has);
      }),
    );
  });
});

describe('discoverContracts', () => {
  it('finds what is a contract, in order, and leaves out what was built, installed or hidden', async () => {
    const contract = 'openapi: 3.1.0\n';
    const repo = scratchRepo({
      files: {
        'b.yaml': contract,
        'a/z.yml': contract,
        'a/swagger.json': '{"swagger": "2.0"}',
        'B.yaml': contract,
        'a/schemas.yaml': 'type: object\n',
        'notes.md': contract,
        'package.json': '{"name": "openapi"}',
        'node_modules/x/openapi.yaml': contract,
        'dist/openapi.yaml': contract,
        'services/build/openapi.yaml': contract,
        '.github/openapi.yaml': contract,
        'late.yaml': `${'# so much comes before\n'.repeat(4000)}${contract}`,
        '.openapi.yaml': contract,
      },
    });
    expect(await discoverContracts(fileSystem, repo.folder)).toEqual([
      '.openapi.yaml',
      'B.yaml',
      'a/swagger.json',
      'a/z.yml',
      'b.yaml',
    ]);
  });

  it('gives up, saying so, where there are too many files to look', async () => {
    const files = {
      ...fileSystem,
      list: () => Promise.resolve(Array.from({ length: 20_001 }, (_, index) => `${index}.yaml`)),
    };
    await expect(discoverContracts(files, '/repo')).rejects.toMatchObject({
      code: 'CONTRACT_NOT_FOUND',
      message: '20001 YAML and JSON files are below /repo, too many to look for contracts in',
    });
  });
});
