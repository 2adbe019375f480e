import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

const HOUSE = `module.exports = { rules: { joke: { given: '$.info', severity: 'error', then: { function: () => [{ message: 'none' }] } } } };`;
const BARE = '{ "openapi": "3.0.3", "info": { "title": "Accounts", "version": "1.0.0" }, "paths": {} }';
const YAML = 'rules: { plain: { given: $.info, severity: error, then: { field: x-joke, function: truthy } } }';

async function rulesFound(files: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<unknown> {
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract(), ...files } });
  const { exit, stdout, stderr } = await runCli(repo.folder, ['lint', '--format', 'json', ...args]);
  if (exit > 1) return `${exit} ${stderr.split('\n')[0] ?? ''}`;
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly rule: string }[] };
  return [...new Set(findings.map(({ rule }) => rule))];
}

const settings = (more: string): string => `schemaVersion: 1\napis: { a: { contract: openapi.json } }\n${more}`;
const pin = createHash('sha256').update(HOUSE).digest('hex');

it.each<[string, Readonly<Record<string, string>>, readonly string[], unknown]>([
  ['.spectral.yaml counts without settings', { '.spectral.yaml': YAML }, [], ['plain']],
  [
    'and with settings that name no profiles',
    { '.spectral.json': `{"extends": "./a.yaml"}`, 'a.yaml': YAML, 'countersign.yaml': settings('') },
    [],
    ['plain'],
  ],
  [
    'not with settings that name some',
    { '.spectral.yaml': YAML, 'house.yaml': 'rules: {}', 'countersign.yaml': settings('profiles: [house.yaml]') },
    [],
    [],
  ],
  ['nor with --ruleset', { '.spectral.yaml': YAML, 'house.yaml': 'rules: {}' }, ['--ruleset', 'house.yaml'], []],
  [
    'it may extend a profile by the path that Spectral needs, without the package',
    { '.spectral.yaml': `extends: countersign/rulesets/core.yaml\n${YAML}`, 'openapi.json': BARE },
    [],
    expect.arrayContaining(['plain', 'info-description-min']),
  ],
  [
    'and where the package is installed in another version, the profile is that of the tool',
    {
      '.spectral.yaml': 'extends: countersign/rulesets/core.yaml',
      'openapi.json': BARE,
      'node_modules/countersign/package.json': '{ "name": "countersign", "version": "0.0.1" }',
      'node_modules/countersign/rulesets/core.yaml': 'rules: {}',
    },
    [],
    expect.arrayContaining(['info-description-min']),
  ],
  [
    'a profile that there is not is refused with the nearest',
    { '.spectral.yaml': 'extends: countersign/rulesets/corre.yaml' },
    [],
    '2 error RULESET_NOT_FOUND  .spectral.yaml:1 extends: countersign has no ruleset `countersign/rulesets/corre.yaml`',
  ],
  [
    'two of them are refused',
    { '.spectral.yaml': YAML, '.spectral.yml': YAML },
    [],
    expect.stringMatching(/^2 error CONFIG_INVALID .* has both \.spectral\.yaml and \.spectral\.yml$/),
  ],
  [
    '.spectral.js is refused, not passed over',
    { '.spectral.js': HOUSE },
    [],
    '2 error RULESET_RUNS_CODE  .spectral.js is code, and no code of the repository is run',
  ],
  ['and runs where that is asked for', { '.spectral.js': HOUSE }, ['--allow-js-rulesets'], ['joke']],
  [
    'or where it is pinned',
    {
      'house.js': HOUSE,
      'countersign.yaml': settings(
        `profiles: [house.js]\nrulesetCode: [{ file: house.js, sha256: ${pin} }]\npolicy: { severities: { joke: warn } }`,
      ),
    },
    [],
    ['joke'],
  ],
  [
    'and rules of code that runs are known',
    { 'house.js': HOUSE, 'countersign.yaml': settings('profiles: [house.js]\npolicy: { severities: { joke: warn } }') },
    ['--allow-js-rulesets'],
    ['joke'],
  ],
])('%s', async (_, files, args, expected) => {
  expect(await rulesFound(files, args)).toEqual(expected);
});
