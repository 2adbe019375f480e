import { expect, test } from 'vitest';
import { diffContracts } from '../../../src/examine/diff/diff.ts';
import { withPromises } from '../../../src/examine/diff/promises.ts';
import { releaseOf } from '../../../src/examine/diff/release.ts';
import type { Contract } from '../../../src/model/contract.ts';
import { contractOf } from '../../support/contract.ts';

type Api = { readonly version?: string; readonly servers?: readonly string[]; readonly paths?: readonly string[] };

function api({ version = '1.0.0', servers = ['/'], paths = ['/payments'] }: Api): Promise<Contract> {
  return contractOf(
    JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'T', version },
      servers: servers.map((url) => ({ url })),
      paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: { 200: { description: 'ok' } } } }])),
    }),
  );
}

test.each([
  [{}, null],
  [{ servers: ['https://api.bank.example/v2'] }, 2],
  [{ servers: ['https://api.bank.example/open-banking/v3.1/pisp'] }, 3],
  [{ paths: ['/v1/payments', '/v1/accounts'] }, 1],
  [{ servers: ['https://a.example/v1', 'https://b.example/v1'] }, 1],
  // Several majors side by side, or nested, say nothing of the contract as a whole.
  [{ paths: ['/v1/payments', '/v2/payments'] }, null],
  [{ paths: ['/v1/payments', '/accounts'] }, null],
  [{ servers: ['/v1'], paths: ['/v2/payments'] }, null],
  [{ servers: ['/vendors'] }, null],
] as const)('the major version in the URLs of %j is %s', async (of, major) => {
  const contract = await api(of);
  expect(releaseOf(contract, contract).after.urlMajor).toBe(major);
});

test('a release tells both versions, both texts, and where the numbers stand', async () => {
  const [before, after] = [await api({ version: '1.0.0' }), await api({ version: '1.0.1' })];
  expect(releaseOf(before, after)).toEqual({
    before: { version: '1.0.0', urlMajor: null, sha256: before.source.sha256 },
    after: { version: '1.0.1', urlMajor: null, sha256: after.source.sha256 },
    at: after.locate('/info/version'),
    was: before.locate('/info/version'),
  });
});

const GROWING = `openapi: 3.0.3
info: { title: T, version: 1.0.0 }
paths:
  /drafts/{id}:
    get:
      x-stability-level: alpha
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/S' } } } } }
  /live:
    get:
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: 'parts.yaml#/S' } } } } }
components:
  schemas:
    S:
      type: object
      properties:
        closed: { type: string, enum: [A] }
        open: { type: string, x-extensible: true, enum: [A] }
        listed: { type: string, x-extensible-enum: [A], enum: [A] }
`;
const PARTS = `S:
  type: object
  properties:
    closed: { type: string, enum: [A] }
    open: { type: string, x-extensible: true, enum: [A] }
    later: { type: string, enum: [A] }
`;

test('a change tells the stability of its operation before, and whether a list that grew was open before, in whatever file', async () => {
  const grown = (text: string): string => text.replaceAll('enum: [A]', 'enum: [A, B]');
  const before = await contractOf({ 'openapi.yaml': GROWING, 'parts.yaml': PARTS });
  const after = await contractOf({
    'openapi.yaml': grown(GROWING)
      .replace('alpha', 'stable')
      .replaceAll('{id}', '{draft}')
      .replace('name: id', 'name: draft'),
    'parts.yaml': grown(PARTS).replace('later: { type: string,', 'later: { type: string, x-extensible: true,'),
  });
  const told = withPromises(before, diffContracts(before, after))
    .filter(({ check }) => check === 'response-property-enum-value-added')
    .map(({ operation, message, stability, extensible }) => [
      operation?.path,
      /`(\w+)`/.exec(message)?.[1],
      stability ?? 'stable',
      extensible,
    ]);
  expect(told).toEqual([
    ['/drafts/{draft}', 'closed', 'alpha', false],
    ['/drafts/{draft}', 'listed', 'alpha', true],
    ['/drafts/{draft}', 'open', 'alpha', true],
    ['/live', 'closed', 'stable', false],
    ['/live', 'later', 'stable', false],
    ['/live', 'open', 'stable', true],
  ]);
});
