import type { JsonObject } from '../../../../src/model/json.ts';
import type { Turn } from './turns.ts';

const holding = (schema: JsonObject): JsonObject => ({ type: 'object', properties: { x: schema } });

function contract(operation: JsonObject): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Accounts', version: 'v1' },
    paths: { '/accounts': { post: { responses: { '200': { description: 'done' } }, ...operation } } },
  };
}

const body = (schema: JsonObject, type = 'application/json'): JsonObject =>
  contract({ requestBody: { content: { [type]: { schema } } } });
const answer = (schema: JsonObject, type = 'application/json'): JsonObject =>
  contract({ responses: { '200': { description: 'done', content: { [type]: { schema } } } } });
const parameter = (schema: JsonObject, rest: JsonObject = {}): JsonObject =>
  contract({ parameters: [{ name: 'q', in: 'query', schema, explode: false, ...rest }] });
const header = (schema: JsonObject): JsonObject =>
  contract({ responses: { '200': { description: 'done', headers: { 'X-Q': { schema } } } } });

type Around = (schema: JsonObject) => JsonObject;

/** The places that a schema can stand in, by name: each makes a whole contract around it. */
export const PLACES: { readonly [kind in Turn['of']]: ReadonlyMap<string, Around> } = {
  value: new Map<string, Around>([
    ['request body', (schema) => body(schema)],
    ['request property', (schema) => body(holding(schema))],
    ['form', (schema) => body(schema, 'application/x-www-form-urlencoded')],
    ['form property', (schema) => body(holding(schema), 'application/x-www-form-urlencoded')],
    ['parameter', (schema) => parameter(schema)],
    ['parameter property', (schema) => parameter(holding(schema), { style: 'deepObject', explode: true })],
    ['response body', (schema) => answer(schema)],
    ['response property', (schema) => answer(holding(schema))],
    ['XML property', (schema) => answer(holding(schema), 'application/xml')],
    ['XML body', (schema) => answer(schema, 'application/xml')],
    ['response header', header],
    ['header parameter property', (schema) => parameter(holding(schema), { in: 'header' })],
  ]),
  object: new Map<string, Around>([
    ['request body', (schema) => body(schema)],
    ['parameter', (schema) => parameter(schema, { style: 'deepObject', explode: true })],
    ['header parameter', (schema) => parameter(schema, { in: 'header' })],
    ['response body', (schema) => answer(schema)],
  ]),
};
