import { describe, expect, it } from 'vitest';
import type { Witness } from '../../../../src/model/change.ts';
import type { JsonObject } from '../../../../src/model/json.ts';
import { provenBetween } from './support.ts';

const responses = { '200': { description: 'done' } };
const api = (operation: JsonObject, rest: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Accounts', version: 'v1' },
  paths: { '/accounts': { put: { responses, ...operation } } },
  ...rest,
});
const content = (...types: readonly string[]): JsonObject => ({
  content: Object.fromEntries(types.map((type) => [type, {}])),
});
const query = (rest: JsonObject): JsonObject => ({
  parameters: [{ name: 'ids', in: 'query', schema: { type: 'array', items: { type: 'string' } }, ...rest }],
});
const securitySchemes = {
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/t', scopes: { read: '', write: '' } } } },
};
const secured = (...security: readonly JsonObject[]): JsonObject =>
  api({ security }, { components: { securitySchemes } });

type Case = readonly [string, JsonObject, JsonObject, Partial<Witness> & Pick<Witness, 'value' | 'reason'>];

const CASES: readonly Case[] = [
  [
    'an operation that was removed',
    { ...api({}), paths: { '/accounts': { put: { responses }, get: { responses } } } },
    api({}),
    { value: { request: 'GET /accounts' }, reason: 'the operation is no longer there' },
  ],
  [
    'a parameter that became required',
    api(query({})),
    api(query({ required: true })),
    { value: { request: 'PUT /accounts' }, reason: 'the query parameter `ids` is now required' },
  ],
  [
    'a parameter that is new and required',
    api({}),
    api(query({ required: true })),
    { value: { request: 'PUT /accounts' }, reason: 'the query parameter `ids` is now required' },
  ],
  [
    'a parameter that is written in another way',
    api(query({})),
    api(query({ explode: false })),
    {
      value: { request: 'PUT /accounts?ids=a&ids=b' },
      reason: 'the query parameter `ids` is now written `ids=a,b`',
    },
  ],
  [
    'a parameter that moved',
    api(query({})),
    api(query({ in: 'header' })),
    { value: { request: 'PUT /accounts?ids=…' }, reason: 'the value is now read from the header parameter `ids`' },
  ],
  [
    'a body that became required',
    api({ requestBody: content('application/json') }),
    api({ requestBody: { ...content('application/json'), required: true } }),
    { value: { request: 'PUT /accounts', body: null }, reason: 'a body is now required' },
  ],
  [
    'a media type that is no longer taken',
    api({ requestBody: content('application/json', 'text/csv') }),
    api({ requestBody: content('application/json') }),
    {
      value: { request: 'PUT /accounts', headers: { 'Content-Type': 'text/csv' } },
      reason: 'a body of type `text/csv` is no longer taken',
    },
  ],
  [
    'a media type that is no longer offered',
    api({ responses: { '200': { description: 'done', ...content('application/json', 'text/csv') } } }),
    api({ responses: { '200': { description: 'done', ...content('application/json') } } }),
    {
      value: { request: 'PUT /accounts', headers: { Accept: 'text/csv' } },
      reason: 'response 200 is no longer offered as `text/csv`',
    },
  ],
  [
    'a status that is gone',
    api({ responses: { ...responses, '202': { description: 'later' } } }),
    api({}),
    {
      direction: 'response',
      value: { request: 'PUT /accounts', status: '202' },
      reason: 'no response 202 is described any more',
    },
  ],
  [
    'a response header that need not come',
    api({ responses: { '200': { description: 'done', headers: { 'X-Rate': { required: true, schema: {} } } } } }),
    api({ responses: { '200': { description: 'done', headers: { 'X-Rate': { schema: {} } } } } }),
    {
      direction: 'response',
      acceptedBy: 'after',
      rejectedBy: 'before',
      value: { status: '200', headers: {} },
      reason: 'every response 200 carried the header `X-Rate`',
    },
  ],
  [
    'credentials that no longer suffice',
    secured({ key: [] }, { oauth: ['read'] }),
    secured({ oauth: ['read'] }),
    { value: { request: 'PUT /accounts', credentials: { key: [] } }, reason: 'these credentials no longer suffice' },
  ],
  [
    'a scope that is asked for',
    secured({ oauth: ['read'] }),
    secured({ oauth: ['read', 'write'] }),
    {
      value: { request: 'PUT /accounts', credentials: { oauth: ['read'] } },
      reason: 'these credentials no longer suffice',
    },
  ],
  [
    'credentials where none were asked for',
    secured(),
    secured({ key: [] }),
    { value: { request: 'PUT /accounts', credentials: {} }, reason: 'credentials are now asked for' },
  ],
  [
    'a key that is sent elsewhere',
    secured({ key: [] }),
    api(
      { security: [{ key: [] }] },
      { components: { securitySchemes: { ...securitySchemes, key: { type: 'apiKey', in: 'query', name: 'key' } } } },
    ),
    { value: { credentials: { key: 'header `X-Key`' } }, reason: 'key is now sent as query `key`' },
  ],
];

describe('a call that proves a break', () => {
  it.each(CASES)('%s', async (_, before, after, expected) => {
    const changes = await provenBetween(before, after);
    const found = changes.filter(({ impact }) => impact === 'breaking').map(({ witness }) => witness);
    expect(found).toContainEqual({
      kind: 'call',
      direction: 'request',
      acceptedBy: 'before',
      rejectedBy: 'after',
      pointer: null,
      ...expected,
    });
  });

  it('is no proof for what breaks nobody, nor for a policy that was not kept', async () => {
    const sunset = api({ deprecated: true, 'x-sunset': 'soon' });
    const changes = [
      ...(await provenBetween(api({}), api({ requestBody: content('application/json') }))),
      ...(await provenBetween(api({}), sunset)),
    ];
    expect(changes.length).toBeGreaterThan(1);
    expect(changes.filter(({ witness }) => witness !== null)).toEqual([]);
  });
});
