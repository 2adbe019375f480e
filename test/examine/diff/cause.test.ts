import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/model/change.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import { diffContracts } from '../../../src/examine/diff/diff.ts';
import { groupBy } from '../../../src/examine/diff/group.ts';
import { contractOf } from '../../support/contract.ts';
import { changesBetween, document } from './support/contracts.ts';

const PAYMENT: Json = { $ref: '#/components/schemas/Payment' };
const json = (schema: Json): JsonObject => ({ content: { 'application/json': { schema } } });

/** Two operations: both answer with a payment, one takes one as well. */
function payments(schemas: JsonObject, schema: Json = PAYMENT): JsonObject {
  const responses = { '200': { description: 'done', ...json(schema) } };
  return document({
    paths: { '/payments': { get: { responses }, post: { requestBody: json(schema), responses } } },
    components: { schemas },
  });
}

function object(properties: JsonObject, required: readonly string[] = []): JsonObject {
  return { type: 'object', properties, required };
}

/** For each cause the checks that tell of it, and how many changes they are. */
function causes(changes: readonly Change[]): readonly string[] {
  const byCause = groupBy(changes, ({ cause }) => cause);
  return [...byCause.values()].map((own) => `${own.length}: ${[...new Set(own.map(({ check }) => check))].join(', ')}`);
}

describe('the cause of changes', () => {
  it('is one for all that a shared schema reaches, in requests and responses', async () => {
    const iban = (maxLength: number): JsonObject => ({ Payment: object({ iban: { type: 'string', maxLength } }) });
    expect(causes(await changesBetween(payments(iban(34)), payments(iban(30))))).toEqual([
      '3: response-property-max-length-decreased, request-property-max-length-decreased',
    ]);
  });

  it('is one where requests and responses tell the same edit as different turns', async () => {
    const before = { Payment: object({ iban: { type: 'string' }, bic: { type: 'string' } }, ['iban']) };
    const after = { Payment: object({ bic: { type: 'string' } }) };
    expect(causes(await changesBetween(payments(before), payments(after)))).toEqual([
      '3: response-required-property-removed, request-property-removed',
    ]);
  });

  it('is another for each edit of one schema', async () => {
    const before = { Payment: object({ iban: { type: 'string', maxLength: 34, enum: ['a', 'b', 'c'] } }) };
    const after = { Payment: object({ iban: { type: 'string', maxLength: 30, enum: ['a'] } }) };
    expect(causes(await changesBetween(payments(before), payments(after)))).toEqual([
      '3: response-property-enum-value-removed, request-property-enum-value-removed',
      '3: response-property-enum-value-removed, request-property-enum-value-removed',
      '3: response-property-max-length-decreased, request-property-max-length-decreased',
    ]);
  });

  it('is the edit of the member, whatever schemas are composed of it', async () => {
    const composed = (base: JsonObject): JsonObject => ({
      Base: base,
      Payment: { allOf: [{ $ref: '#/components/schemas/Base' }], properties: { refund: PAYMENT_LIKE } },
      Refund: { allOf: [{ $ref: '#/components/schemas/Base' }], description: 'money back' },
    });
    const before = composed(object({ iban: { type: 'string' } }));
    const after = composed(object({ iban: { type: 'string' }, bic: { type: 'string' } }, ['iban']));
    expect(causes(await changesBetween(payments(before), payments(after)))).toEqual([
      '6: response-optional-property-added, new-optional-request-property',
      '3: response-property-became-required, request-property-became-required',
    ]);
  });

  it('is one for a shared response, whatever statuses it is given for', async () => {
    const failing = (content: JsonObject): JsonObject =>
      document({
        paths: {
          '/payments': {
            get: {
              responses: {
                '400': { $ref: '#/components/responses/Problem' },
                '404': { $ref: '#/components/responses/Problem' },
              },
            },
          },
        },
        components: { responses: { Problem: { description: 'no', content } } },
      });
    const changes = await changesBetween(
      failing({ 'application/json': {}, 'text/plain': {} }),
      failing({ 'application/json': {} }),
    );
    expect(causes(changes)).toEqual(['2: response-media-type-removed']);
  });

  it('is not the same for two operations that were edited each', async () => {
    const limit = (maximum: number): JsonObject => ({ type: 'integer', maximum });
    const both = (maximum: number): JsonObject => {
      const get = { parameters: [{ name: 'limit', in: 'query', schema: limit(maximum) }], responses: {} };
      return document({ paths: { '/payments': { get }, '/refunds': { get } } });
    };
    expect(causes(await changesBetween(both(500), both(100)))).toEqual([
      '1: request-parameter-max-decreased',
      '1: request-parameter-max-decreased',
    ]);
  });

  it('stays when the contract moves, and is that of one API alone', async () => {
    const text = (maxLength: number): string =>
      JSON.stringify(payments({ Payment: object({ iban: { type: 'string', maxLength } }) }));
    const cause = async (file: string, was: string, id = 'payments'): Promise<readonly string[]> => [
      ...new Set(
        diffContracts(
          await contractOf({ [was]: text(34) }, { id }),
          await contractOf({ [file]: text(30) }, { id }),
        ).map((change) => change.cause),
      ),
    ];
    const [here, ...others] = await cause('a/openapi.json', 'a/openapi.json');
    expect(others).toEqual([]);
    expect(here).toMatch(/^[0-9a-f]{16}$/);
    expect(await cause('b/payments.json', 'a/openapi.json')).toEqual([here]);
    expect(await cause('a/openapi.json', 'a/openapi.json', 'accounts')).not.toEqual([here]);
  });
});

const PAYMENT_LIKE: Json = { $ref: '#/components/schemas/Refund' };
