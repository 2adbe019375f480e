import { expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { scratchRepo } from '../support/scratch-repo.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const contract = (owner: string, more = ''): string => `openapi: 3.1.0
info: { title: Accounts, version: 1.0.0 }
paths:
  /accounts/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }
${more}
components:
  schemas:
    Account: { type: object, properties: { id: { type: string }, owner: { $ref: '#/components/schemas/Owner' } } }
    Owner: { type: object, required: [name${owner === '' ? '' : ', born'}], properties: { name: { type: string }${owner} } }
`;
const BORN = ', born: { type: string }';
const DELETE = "    delete: { responses: { '204': { description: gone } } }";

const consumer = (name: string, operations: string, consent = ''): string => `schemaVersion: 1
name: ${name}
contact: ${name.toLowerCase()}@bank.example
uses: [{ api: openapi, operations: [${operations}]${consent} }]
`;

const LOG = `10.0.0.1 - App [12/Nov/2026:13:55:36 +0000] "DELETE /accounts/1 HTTP/1.1" 204 0 "-" "-"
10.0.0.1 - Old [12/Jan/2026:13:55:36 +0000] "DELETE /accounts/1 HTTP/1.1" 204 0 "-" "-"
nonsense
`;

const FILES = {
  'countersign.yaml': 'schemaVersion: 1\napis: { openapi: { contract: openapi.yaml } }\n',
  'openapi.yaml': contract(BORN, DELETE),
  'consumers/app.yaml': consumer('App', "{ operation: 'GET /accounts/{id}', fields: { response: [id, owner.name] } }"),
  'consumers/web.yaml': consumer('Web', "{ operation: 'GET /accounts/{id}', fields: { response: [owner] } }"),
};

test('a removed field hits who names it or what it is part of, a removed operation who called it of late', async () => {
  const repo = scratchRepo({ files: FILES });
  writeFileSync(join(repo.folder, 'openapi.yaml'), contract(''));
  writeFileSync(join(repo.folder, 'access.log'), LOG);
  const call = ['impact', '--against', 'HEAD', '--usage', 'access.log', '--today', '2026-11-20'];
  const { exit, report } = await runJson('impact', repo.folder, call);
  expect(exit).toBe(1);
  expect(report.findings.map(({ rule, severity, message }) => [rule, severity, message.split(',')[0]])).toEqual([
    ['consumer-hit', 'warn', 'Old calls `DELETE /accounts/{id}`'],
    ['consumer-hit-in-use', 'error', 'App (app@bank.example) calls `DELETE /accounts/{id}`'],
    ['consumer-hit', 'warn', 'Web (web@bank.example) calls `GET /accounts/{id}`'],
  ]);
  expect(report.notes.map(({ message }) => message)).toEqual([
    'Usage of access.log: 3 entries, 2 calls of operations; 1 not understood.',
  ]);
  const later = await runJson('impact', repo.folder, [...call.slice(0, -1), '2027-01-20']);
  expect(later.exit).toBe(0);
});

test('recorded consent silences it, and the settings may name the log', async () => {
  const consent = ", consent: [{ operation: 'DELETE /accounts/{id}', day: 2026-11-01, by: Olu Owner }]";
  const files = {
    ...FILES,
    'countersign.yaml': `${FILES['countersign.yaml']}usage: [{ files: 'logs/*.log', format: combined }]\npolicy: { usage: { recentDays: 400 } }\n`,
    'consumers/app.yaml': consumer('App', "'DELETE /accounts/{id}'", consent),
    'logs/access.log': LOG,
  };
  const repo = scratchRepo({ files });
  writeFileSync(join(repo.folder, 'openapi.yaml'), contract(BORN));
  const { report } = await runJson('check', repo.folder, ['check', '--today', '2026-11-20']);
  const hits = report.findings.filter(({ rule }) => rule.startsWith('consumer-'));
  expect(hits.map(({ rule, message }) => [rule, message.split(',')[0]])).toEqual([
    ['consumer-hit-in-use', 'Old calls `DELETE /accounts/{id}`'],
  ]);
});

test('what cannot be read is refused', async () => {
  const repo = scratchRepo({ files: FILES });
  const nothing = await runCli(repo.folder, ['impact', '--usage', 'nowhere.log']);
  expect(nothing).toMatchObject({ exit: 3, stderr: expect.stringContaining('FILE_NOT_FOUND') as string });
  const contractAsLog = await runCli(repo.folder, ['impact', '--usage', 'openapi.yaml']);
  expect(contractAsLog).toMatchObject({ exit: 3, stderr: expect.stringContaining('USAGE_INVALID') as string });
});
