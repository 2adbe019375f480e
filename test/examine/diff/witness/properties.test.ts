import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../src/model/json.ts';
import { provenBetween } from './support.ts';

/** Small schemas of every family, without anything that JSON Schema reads in another way than OpenAPI 3.1 does. */
const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ type: fc.constant('string'), maxLength: fc.nat(5) }),
    fc.record({ type: fc.constant('string'), minLength: fc.nat(5) }),
    fc.record({ type: fc.constant('string'), pattern: fc.constantFrom('^[a-c]+$', '^\\d{2}$', 'x|y') }),
    fc.record({ type: fc.constantFrom('integer', 'number'), maximum: fc.integer({ min: -3, max: 3 }) }),
    fc.record({ type: fc.constantFrom('integer', 'number'), multipleOf: fc.constantFrom(2, 3, 0.5) }),
    fc.record({ enum: fc.uniqueArray(fc.constantFrom<Json>('a', 'b', 1, true, null), { minLength: 1 }) }),
    fc.record({ type: fc.constant(['string', 'null']) }),
    fc.record({
      type: fc.constant('array'),
      items: tie('schema'),
      minItems: fc.nat(2),
      maxItems: fc.integer({ min: 1, max: 3 }),
      uniqueItems: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'constructor'), tie('schema')),
      required: fc.subarray(['a', 'b', 'constructor']),
      additionalProperties: fc.boolean(),
    }),
    fc
      .tuple(fc.constantFrom('oneOf', 'anyOf', 'allOf'), fc.array(tie('schema'), { minLength: 1, maxLength: 3 }))
      .map(([keyword, members]) => ({ [keyword]: members })),
  ),
}));

const asBody = (one: JsonObject): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Accounts', version: 'v1' },
  paths: {
    '/accounts': {
      put: {
        requestBody: { content: { 'application/json': { schema: one } } },
        responses: { '200': { description: 'done', content: { 'application/json': { schema: one } } } },
      },
    },
  },
});

/** What ajv says of the schemas as they were written, with none of our reading in between. */
function accepts(one: JsonObject, value: Json): boolean {
  return new Ajv2020({ strict: false, ownProperties: true, multipleOfPrecision: 9 }).compile(one)(value);
}

describe('witnesses of schemas made at random', () => {
  it('are accepted by the one side and refused by the other', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(schema, schema, async (before, after) => {
        const sides = { before, after };
        for (const { witness } of await provenBetween(asBody(before), asBody(after))) {
          if (witness?.kind !== 'payload') continue;
          found += 1;
          expect(witness.acceptedBy).toBe(witness.direction === 'request' ? 'before' : 'after');
          expect(accepts(sides[witness.acceptedBy], witness.value)).toBe(true);
          expect(accepts(sides[witness.rejectedBy], witness.value)).toBe(false);
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    expect(found).toBeGreaterThan(50);
  });

  it('are the same every time', async () => {
    await fc.assert(
      fc.asyncProperty(schema, schema, async (before, after) => {
        const first = await provenBetween(asBody(before), asBody(after));
        expect(await provenBetween(asBody(before), asBody(after))).toEqual(first);
      }),
      { numRuns: 30, seed: 11 },
    );
  });

  it('are none for a schema and itself', async () => {
    await fc.assert(
      fc.asyncProperty(schema, async (one) => {
        expect((await provenBetween(asBody(one), asBody(one))).filter(({ witness }) => witness !== null)).toEqual([]);
      }),
      { numRuns: 50, seed: 13 },
    );
  });
});
