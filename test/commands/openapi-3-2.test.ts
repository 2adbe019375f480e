import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { type ScratchRepo, scratchRepo } from '../support/scratch-repo.ts';

/* Operations that OpenAPI 3.2 has and no version before: QUERY, and those of `additionalOperations`. */

const CONTRACT = `openapi: 3.2.0
info: { title: Files, version: 1.0.0 }
servers: [{ url: https://api.bank.example/files/v1 }]
security: [{ key: [] }]
paths:
  /files/{fileId}:
    parameters: [{ name: fileId, in: path, required: true, schema: { type: string } }]
    get: { operationId: readFile, responses: { '200': { description: Read. } } }
    query: { operationId: searchFile, responses: { '200': { description: Found. } } }
    additionalOperations:
      COPY:
        operationId: copyFile
        parameters:
          - { name: deep, in: query, schema: { type: boolean } }
        responses: { '201': { description: Copied. } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-API-Key }
`;

const SETTINGS = `schemaVersion: 1
apis:
  files: { contract: files.yaml }
consumers: [app.yaml]
environments:
  test: { target: kong }
`;

const CONSUMER = `schemaVersion: 1
name: app
contact: app@bank.example
uses:
  - api: files
    operations: ['COPY /files/{fileId}', 'QUERY /files/{fileId}']
    consent: [{ operation: 'COPY /files/{fileId}', day: 2026-06-01, by: Ann }]
`;

const COPY = ['COPY', '/files/{id}'];

function repository(): ScratchRepo {
  return scratchRepo({
    files: { 'files.yaml': CONTRACT, 'countersign.yaml': SETTINGS, 'app.yaml': CONSUMER },
    day: '2026-05-01',
  });
}

function contractIn(repo: ScratchRepo): string {
  return readFileSync(join(repo.folder, 'files.yaml'), 'utf8');
}

async function deprecated(): Promise<ScratchRepo> {
  const repo = repository();
  const successor = ['--successor', 'QUERY /files/{fileId}', '--sunset', '2026-12-31'];
  const result = await runCli(repo.folder, ['deprecate', 'files', ...COPY, ...successor, '--today', '2026-06-01']);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  repo.commit({ files: {}, day: '2026-06-01' });
  return repo;
}

test('an additional operation is marked where it stands, and so is a parameter of it', async () => {
  const repo = await deprecated();
  expect(contractIn(repo)).toBe(
    CONTRACT.replace(
      '        operationId: copyFile\n',
      `        operationId: copyFile
        deprecated: true
        x-sunset: '2026-12-31'
        x-deprecation:
          since: '2026-06-01'
          sunset: '2026-12-31'
          successor: QUERY /files/{fileId}
`,
    ),
  );
  const other = repository();
  const deep = [...COPY, '--parameter', 'deep', '--sunset', '2026-12-31', '--reason', 'Nobody sends it.'];
  expect(await runCli(other.folder, ['deprecate', 'files', ...deep, '--today', '2026-06-01'])).toMatchObject({
    exit: 0,
  });
  expect(contractIn(other)).toBe(
    CONTRACT.replace(
      'schema: { type: boolean } }',
      "schema: { type: boolean }, deprecated: true, x-sunset: '2026-12-31', x-deprecation: { since: '2026-06-01', sunset: '2026-12-31', reason: Nobody sends it. } }",
    ),
  );
});

test('it is found in history by its name, by its path and by its place', async () => {
  const { folder } = await deprecated();
  const copy =
    /^COPY \/files\/\{fileId\}\n {2}2026-05-01 {2}first seen .*\n {2}2026-06-01 {2}deprecated, until 2026-12-31 /m;
  const asked = async (text: string): Promise<string> =>
    (await runCli(folder, ['history', 'files', text, '--today', '2026-06-02'])).stdout;
  expect(await asked('COPY /files/{id}')).toMatch(copy);
  expect(await asked('#/paths/~1files~1{fileId}/additionalOperations/COPY')).toMatch(copy);
  const all = await asked('/files/{fileId}');
  expect(all).toMatch(copy);
  expect(all.match(/^[A-Z]+ \/files\/\{fileId\}$/gm)?.sort()).toEqual([
    'COPY /files/{fileId}',
    'GET /files/{fileId}',
    'QUERY /files/{fileId}',
  ]);
});

test('declared calls and those of logs reach it', async () => {
  const repo = await deprecated();
  const line = (request: string): string =>
    `10.0.0.1 - web [20/Nov/2026:10:00:00 +0000] "${request} HTTP/1.1" 200 5 "-" "x"\n`;
  const request = { method: 'COPY', path: '/files/1' };
  repo.write({
    'access.log':
      line('COPY /files/v1/files/4') + line('QUERY /files/v1/files/4') + line('VERSION-CONTROL /files/v1/files/4'),
    'desk.json': JSON.stringify({ consumer: { name: 'desk' }, interactions: [{ request, response: {} }] }),
    'calls.har': JSON.stringify({
      log: {
        entries: [
          {
            startedDateTime: '2026-11-20',
            request: { method: 'QUERY', url: 'https://api.bank.example/files/v1/files/7' },
          },
        ],
      },
    }),
  });
  const usage = ['access.log', 'desk.json', 'calls.har'].flatMap((file) => ['--usage', file]);
  const result = await runCli(repo.folder, ['impact', 'files', ...usage, '-v', '--today', '2026-11-21']);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  expect(result.stdout.match(/^.*files (?:COPY|QUERY) \/files\/\{fileId\}.*$/gm)).toEqual([
    '  hit  web                     files COPY /files/{fileId}       1  2026-11-20  -',
    '  hit  app (app@bank.example)  files COPY /files/{fileId}       0  -           given',
    '  hit  desk                    files COPY /files/{fileId}       0  -           -',
    '       an unknown consumer     files QUERY /files/{fileId}      1  2026-11-20  -',
    '       web                     files QUERY /files/{fileId}      1  2026-11-20  -',
    '       app (app@bank.example)  files QUERY /files/{fileId}      0  -           -',
  ]);
  expect(result.stdout).toContain('Usage of access.log: 3 entries, 2 calls of operations; 1 to no operation');
});

test('taken out, it leaves no empty additionalOperations, and the route is named that the gateway drops', async () => {
  const repo = await deprecated();
  const result = await runCli(repo.folder, ['retire', 'files', ...COPY, '--today', '2027-02-01']);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  expect(result.stdout).toContain('files_copyfile');
  const [before = '', after = ''] = CONTRACT.split(/ {4}additionalOperations:[^]*(?=components:)/);
  expect(contractIn(repo)).toBe(before + after);
  repo.commit({ files: {}, day: '2027-02-01' });
  const register = await runCli(repo.folder, ['deprecations', 'files', '-v', '--today', '2027-02-02']);
  expect(register.stdout).toContain('COPY /files/{fileId}');
  expect(register).toMatchObject({ exit: 0, stderr: '' });
});

test('a page of the portal and the closing lines have it', async () => {
  const { folder } = await deprecated();
  expect((await runCli(folder, ['portal', '-o', 'site', '--today', '2026-06-02'])).exit).toBe(0);
  const page = readFileSync(join(folder, 'site/api-files.html'), 'utf8');
  expect(page).toContain('COPY');
});
