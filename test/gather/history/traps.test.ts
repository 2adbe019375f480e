import { describe, expect, it } from 'vitest';
import { livesOf } from '../../../src/examine/lifecycle/lives.ts';
import { readHistory } from '../../../src/gather/history/read.ts';
import type { ContractHistory } from '../../../src/model/history.ts';
import { scratchRepo } from '../../support/scratch-repo.ts';
import { opened } from './open.ts';

/** One small history for each way in which real ones mislead: every version is a day later, or `after` so many days. */
type Version = { readonly text: string; readonly after?: number };

async function historyOf(versions: readonly (string | Version)[]): Promise<ContractHistory> {
  let day = Date.parse('2026-01-01T00:00:00Z');
  const commits = versions.map((version, index) => {
    const { text, after = 1 } = typeof version === 'string' ? { text: version } : version;
    if (index > 0) day += after * 86_400_000;
    return { files: { 'api.yaml': text }, day: new Date(day).toISOString().slice(0, 10) };
  });
  const repository = await opened(scratchRepo(...commits).folder);
  const commit = (await repository.resolve('HEAD')) ?? '';
  return readHistory(repository, { api: 'a', file: 'api.yaml', commit, depth: 'elements' });
}

/** What is expected, in the same order. */
const sorted = (...lines: readonly string[]): readonly string[] => [...lines].sort();

/** Each life that more happened to than to be there, folded by `days`: name, events and folds. */
async function told(versions: readonly (string | Version)[], days = 7): Promise<readonly string[]> {
  return livesOf(await historyOf(versions), days)
    .filter(({ events, folds }) => events.length > 1 || events[0]?.event !== 'first-seen' || folds.length > 0)
    .map(({ what, events, folds }) =>
      [
        `${what.name}:`,
        ...events.map(({ event, day, deprecated }) => `${event}${deprecated ? '*' : ''} ${day.slice(5)}`),
        ...folds.map(({ kind, times, names }) => `~${kind} ${times}${names.length === 0 ? '' : ` (${names.join()})`}`),
      ].join(' '),
    )
    .sort();
}

const HEAD = 'openapi: 3.0.3\ninfo: { title: T, version: 1.0.0 }\n';
const OK = "responses: { '200': { description: OK } }";

function served(server: string, ...paths: readonly string[]): string {
  const lines = paths.map((path) => `  ${path}: { get: { ${OK} } }\n`).join('');
  return `${HEAD}servers: [{ url: ${server} }]\npaths:\n${lines}`;
}

function schemas(...written: readonly string[]): string {
  return `${HEAD}paths: { /a: { get: { ${OK} } } }\ncomponents:\n  schemas:\n${written.map((each) => `    ${each}\n`).join('')}`;
}

