import { expect, it } from 'vitest';
import { isGlob, matchesGlob } from '../../../src/gather/ruleset/glob.ts';

it.each([
  ['*.yaml', ['a.yaml', 'apis/a.yaml'], ['a.yml', '.yaml', 'apis/.a.yaml', 'a.yaml/b']],
  ['apis/*.yaml', ['apis/a.yaml'], ['a.yaml', 'x/apis/a.yaml', 'apis/v1/a.yaml', 'apis/.a.yaml']],
  ['./apis/a.yaml', ['apis/a.yaml'], ['a.yaml']],
  ['**', ['a.yaml', 'apis/v1/a.yaml'], ['.hidden/a.yaml']],
  ['**/a.yaml', ['a.yaml', 'apis/a.yaml', 'apis/v1/a.yaml'], ['apis/b.yaml', '.x/a.yaml', 'xa.yaml']],
  ['apis/**', ['apis/a.yaml', 'apis/v1/a.yaml'], ['a.yaml', 'apis2/a.yaml']],
  ['apis/**/v?/*.{yaml,json}', ['apis/v1/a.json', 'apis/x/y/v2/a.yaml'], ['apis/v10/a.json', 'apis/v1/a.yml']],
  ['{a,b{c,d}}.yaml', ['a.yaml', 'bc.yaml', 'x/bd.yaml'], ['b.yaml', 'bcd.yaml']],
  ['[a-c]x[!0-9].yaml', ['bxx.yaml'], ['dxx.yaml', 'ax1.yaml']],
  ['a\\*.yaml', ['a*.yaml'], ['ab.yaml']],
  ['a+(b).yaml', ['a+(b).yaml'], ['ab.yaml']],
  ['../other/*.yaml', ['../other/a.yaml'], ['other/a.yaml']],
  ['.github/*', ['.github/a.yaml'], ['github/a.yaml']],
])('%s', (glob, fits, others) => {
  expect([...fits, ...others].filter((path) => matchesGlob(glob, path))).toEqual(fits);
});

it('ends for globs that others backtrack on', () => {
  expect(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
  expect(matchesGlob(`${'**/'.repeat(200)}b`, 'a/'.repeat(500))).toBe(false);
  expect(matchesGlob(`{${','.repeat(100_000)}`, 'a.yaml')).toBe(false);
});

it('is none where braces multiply beyond reason', () => {
  expect(isGlob('{a,b}'.repeat(5))).toBe(true);
  expect(isGlob('{a,b}'.repeat(30))).toBe(false);
});
