import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { answering, document, told } from './support/contracts.ts';

const done = { '200': { description: 'done' } };
const get = { get: { responses: done } };
const pathParameter = (name: string): JsonObject => ({ name, in: 'path', required: true, schema: { type: 'string' } });

/** Rewrites found in the histories of real contracts that change no call and no payload. */
describe('rewrites that break nobody', () => {
  it('the path of the server moves into the paths', async () => {
    const before = document({ servers: [{ url: 'https://api.bank.example/v2' }], paths: { '/accounts': get } });
    const after = document({ servers: [{ url: 'https://api.bank.example' }], paths: { '/v2/accounts': get } });
    expect(await told(before, after)).toEqual([
      'contract-only server-added: Server `https://api.bank.example` is new.',
      'contract-only server-removed: Server `https://api.bank.example/v2` is no longer listed.',
    ]);
  });

  it('a path parameter gets another name', async () => {
    const before = document({
      paths: { '/checkouts/{id}': { get: { parameters: [pathParameter('id')], responses: done } } },
    });
    const after = document({
      paths: { '/checkouts/{checkout_id}': { get: { parameters: [pathParameter('checkout_id')], responses: done } } },
    });
    expect(await told(before, after)).toEqual([
      'contract-only request-parameter-renamed: Path parameter `id` is now called `checkout_id`.',
    ]);
  });

  it('a parameter moves from the operations to their path', async () => {
    const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };
    const before = document({ paths: { '/accounts': { get: { parameters: [limit], responses: done } } } });
    const after = document({ paths: { '/accounts': { parameters: [limit], ...get } } });
    expect(await told(before, after)).toEqual([]);
  });

  const account: JsonObject = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string' }, kind: { type: 'string', enum: ['current', 'savings'] } },
  };
  const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
  const named = (schemas: JsonObject): JsonObject => ({ components: { schemas } });
  const inline = answering(account);

  it('a schema gets another name', async () => {
    const before = answering(reference('AccountV3'), named({ AccountV3: account }));
    const after = answering(reference('AccountV4'), named({ AccountV4: account }));
    expect(await told(before, after)).toEqual([
      'contract-only api-schema-removed: Schema `AccountV3` was removed or renamed.',
    ]);
  });

  it('an inline schema becomes a component', async () => {
    expect(await told(inline, answering(reference('Account'), named({ Account: account })))).toEqual([]);
  });

  it('a schema is wrapped in an allOf, split over one, or put together', async () => {
    const [id, kind] = [
      { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
      { type: 'object', properties: { kind: { type: 'string', enum: ['current', 'savings'] } } },
    ];
    const wrapped = answering({ allOf: [reference('Account')] }, named({ Account: account }));
    const split = answering({ allOf: [reference('Id'), kind] }, named({ Id: id }));
    expect(await told(inline, wrapped)).toEqual([]);
    expect(await told(inline, split)).toEqual([]);
    expect(await told(wrapped, split)).toEqual([
      'contract-only api-schema-removed: Schema `Account` was removed or renamed.',
    ]);
  });

  it('alternatives change their order, their names, or become components', async () => {
    const cash = { type: 'object', properties: { kind: { enum: ['cash'] }, till: { type: 'string' } } };
    const card = { type: 'object', properties: { kind: { enum: ['card'] }, pan: { type: 'string' } } };
    const before = answering({ oneOf: [cash, card] });
    expect(await told(before, answering({ oneOf: [card, cash] }))).toEqual([]);
    expect(await told(before, answering({ oneOf: [reference('Card'), cash] }, named({ Card: card })))).toEqual([]);
  });

  it('OpenAPI 3.0 becomes 3.1: null, exclusive bounds and single values in the new spelling', async () => {
    const before = answering({
      type: 'object',
      properties: {
        note: { type: 'string', nullable: true },
        rate: { type: 'number', minimum: 0, exclusiveMinimum: true },
        owner: { nullable: true, allOf: [account] },
        kind: { type: 'string', enum: ['a'] },
      },
    });
    const after = answering(
      {
        type: 'object',
        properties: {
          note: { type: ['string', 'null'] },
          rate: { type: 'number', exclusiveMinimum: 0 },
          owner: { oneOf: [account, { type: 'null' }] },
          kind: { type: 'string', const: 'a' },
        },
      },
      { openapi: '3.1.0' },
    );
    expect(await told(before, after)).toEqual([]);
  });

  it('Swagger 2.0 becomes OpenAPI 3', async () => {
    const before: JsonObject = {
      swagger: '2.0',
      info: { title: 'Payments', version: 'v1' },
      host: 'api.bank.example',
      basePath: '/v3',
      schemes: ['https'],
      consumes: ['application/json'],
      produces: ['application/json'],
      securityDefinitions: { basic: { type: 'basic' } },
      security: [{ basic: [] }],
      definitions: { Payment: account },
      paths: {
        '/payments/{id}': {
          put: {
            parameters: [
              { name: 'id', in: 'path', required: true, type: 'string', maxLength: 40 },
              { name: 'status', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'multi' },
              { name: 'payment', in: 'body', required: true, schema: { $ref: '#/definitions/Payment' } },
            ],
            responses: {
              '200': {
                description: 'done',
                schema: { $ref: '#/definitions/Payment' },
                headers: { ETag: { type: 'string' } },
              },
            },
          },
          post: {
            consumes: ['multipart/form-data'],
            parameters: [
              { name: 'id', in: 'path', required: true, type: 'string', maxLength: 40 },
              { name: 'receipt', in: 'formData', type: 'file', required: true },
            ],
            responses: done,
          },
        },
      },
    };
    const json = { 'application/json': { schema: reference('Payment') } };
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 40 } };
    const receipt = { type: 'object', required: ['receipt'], properties: { receipt: { type: 'string' } } };
    const after = document({
      servers: [{ url: 'https://api.bank.example/v3' }],
      security: [{ basic: [] }],
      components: {
        schemas: { Payment: account },
        securitySchemes: { basic: { type: 'http', scheme: 'basic' } },
      },
      paths: {
        '/payments/{id}': {
          parameters: [id],
          put: {
            parameters: [{ name: 'status', in: 'query', schema: { type: 'array', items: { type: 'string' } } }],
            requestBody: { required: true, content: json },
            responses: {
              '200': { description: 'done', content: json, headers: { ETag: { schema: { type: 'string' } } } },
            },
          },
          post: {
            requestBody: { required: true, content: { 'multipart/form-data': { schema: receipt } } },
            responses: done,
          },
        },
      },
    });
    expect(await told(before, after)).toEqual([]);
    expect(await told(after, before)).toEqual([]);
  });
});