describe('what is the same for callers', () => {
  it('is a path that moved between server and contract', async () => {
    const versions = [served('https://api.bank.example/v2', '/a', '/b'), served('https://api.bank.example', '/v2/a')];
    expect(await told(versions)).toEqual(
      sorted(
        'GET /v2/a: first-seen 01-01 ~renamed 1 (GET /a)',
        'response 200 of GET /v2/a: first-seen 01-01 ~renamed 1 (response 200 of GET /a)',
        'GET /b: first-seen 01-01 removed 01-02',
        'response 200 of GET /b: first-seen 01-01 removed 01-02',
      ),
    );
    // Told event by event it is another path.
    expect((await told(versions, 0)).filter((line) => line.startsWith('GET'))).toEqual(
      sorted(
        'GET /a: first-seen 01-01 removed 01-02',
        'GET /b: first-seen 01-01 removed 01-02',
        'GET /v2/a: appeared 01-02',
      ),
    );
  });

  it('is not a path that moved where the server did not', async () => {
    const versions = [served('https://api.bank.example', '/a'), served('https://api.bank.example', '/v2/a')];
    expect((await told(versions)).filter((line) => line.startsWith('GET'))).toEqual(
      sorted('GET /a: first-seen 01-01 removed 01-02', 'GET /v2/a: appeared 01-02'),
    );
  });

  it('is the name of a parameter in a path, and a mark that comes with it is told', async () => {
    const of = (name: string, more = ''): string =>
      `${HEAD}paths:\n  /a/{${name}}:\n    parameters: [{ name: ${name}, in: path, required: true, schema: { type: string } }]\n    get: { ${more}${OK} }\n`;
    expect(await told([of('id'), of('paymentId'), of('key', 'deprecated: true, ')])).toEqual(
      sorted(
        'GET /a/{key}: first-seen 01-01 deprecated* 01-03 ~renamed 2 (GET /a/{id},GET /a/{paymentId})',
        'path parameter `key` of GET /a/{key}: first-seen 01-01 ~renamed 2 (path parameter `id` of GET /a/{id},path parameter `paymentId` of GET /a/{paymentId})',
        'response 200 of GET /a/{key}: first-seen 01-01 ~renamed 2 (response 200 of GET /a/{id},response 200 of GET /a/{paymentId})',
      ),
    );
  });

  it('is Swagger 2.0 written as OpenAPI 3, in JSON or YAML, under the same version', async () => {
    const swagger = {
      swagger: '2.0',
      info: { title: 'T', version: '1.0.0' },
      basePath: '/v1',
      paths: {
        '/a': {
          post: {
            parameters: [
              { name: 'q', in: 'query', type: 'string', enum: ['x', 'y'] },
              { name: 'body', in: 'body', schema: { properties: { amount: { type: 'string' } } } },
            ],
            responses: { 200: { description: 'OK', schema: { $ref: '#/definitions/A' } } },
          },
          put: { parameters: [{ name: 'note', in: 'formData', type: 'string' }], responses: {} },
        },
      },
      definitions: { A: { properties: { b: { type: 'string' } } } },
      securityDefinitions: { key: { type: 'apiKey', name: 'k', in: 'header' } },
    };
    const openapi = `openapi: 3.0.3
info: { title: T, version: 1.0.0 }
servers: [{ url: https://api.bank.example/v1 }]
paths:
  /a:
    put:
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { properties: { note: { type: string } } } } } }
      responses: {}
    post:
      parameters: [{ name: q, in: query, schema: { type: string, enum: [x, y] } }]
      requestBody: { content: { application/json: { schema: { properties: { amount: { type: string } } } } } }
      responses: { '200': { description: OK, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }
components:
  schemas: { A: { properties: { b: { type: string } } } }
  securitySchemes: { key: { type: apiKey, name: k, in: header } }
`;
    expect(await told([JSON.stringify(swagger), openapi], 0)).toEqual([]);
    const { events } = await historyOf([JSON.stringify(swagger), openapi.replace('enum: [x, y]', 'enum: [x]')]);
    expect(events.filter(({ event }) => event !== 'first-seen').map(({ event, what }) => [event, what.name])).toEqual([
      ['removed', 'value `y` of query parameter `q` of POST /a'],
    ]);
  });

  it('is a schema with allOf or written out, and in another media type', async () => {
    const base = 'Base: { properties: { id: { type: string } } }';
    const versions = [
      schemas(base, "A: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { b: { enum: [x] } } }] }"),
      schemas(base, 'A: { properties: { b: { enum: [x] }, id: { type: string } } }'),
    ];
    expect(await told(versions, 0)).toEqual([]);
    const body = (type: string): string =>
      `${HEAD}paths: { /a: { post: { requestBody: { content: { ${type}: { schema: { properties: { b: {} } } } } }, responses: {} } } }\n`;
    expect(await told([body('application/json'), body('application/jwt')], 0)).toEqual([]);
  });

  it('is a schema under another name, and not one that also holds something else', async () => {
    const versions = [
      schemas('DetailV3: { properties: { a: { enum: [x] }, b: {} } }', 'OtherV3: { properties: { c: {} } }'),
      schemas('DetailV4: { properties: { a: { enum: [x] }, b: {} } }', 'OtherV4: { properties: { c: {}, d: {} } }'),
    ];
    expect(await told(versions)).toEqual(
      sorted(
        'schema `DetailV4`: first-seen 01-01 ~renamed 1 (schema `DetailV3`)',
        'property `DetailV4.a`: first-seen 01-01 ~renamed 1 (property `DetailV3.a`)',
        'value `x` of `DetailV4.a`: first-seen 01-01 ~renamed 1 (value `x` of `DetailV3.a`)',
        'property `DetailV4.b`: first-seen 01-01 ~renamed 1 (property `DetailV3.b`)',
        'schema `OtherV3`: first-seen 01-01 removed 01-02',
        'property `OtherV3.c`: first-seen 01-01 removed 01-02',
        'schema `OtherV4`: appeared 01-02',
        'property `OtherV4.c`: appeared 01-02',
        'property `OtherV4.d`: appeared 01-02',
      ),
    );
  });

  it('is what was inline and is a schema of its own now', async () => {
    const inline = schemas('A: { properties: { address: { items: { properties: { city: {}, zip: {} } } } } }');
    const named = schemas(
      "A: { properties: { address: { items: { $ref: '#/components/schemas/Address' } } } }",
      'Address: { properties: { city: {}, zip: {} } }',
    );
    expect(await told([inline, named])).toEqual(
      sorted(
        'property `Address.city`: first-seen 01-01 ~renamed 1 (property `A.address[].city`)',
        'property `Address.zip`: first-seen 01-01 ~renamed 1 (property `A.address[].zip`)',
        'schema `Address`: appeared 01-02',
      ),
    );
  });
});

