import { describe, expect, it, test } from 'vitest';
import { metIn, placeOf } from '../../../src/examine/lifecycle/places.ts';
import { isDeprecated } from '../../../src/model/lifecycle-fields.ts';
import { contractOf } from '../../support/contract.ts';

/** What is marked deprecated in a contract: kind, operation, pointer. */
async function marked(text: string): Promise<string[]> {
  const { document } = await contractOf(text);
  return metIn(document)
    .map(placeOf)
    .filter(({ value }) => isDeprecated(value))
    .map(({ what, name }) => `${name} | ${what.method ?? '-'} ${what.path ?? '-'} | ${what.pointer}`);
}

const HEAD = 'openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\n';

test('a parameter of a path lives in every operation of it, in those that OpenAPI 3.2 calls additional as well', async () => {
  const { document } = await contractOf(`openapi: 3.2.0
info: { title: T, version: 1.0.0 }
paths:
  /a:
    parameters: [{ name: q, in: query, deprecated: true, schema: { type: string } }]
    additionalOperations: { COPY: { responses: {} }, 'x/y': { responses: {} } }
`);
  const lives = metIn(document)
    .map(placeOf)
    .find(({ what }) => what.kind === 'parameter')?.lives;
  const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query', 'COPY', 'x~1y'];
  expect(lives).toEqual(methods.map((method) => `parameter /paths/~1a/${method}/parameters/query q`));
});

describe('what may be deprecated', () => {
  it('is found wherever it is declared, and belongs to its operation', async () => {
    const text = `${HEAD}paths:
  /a/{id}:
    parameters:
      - { name: id, in: path, required: true, deprecated: true, schema: { type: string } }
    post:
      deprecated: true
      parameters:
        - { name: q, in: query, x-deprecated: true, schema: { type: string, deprecated: true } }
      requestBody:
        content:
          application/json:
            schema: { items: { properties: { old: { deprecated: true } } } }
      responses:
        '200':
          description: OK
          headers: { X-Old: { deprecated: true, schema: { type: string } } }
      callbacks:
        done: { '{$request.body#/url}': { post: { deprecated: true, responses: {} } } }
webhooks:
  paid: { post: { deprecated: true, responses: {} } }
components:
  parameters:
    Old: { name: old, in: query, deprecated: true, schema: { type: string } }
  schemas:
    Old: { deprecated: true, allOf: [{ deprecated: true }] }
`;
    expect(await marked(text)).toEqual([
      'parameter `id` (#/paths/~1a~1{id}/parameters/0) | - - | /paths/~1a~1{id}/parameters/0',
      'POST /a/{id} | POST /a/{id} | /paths/~1a~1{id}/post',
      'parameter `q` of POST /a/{id} | POST /a/{id} | /paths/~1a~1{id}/post/parameters/0',
      'schema `schema` of POST /a/{id} | POST /a/{id} | /paths/~1a~1{id}/post/parameters/0/schema',
      'property `old` of POST /a/{id} | POST /a/{id} | /paths/~1a~1{id}/post/requestBody/content/application~1json/schema/items/properties/old',
      'header `X-Old` of POST /a/{id} | POST /a/{id} | /paths/~1a~1{id}/post/responses/200/headers/X-Old',
      'operation `post` (#/paths/~1a~1{id}/post/callbacks/done/{$request.body#~1url}/post) | - - | /paths/~1a~1{id}/post/callbacks/done/{$request.body#~1url}/post',
      'operation `post` (#/webhooks/paid/post) | - - | /webhooks/paid/post',
      'parameter `old` (#/components/parameters/Old) | - - | /components/parameters/Old',
      'schema `Old` (#/components/schemas/Old) | - - | /components/schemas/Old',
      'schema `allOf/0` (#/components/schemas/Old/allOf/0) | - - | /components/schemas/Old/allOf/0',
    ]);
  });

  it('is not what only looks like it: examples, defaults, extensions, names', async () => {
    const text = `${HEAD}x-note: { deprecated: true }
paths:
  x-internal: { get: { deprecated: true } }
components:
  examples: { A: { value: { deprecated: true } } }
  schemas:
    A:
      example: { deprecated: true }
      default: { deprecated: true }
      const: { deprecated: true }
      x-old: { deprecated: true }
      properties: { deprecated: { type: boolean }, example: { type: object } }
`;
    expect(await marked(text)).toEqual([]);
  });

  it('is told apart under names that JavaScript knows', async () => {
    const text = `${HEAD}paths: {}
components:
  schemas:
    __proto__: { deprecated: true }
    constructor: { properties: { toString: { deprecated: true } } }
`;
    expect(await marked(text)).toEqual([
      'schema `__proto__` (#/components/schemas/__proto__) | - - | /components/schemas/__proto__',
      'property `toString` (#/components/schemas/constructor/properties/toString) | - - | /components/schemas/constructor/properties/toString',
    ]);
  });

  it('is met once where an alias makes it stand twice, save for operations', async () => {
    const text = `${HEAD}paths:
  /a: { get: &get { deprecated: true, responses: { '200': &ok { headers: { X: { deprecated: true } } } } } }
  /b: { get: *get }
`;
    expect(await marked(text)).toEqual([
      'GET /a | GET /a | /paths/~1a/get',
      'header `X` of GET /a | GET /a | /paths/~1a/get/responses/200/headers/X',
      'GET /b | GET /b | /paths/~1b/get',
    ]);
  });

  it('is called under the path that refers to its path item', async () => {
    const text = `${HEAD}paths:
  /a: { $ref: '#/components/pathItems/A' }
components:
  pathItems: { A: { get: { deprecated: true, responses: {} } } }
`;
    expect(await marked(text)).toEqual(['GET /a | GET /a | /components/pathItems/A/get']);
    const leadNowhere = { paths: { '/loop': { $ref: '#/paths/~1loop' }, '/gone': { $ref: '#/nowhere' } } };
    expect(metIn(leadNowhere)).toEqual([]);
  });

  it('is found in webhooks as OpenAPI 3.0 wrote them', async () => {
    const text = `openapi: 3.0.3
info: { title: T, version: 1.0.0 }
paths: {}
x-webhooks: { paid: { post: { deprecated: true, responses: {} } } }
`;
    expect(await marked(text)).toEqual(['operation `post` (#/x-webhooks/paid/post) | - - | /x-webhooks/paid/post']);
  });

  it('is found in Swagger 2.0 as well', async () => {
    const text = `swagger: '2.0'
info: { title: T, version: 1.0.0 }
paths: { /a: { get: { deprecated: true, parameters: [{ name: b, in: body, schema: { properties: { c: { x-deprecated: true } } } }] } } }
definitions: { D: { deprecated: true } }
`;
    expect(await marked(text)).toEqual([
      'GET /a | GET /a | /paths/~1a/get',
      'property `c` of GET /a | GET /a | /paths/~1a/get/parameters/0/schema/properties/c',
      'schema `D` (#/definitions/D) | - - | /definitions/D',
    ]);
  });
});
