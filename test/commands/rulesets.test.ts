import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { sampleContract } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';

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

it('the nearest .spectral.yaml counts, from where one is or from the settings up to the root', async () => {
  const other = YAML.replace('plain', 'other');
  const repo = scratchRepo({
    files: {
      'team/apis/openapi.json': sampleContract(),
      '.spectral.yaml': YAML,
      'team/.spectral.yaml': other,
    },
  });
  const found = async (folder: string): Promise<unknown> => {
    const file = join(repo.folder, 'team/apis/openapi.json');
    const { stdout } = await runCli(join(repo.folder, folder), ['lint', file, '--format', 'json']);
    const { findings, notes } = JSON.parse(stdout) as Record<
      'findings' | 'notes',
      readonly { readonly rule: string }[]
    >;
    return [...new Set(findings.map(({ rule }) => rule)), ...notes];
  };
  expect(await found('.')).toEqual(['plain']);
  expect(await found('team')).toEqual(['other']);
  expect(await found('team/apis')).toEqual(['other']);
  repo.write({ 'countersign.yaml': 'schemaVersion: 1\n' });
  expect(await found('team/apis')).toEqual(['plain']);
  repo.write({ 'countersign.yaml': null, 'team/countersign.yaml': 'schemaVersion: 1\n', 'team/.spectral.yaml': null });
  expect(await found('team/apis')).toEqual(['plain']);
});

it('one that does not count is told, and from the cache too', async () => {
  const repo = scratchRepo({
    files: {
      'openapi.json': sampleContract(),
      '.spectral.yaml': YAML,
      'countersign.yaml': settings('profiles: [core]'),
    },
  });
  const env = { COUNTERSIGN_CACHE: join(scratchFolder(), 'cache') };
  const notes = async (...args: readonly string[]): Promise<unknown> => {
    const { stdout } = await runCli(repo.folder, [...args, '--format', 'json'], { env });
    return (JSON.parse(stdout) as { readonly notes: readonly { readonly message: string }[] }).notes
      .map(({ message }) => message)
      .filter((message) => message.includes('spectral'));
  };
  const told =
    '.spectral.yaml is not used, since countersign.yaml names profiles; name it among them to have its rules as well.';
  for (const command of ['lint', 'lint', 'check']) expect(await notes(command)).toEqual([told]);
  expect(await notes('lint', '--ruleset', 'core')).toEqual([]);
  repo.write({ 'countersign.yaml': settings('profiles: [core, .spectral.yaml]') });
  for (const command of ['lint', 'check']) expect(await notes(command)).toEqual([]);
});

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
    'settings may name a profile by that path as well',
    {
      'openapi.json': BARE,
      'countersign.yaml': settings('profiles: [countersign/rulesets/core.yaml]'),
    },
    [],
    expect.arrayContaining(['info-description-min']),
  ],
  [
    'an empty one is refused',
    { '.spectral.yaml': '# nothing yet\n' },
    [],
    '2 error RULESET_INVALID  .spectral.yaml is empty',
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
