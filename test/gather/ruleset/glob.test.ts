import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { globProblem, matchesGlob } from '../../../src/gather/ruleset/glob.ts';

/** What Spectral holds globs against paths with. */
const requireSpectral = createRequire(createRequire(import.meta.url).resolve('@stoplight/spectral-core'));
const minimatch = requireSpectral('minimatch') as (path: string, glob: string, options: object) => boolean;

/** `./` is part of the name to Spectral, so that such a glob fits nothing; repeated groups are refused before they get here. */
const OURS: ReadonlySet<string> = new Set(['./apis/a.yaml', 'a+(b).yaml']);

it.each([
  ['*.yaml', ['a.yaml', 'apis/a.yaml'], ['a.yml', '.yaml', 'apis/.a.yaml', 'a.yaml/b']],
  ['apis/*.yaml', ['apis/a.yaml'], ['a.yaml', 'x/apis/a.yaml', 'apis/v1/a.yaml', 'apis/.a.yaml']],
  ['./apis/a.yaml', ['apis/a.yaml'], ['a.yaml']],
  ['**', ['a.yaml', 'apis/v1/a.yaml', '.hidden/a.yaml'], ['.a.yaml']],
  ['**/a.yaml', ['a.yaml', 'apis/a.yaml', 'apis/v1/a.yaml'], ['apis/b.yaml', '.x/a.yaml', 'xa.yaml']],
  ['apis/**', ['apis/a.yaml', 'apis/v1/a.yaml'], ['a.yaml', 'apis2/a.yaml']],
  ['apis/**/v?/*.{yaml,json}', ['apis/v1/a.json', 'apis/x/y/v2/a.yaml'], ['apis/v10/a.json', 'apis/v1/a.yml']],
  ['{a,b{c,d}}.yaml', ['a.yaml', 'bc.yaml', 'x/bd.yaml'], ['b.yaml', 'bcd.yaml']],
  ['[a-c]x[!0-9].yaml', ['bxx.yaml'], ['dxx.yaml', 'ax1.yaml']],
  ['a\\*.yaml', ['a*.yaml'], ['ab.yaml']],
  ['a+(b).yaml', ['a+(b).yaml'], ['ab.yaml']],
  ['../other/*.yaml', ['../other/a.yaml'], ['other/a.yaml']],
  ['.github/*', ['.github/a.yaml'], ['github/a.yaml']],
  ['!apis/*.yaml', ['a.yaml', 'apis/v1/a.yaml', 'apis/.a.yaml'], ['apis/a.yaml']],
  ['!!*.yaml', ['a.yaml'], ['a.json']],
  ['v{1..3}/*', ['v1/a', 'v3/a'], ['v4/a', 'v1..3/a']],
  ['v{3..1}{a..c}', ['v1a', 'v3c'], ['v1d']],
  ['v{08..10}', ['v08', 'v09', 'v10'], ['v8', 'v9']],
  ['{a}{b..}{1..c}', ['{a}{b..}{1..c}'], ['a']],
  ['@(a|b).yaml', ['a.yaml', 'x/b.yaml'], ['ab.yaml', '.yaml']],
  ['a?(x|y)@(z).yaml', ['az.yaml', 'axz.yaml', 'ayz.yaml'], ['axyz.yaml', 'a.yaml']],
])('%s', (glob, fits, others) => {
  expect([...fits, ...others].filter((path) => matchesGlob(glob, path))).toEqual(fits);
  if (OURS.has(glob)) return;
  expect([...fits, ...others].filter((path) => minimatch(path, glob, { matchBase: true }))).toEqual(fits);
});

it('ends for globs that others backtrack on', () => {
  expect(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
  expect(matchesGlob(`${'**/'.repeat(200)}b`, 'a/'.repeat(500))).toBe(false);
});

it.each([
  ['{a,b}'.repeat(5), null],
  ['{a,b}'.repeat(30), 'has too many alternatives in braces'],
  ['{1..999999999}', 'has too many alternatives in braces'],
  ['!a@(b|c)', null],
  ['a+(b).yaml', 'has `+(…)`, which is not read here; write {a,b}'],
  ['!(a).yaml', 'has `!(…)`, which is not read here; write {a,b}'],
])('cannot be held against paths: %s', (glob, problem) => {
  expect(globProblem(glob)).toBe(problem);
});
