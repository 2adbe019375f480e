import { describe, expect, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { readConsumers } from '../../../src/gather/usage/consumers.ts';
import { policyOf } from '../../../src/gather/workspace/policy.ts';
import type { Workspace } from '../../../src/model/workspace.ts';
import { scratchRepo } from '../../support/scratch-repo.ts';

function workspaceOf(root: string, settings = true): Workspace {
  const api = { id: 'accounts', file: 'openapi.yaml', owner: null, audience: null, criticality: 'normal' } as const;
  return {
    root,
    file: settings ? 'countersign.yaml' : null,
    apis: settings ? [api] : [],
    profiles: [],
    policy: policyOf({}, { waivers: [], accepted: [], baselines: [], listed: [] }),
    environments: [],
    gitops: null,
    consumers: ['consumers/*.yaml'],
  };
}

const app = `
schemaVersion: 1
name: Mobile app
contact: mobile@bank.example
uses:
  - api: accounts
    operations: [GET /accounts, "GET /accounts/{id}/balances"]
    consent:
      - { operation: "GET /accounts/{accountId}/balances", day: 2026-05-04, by: Olu Owner }
`;

describe('readConsumers', () => {
  it('reads every file, in order', async () => {
    const repo = scratchRepo({
      files: {
        'consumers/b.yaml': app,
        'consumers/a.yaml':
          'schemaVersion: 1\nname: Partner\ncontact: it@partner.example\nuses: [{ api: accounts, operations: [POST /accounts] }]\n',
        'consumers/README.md': 'not a consumer\n',
      },
    });
    expect(await readConsumers(fileSystem, workspaceOf(repo.folder))).toEqual([
      {
        name: 'Partner',
        contact: 'it@partner.example',
        uses: [{ api: 'accounts', operations: [{ method: 'POST', path: '/accounts' }], consent: [] }],
      },
      {
        name: 'Mobile app',
        contact: 'mobile@bank.example',
        uses: [
          {
            api: 'accounts',
            operations: [
              { method: 'GET', path: '/accounts' },
              { method: 'GET', path: '/accounts/{id}/balances' },
            ],
            consent: [
              {
                operation: { method: 'GET', path: '/accounts/{accountId}/balances' },
                day: '2026-05-04',
                by: 'Olu Owner',
              },
            ],
          },
        ],
      },
    ]);
  });

  it('has nobody where no file is', async () => {
    const repo = scratchRepo({ files: { 'openapi.yaml': '' } });
    expect(await readConsumers(fileSystem, workspaceOf(repo.folder))).toEqual([]);
  });

  it('loses nothing: everything wrong in any file is told at once', async () => {
    const repo = scratchRepo({
      files: {
        'consumers/a.yaml': app,
        'consumers/b.yaml': app,
        'consumers/c.yaml': `
schemaVersion: 1
name: Partner
contact: it@partner.example
uses:
  - api: acounts
    operations: [GET /accounts]
    consent:
      - { operation: GET /acounts, day: 2026-05-04, by: Olu Owner }
`,
        'consumers/d.yaml': `
schemaVersion: 1
name: Web
uses:
  - api: accounts
    operations: [get /accounts, GET accounts]
    consents: []
  - api: accounts
    operations: [GET /a]
    consent: [{ operation: GET /a, day: 2026-02-30, by: x }]
`,
        'consumers/e.yaml': 'name: [\n',
      },
    });
    await expect(readConsumers(fileSystem, workspaceOf(repo.folder))).rejects.toMatchObject({
      code: 'CONSUMERS_INVALID',
      message: `9 problems
  consumers/b.yaml:3:7: \`Mobile app\` is declared in consumers/a.yaml already
  consumers/c.yaml:6:10: no API is called \`acounts\`; did you mean \`accounts\`?
  consumers/c.yaml:9:22: \`GET /acounts\` is not among the operations that Partner declares; did you mean \`GET /accounts\`?
  consumers/d.yaml:2:1: the file has no \`contact\`
  consumers/d.yaml:6:18: \`uses[0].operations[0]\` must be an operation such as \`GET /accounts/{accountId}\`, not "get /accounts"
  consumers/d.yaml:6:33: \`uses[0].operations[1]\` must be an operation such as \`GET /accounts/{accountId}\`, not "GET accounts"
  consumers/d.yaml:7:5: \`consents\` is not known here; did you mean \`consent\`?
  consumers/d.yaml:10:41: \`uses[1].consent[0].day\` must be a day that exists, as YYYY-MM-DD, not "2026-02-30"
  consumers/e.yaml:2:1: unexpected end of the stream within a flow collection`,
    });
  });

  it('cannot know the APIs of a workspace without settings', async () => {
    const repo = scratchRepo({ files: { 'consumers/a.yaml': app } });
    const consumers = await readConsumers(fileSystem, workspaceOf(repo.folder, false));
    expect(consumers.map(({ name }) => name)).toEqual(['Mobile app']);
  });
});
