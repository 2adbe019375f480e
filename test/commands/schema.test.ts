import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import { schemas } from '../../src/commands/steps/schemas.ts';
import { runCli } from '../support/cli.ts';

const names = [...(await schemas()).keys()];

test('there is one for every report and every file that people write', () => {
  expect([...names].sort()).toEqual([
    'accept',
    'accepted',
    'announce',
    'announced',
    'approval',
    'approve',
    'baseline',
    'baseline-file',
    'changelog',
    'check',
    'consumers',
    'deprecate',
    'deprecations',
    'diff',
    'explain',
    'history',
    'impact',
    'init',
    'lint',
    'lock',
    'notice',
    'publish',
    'render',
    'retire',
    'rules',
    'score',
    'waivers',
    'workspace',
  ]);
});

test.each(names)('%s is a JSON Schema (2020-12), whatever the format', async (name) => {
  const result = await runCli('/', ['schema', name]);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  const schema: unknown = JSON.parse(result.stdout);
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    keywords: ['patternErrorMessage'],
  });
  formats.default(ajv);
  expect(ajv.compile(schema as object)).toBeTypeOf('function');
});

test('a wrong name, or none, is answered with all of them', async () => {
  const wrong = await runCli('/', ['schema', 'chek']);
  expect(wrong).toMatchObject({ exit: 2, stdout: '' });
  expect(wrong.stderr).toContain('did you mean check?');
  const none = await runCli('/', ['schema']);
  expect(none).toMatchObject({ exit: 2, stdout: '' });
  expect(none.stderr).toContain('workspace, waivers, consumers, approval, accepted, baseline-file, announced, check');
});
