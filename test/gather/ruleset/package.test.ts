import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Ruleset } from '../../../src/model/ruleset.ts';
import { rulesetOf } from '../../examine/lint/support.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';

type FilesByPath = { readonly [path: string]: string };

function folderWith(files: FilesByPath): string {
  const root = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const loaded = (files: FilesByPath, names: readonly string[] = ['bank.yaml']): Promise<Ruleset> =>
  rulesetOf(names, folderWith(files));

const inPackage = (files: FilesByPath): FilesByPath =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`node_modules/@bank/rules/${path}`, text] as const));

const rule = (id: string): string => `rules: { ${id}: { given: $.info, then: { function: truthy } } }`;
const origins = ({ rules }: Ruleset): unknown => rules.map(({ id, profile }) => `${id} from ${profile}`);
const manifest = (value: object): string => JSON.stringify(value);

describe('a package of node_modules', () => {
  it.each<[string, FilesByPath, string]>([
    ['by main', { 'package.json': manifest({ main: 'lib/all.yaml' }), 'lib/all.yaml': rule('a') }, '@bank/rules'],
    [
      'by main without ending',
      { 'package.json': manifest({ main: 'all' }), 'all.json': `{"rules":{}}` },
      '@bank/rules',
    ],
    ['by exports', { 'package.json': manifest({ exports: './x.yml', main: 'no' }), 'x.yml': rule('a') }, '@bank/rules'],
    [
      'by the first condition that holds',
      {
        'package.json': manifest({ exports: { '.': { types: './x.d.ts', import: [{ node: './x.yml' }] } } }),
        'x.yml': rule('a'),
      },
      '@bank/rules',
    ],
    ['by a file in it', { 'package.json': '{}', 'deep/x.yaml': rule('a') }, '@bank/rules/deep/x.yaml'],
    ['by a file in it without ending', { 'package.json': '{}', 'deep/x.yaml': rule('a') }, '@bank/rules/deep/x'],
    [
      'by a file that it exports',
      { 'package.json': manifest({ exports: { './strict': './deep/x.yaml' } }), 'deep/x.yaml': rule('a') },
      '@bank/rules/strict',
    ],
    [
      'by a pattern of files that it exports',
      { 'package.json': manifest({ exports: { './*': './deep/*.yaml' } }), 'deep/x.yaml': rule('a') },
      '@bank/rules/x',
    ],
  ])('is extended %s', async (_, files, name) => {
    const ruleset = await loaded({ ...inPackage(files), 'bank.yaml': `extends: ['${name}']` });
    expect(origins(ruleset)).toEqual(JSON.stringify(files).includes('a:') ? [`a from ${name}`] : []);
  });

  it('may be named itself, and extends files of its own and packages beside it', async () => {
    const files = {
      'node_modules/outer/package.json': manifest({ main: './main.yaml' }),
      'node_modules/outer/main.yaml': `extends: [./more.yaml, inner]\n${rule('a')}`,
      'node_modules/outer/more.yaml': rule('b'),
      'node_modules/outer/node_modules/inner/package.json': manifest({ main: 'nested.yaml' }),
      'node_modules/outer/node_modules/inner/nested.yaml': rule('c'),
      'node_modules/inner/package.json': manifest({ main: 'top.yaml' }),
      'node_modules/inner/top.yaml': rule('d'),
    };
    expect(origins(await loaded(files, ['outer']))).toEqual(['a from outer', 'b from outer', 'c from inner']);
  });

  it('is found above the folder of the ruleset, up to the root', async () => {
    const files = {
      'node_modules/outer/package.json': manifest({ main: './main.yaml' }),
      'node_modules/outer/main.yaml': rule('a'),
      'apis/payments/bank.yaml': 'extends: outer',
    };
    expect(origins(await loaded(files, ['apis/payments/bank.yaml']))).toEqual(['a from outer']);
  });

  it('gives way to a file of its name', async () => {
    const files = {
      'node_modules/rules.yaml/package.json': manifest({ main: './main.yaml' }),
      'node_modules/rules.yaml/main.yaml': rule('a'),
      'rules.yaml': rule('b'),
      'bank.yaml': 'extends: rules.yaml',
    };
    expect(origins(await loaded(files))).toEqual(['b from rules.yaml']);
  });

  it.each<[string, FilesByPath, string, object]>([
    [
      'without a main file',
      { 'package.json': '{}' },
      '@bank/rules',
      {
        code: 'RULESET_NOT_FOUND',
        message: 'the package @bank/rules in node_modules/@bank/rules has no main file',
      },
    ],
    [
      'that keeps the file to itself',
      { 'package.json': manifest({ exports: './x.yaml' }), 'x.yaml': rule('a'), 'y.yaml': rule('b') },
      '@bank/rules/y.yaml',
      {
        code: 'RULESET_NOT_FOUND',
        message: 'the package @bank/rules in node_modules/@bank/rules has no file `y.yaml` that it exports',
      },
    ],
    [
      'whose main file is outside of it',
      { 'package.json': manifest({ main: '../../../bank.yaml' }) },
      '@bank/rules',
      { code: 'RULESET_NOT_FOUND' },
    ],
    [
      'that is not JSON',
      { 'package.json': '{' },
      '@bank/rules',
      { code: 'RULESET_INVALID', message: 'node_modules/@bank/rules/package.json is not JSON' },
    ],
    [
      'of JavaScript',
      { 'package.json': manifest({ main: 'x.js' }), 'x.js': 'module.exports = {}' },
      '@bank/rules',
      { code: 'RULESET_RUNS_CODE' },
    ],
  ])('is refused %s', async (_, files, name, expected) => {
    await expect(loaded({ ...inPackage(files), 'bank.yaml': `extends: ['${name}']` })).rejects.toMatchObject(expected);
  });

  it('is refused where a link leads out of the workspace', async () => {
    const elsewhere = folderWith({ 'package.json': manifest({ main: 'x.yaml' }), 'x.yaml': rule('a') });
    const root = folderWith({ 'bank.yaml': 'extends: linked', 'node_modules/other/package.json': '{}' });
    symlinkSync(elsewhere, join(root, 'node_modules/linked'));
    await expect(rulesetOf(['bank.yaml'], root)).rejects.toMatchObject({ code: 'PATH_OUTSIDE_WORKSPACE' });
  });
});
