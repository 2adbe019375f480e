import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { CI_FILES, scaffold, STARTER } from '../../../src/gather/workspace/scaffold.ts';
import { openWorkspace } from '../../../src/gather/workspace/open.ts';
import { WORKSPACE_SCHEMA } from '../../../src/gather/workspace/workspace-schema.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { projectRoot } from '../../support/shared.ts';
import { portsIn } from './ports.ts';

const template = (path: string): string => readFileSync(join(projectRoot, 'templates', path), 'utf8');
const golden = join(projectRoot, 'test/gather/workspace/golden');

/** Writes what init would, with a contract in every place that it lists, and gives the APIs of the workspace. */
async function apisAfter(contracts: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  const ports = portsIn(scratchFolder());
  for (const file of contracts) await ports.files.write(ports.folder, file, 'openapi: 3.1.0\n');
  for (const { path, content } of scaffold({ contracts, starter: template(STARTER.template), ci: null }))
    await ports.files.write(ports.folder, path, content);
  const { apis } = await openWorkspace(ports, { config: null });
  return apis.map(({ id, file }) => [id, file]);
}

describe('scaffold', () => {
  it('writes settings for the contracts that are there', async () => {
    const files = scaffold({ contracts: ['cards/openapi.yaml', 'loans.yaml'], starter: '', ci: null });
    expect(files.map(({ path }) => path)).toEqual(['countersign.yaml', '.countersign/workspace.schema.json']);
    await expect(files[0]?.content).toMatchFileSnapshot(join(golden, 'countersign.yaml'));
    expect(JSON.parse(files[1]?.content ?? '')).toEqual(WORKSPACE_SCHEMA);
  });

  it('begins with a first contract where there is none, and with CI where it is asked for', async () => {
    const files = scaffold({ contracts: [], starter: 'starter', ci: { system: 'github', text: 'ci' } });
    expect(files.slice(2)).toEqual([
      { path: 'contracts/payments.yaml', content: 'starter' },
      { path: '.github/workflows/countersign.yml', content: 'ci' },
    ]);
    expect(await apisAfter([])).toEqual([['payments', 'contracts/payments.yaml']]);
  });

  it('names contracts by their files, their folders or their paths', async () => {
    expect(await apisAfter(['openapi.yaml'])).toEqual([['openapi', 'openapi.yaml']]);
    expect(await apisAfter(['cards/openapi.yaml', 'loans/openapi.yaml', 'rates.json'])).toEqual([
      ['cards', 'cards/openapi.yaml'],
      ['loans', 'loans/openapi.yaml'],
      ['rates', 'rates.json'],
    ]);
    expect(await apisAfter(['cards/v1/openapi.yaml', 'cards/v2/openapi.yaml', 'openapi.yaml'])).toEqual([
      ['cards-v1-openapi', 'cards/v1/openapi.yaml'],
      ['cards-v2-openapi', 'cards/v2/openapi.yaml'],
      ['openapi.yaml', 'openapi.yaml'],
    ]);
    expect(await apisAfter(['true.yaml', '2024 #1/ä.yaml', '2024 #1/: b.yaml'])).toEqual([
      ['true', 'true.yaml'],
      ['2024-1-.yaml', '2024 #1/ä.yaml'],
      ['b', '2024 #1/: b.yaml'],
    ]);
  });

  it('gives every set of contracts ids of their own, and settings that open', async () => {
    const segment = fc.constantFrom('openapi', 'v1', 'cards', 'a b', 'a-b', 'ä', 'a.yaml', '-x', 'null', '1');
    const file = fc
      .tuple(fc.array(segment, { maxLength: 2 }), segment, fc.constantFrom('yaml', 'json'))
      .map(([folders, name, extension]) => [...folders, `${name}.${extension}`].join('/'));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(file, { minLength: 1, maxLength: 6 }), async (contracts) => {
        expect((await apisAfter(contracts)).map(([, path]) => path)).toEqual(contracts);
      }),
      { numRuns: 20 },
    );
  });
});

describe('templates of CI', () => {
  it.each(['github', 'gitlab', 'azure'] as const)('%s is YAML', (ci) => {
    expect(load(template(CI_FILES[ci].template))).toBeTypeOf('object');
  });

  it('fetch the whole history, can write nothing, and run the check', () => {
    const github = load(template(CI_FILES.github.template)) as Record<string, never>;
    expect(github).toMatchObject({
      permissions: { contents: 'read' },
      jobs: {
        check: {
          steps: [
            { uses: 'actions/checkout@v4', with: { 'fetch-depth': 0, 'persist-credentials': false } },
            { uses: 'actions/setup-node@v4' },
            { run: 'npx --yes countersign check' },
          ],
        },
      },
    });
    expect(load(template(CI_FILES.gitlab.template))).toMatchObject({
      countersign: { variables: { GIT_DEPTH: '0' }, script: ['npx --yes countersign check'] },
    });
    expect(load(template(CI_FILES.azure.template))).toMatchObject({
      steps: [
        { checkout: 'self', fetchDepth: 0, persistCredentials: false },
        { task: 'UseNode@1' },
        { script: 'npx --yes countersign check' },
      ],
    });
    expect(template(CI_FILES.jenkins.template)).toContain("sh 'npx --yes countersign check'");
  });
});