describe('what comes and goes', () => {
  const of = (...paths: readonly string[]): string => served('https://api.bank.example', ...paths);

  it('within the span is folded, with how often; beyond it, and a short stay, is told', async () => {
    const flip = [
      of('/a', '/b'),
      of('/a'),
      of('/a', '/b'),
      { text: of('/a'), after: 30 },
      { text: of('/a', '/b'), after: 7 },
    ];
    const operation = async (versions: readonly (string | Version)[], days?: number): Promise<readonly string[]> =>
      (await told(versions, days)).filter((line) => line.startsWith('GET'));
    expect(await operation(flip)).toEqual(['GET /b: first-seen 01-01 ~gone 2']);
    expect(await operation(flip, 6)).toEqual(['GET /b: first-seen 01-01 removed 02-02 appeared 02-09 ~gone 1']);
    expect(await operation(flip, 0)).toEqual(
      sorted('GET /b: first-seen 01-01 removed 01-02 appeared 01-03 removed 02-02 appeared 02-09'),
    );
    expect(await operation([of('/a'), of('/a', '/b'), of('/a')])).toEqual(['GET /b: appeared 01-02 removed 01-03']);
  });

  it('with a flag that is lost on the way is told as unmarked, and a flag that flaps is folded', async () => {
    const get = (more: string): string => `${HEAD}paths: { /a: { get: { ${more}${OK} } } }\n`;
    const marked = get('deprecated: true, ');
    const none = `${HEAD}paths: {}\n`;
    const plain = get('');
    const operation = async (...versions: readonly string[]): Promise<readonly string[]> =>
      (await told(versions)).filter((line) => line.startsWith('GET'));
    expect(await operation(plain, marked, none, plain)).toEqual(
      sorted('GET /a: first-seen 01-01 deprecated* 01-02 undeprecated 01-04 ~gone 1'),
    );
    expect(await operation(plain, marked, none, plain, marked)).toEqual(
      sorted('GET /a: first-seen 01-01 deprecated* 01-02 ~gone 1 ~unmarked 1'),
    );
    expect(await operation(plain, marked, plain, marked, plain, marked)).toEqual(
      sorted('GET /a: first-seen 01-01 deprecated* 01-02 ~unmarked 2'),
    );
  });

  it('in merges that drop everything and restore it is folded', async () => {
    const paths = Array.from({ length: 40 }, (_, index) => `/p${index}`);
    const lines = await told([of(...paths), of('/p0'), { text: of(...paths), after: 0 }]);
    expect(lines.filter((line) => line.startsWith('GET'))).toEqual(
      paths
        .slice(1)
        .map((path) => `GET ${path}: first-seen 01-01 ~gone 1`)
        .sort(),
    );
  });
});
