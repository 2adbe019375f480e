import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

const HOUSE = `module.exports = { rules: { joke: { given: '$.info', severity: 'error', then: { function: () => [{ message: 'none' }] } } } };`;
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
  [
    'a file does not take the name of a bundled profile',
    { owasp: 'rules: {}' },
    ['--ruleset', 'owasp'],
    expect.arrayContaining([expect.any(String)]),
  ],
  ['unless it is named as a file', { owasp: 'rules: {}' }, ['--ruleset', './owasp'], []],
  ['nor with --ruleset', { '.spectral.yaml': YAML, 'house.yaml': 'rules: {}' }, ['--ruleset', 'house.yaml'], []],
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