/** The same pair, read from the other side. */
describe('who calls decides what breaks', () => {
  const schema = (...required: string[]): JsonObject => ({
    type: 'object',
    required,
    properties: { id: { type: 'string' } },
  });
  const operation = (required: JsonObject): JsonObject => ({
    post: { requestBody: { content: { 'application/json': { schema: required } } }, responses: done },
  });

  it('a property that a webhook sends may become required, not optional', async () => {
    const hook = (required: JsonObject): JsonObject =>
      document({ openapi: '3.1.0', webhooks: { settled: operation(required) } });
    expect(await told(hook(schema()), hook(schema('id')))).toEqual([
      'compatible response-property-became-required: Payload property `id` became required.',
    ]);
    expect(await told(hook(schema('id')), hook(schema()))).toEqual([
      'breaking response-property-became-optional: Payload property `id` became optional.',
    ]);
  });

  it('the same goes for callbacks', async () => {
    const calling = (required: JsonObject): JsonObject =>
      document({
        paths: {
          '/payments': {
            post: { responses: done, callbacks: { settled: { '{$request.body#/url}': operation(required) } } },
          },
        },
      });
    expect(await told(calling(schema('id')), calling(schema()))).toEqual([
      'breaking response-property-became-optional: Payload property `id` became optional.',
    ]);
  });
});
