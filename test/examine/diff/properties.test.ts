import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { type Json, type JsonObject, isArray, isObject } from '../../../src/model/json.ts';
import { diffContracts } from '../../../src/examine/diff/diff.ts';
import { type Source, sourceOf } from '../../../src/examine/diff/read/source.ts';
import { type ShapeCache, cacheOf } from '../../../src/examine/diff/schema/cache.ts';
import { pairGraphOf } from '../../../src/examine/diff/schema/graph.ts';
import { type View, storeOf } from '../../../src/examine/diff/schema/node.ts';
import { samenessOf } from '../../../src/examine/diff/schema/sameness.ts';
import { contractOf } from '../../support/contract.ts';
import { answering, changesBetween } from './support/contracts.ts';

const NAMES = Array.from({ length: 40 }, (_, index) => `S${index}`);
const reference: fc.Arbitrary<JsonObject> = fc
  .constantFrom(...NAMES)
  .map((name) => ({ $ref: `#/components/schemas/${name}` }));

/** Small schemas that refer to each other at will, hostile names included. */
const schema: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<JsonObject>({ type: 'string' }, { type: 'integer', maximum: 9 }, {}) },
  { weight: 1, arbitrary: fc.constant<JsonObject>({ type: 'string', enum: ['a', 'b'], nullable: true }) },
  { weight: 1, arbitrary: reference.map((items) => ({ type: 'array', items })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(reference, reference, fc.subarray(['__proto__', 'next', 'constructor']))
      .map(([first, second, required]) => ({
        type: 'object',
        required,
        properties: Object.fromEntries([
          ['__proto__', first],
          ['next', second],
          ['constructor', { type: 'string' }],
        ]),
      })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('oneOf', 'anyOf', 'allOf'), fc.array(reference, { minLength: 1, maxLength: 3 }))
      .map(([keyword, members]) => ({ [keyword]: members })),
  },
);

const contract: fc.Arbitrary<JsonObject> = fc
  .array(schema, { minLength: NAMES.length, maxLength: NAMES.length })
  .map((schemas) =>
    answering(
      { $ref: '#/components/schemas/S0' },
      { components: { schemas: Object.fromEntries(schemas.map((each, index) => [`S${index}`, each])) } },
    ),
  );

function reordered(value: Json): Json {
  if (isArray(value)) return value.map(reordered);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reordered(inner)]),
  );
}

function asObject(value: Json): JsonObject {
  if (!isObject(value)) throw new Error('not an object');
  return value;
}

function schemasOf(document: JsonObject): JsonObject {
  return asObject(asObject(document['components'] ?? null)['schemas'] ?? null);
}

/** The schemas of a contract, each to be had by its name. */
async function opened(
  document: JsonObject,
): Promise<{ source: Source; cache: ShapeCache; view: (name: string) => View }> {
  const source = sourceOf(await contractOf(JSON.stringify(document)));
  const store = storeOf(source);
  return { source, cache: cacheOf(store), view: (name) => store.view({ $ref: `#/components/schemas/${name}` }, '') };
}

describe('any two contracts', () => {
  it('nothing changed between a contract and itself, its keys in another order, or its YAML form', async () => {
    await fc.assert(
      fc.asyncProperty(contract, async (document) => {
        expect(await changesBetween(document, document)).toEqual([]);
        expect(await changesBetween(document, asObject(reordered(document)))).toEqual([]);
        const yaml = await contractOf(stringify(document, { aliasDuplicateObjects: false }));
        expect(diffContracts(await contractOf(JSON.stringify(document)), yaml)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('what reads the same is found to be the same when it is compared, and no less changed is found for not comparing it', async () => {
    const some = fc.array(fc.tuple(fc.nat(NAMES.length - 1), schema), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(contract, some, async (document, replaced) => {
        const edited = asObject(reordered(document));
        const schemas = Object.fromEntries(replaced.map(([index, each]) => [`S${index}`, each]));
        const after = { ...edited, components: { schemas: { ...schemasOf(edited), ...schemas } } };
        const [old, new_] = await Promise.all([document, after].map(async (each) => opened(each)));
        if (old === undefined || new_ === undefined) throw new Error('two were given');
        const same = samenessOf(old.source, new_.source);
        const [quick, thorough] = [same, () => false].map((one) => pairGraphOf(old.cache, new_.cache, one));
        for (const name of NAMES) {
          const [from, to] = [old.view(name), new_.view(name)];
          for (const flow of ['request', 'response'] as const) {
            const [one, other] = [quick, thorough].map((graph) => graph?.compare(from, to, flow, 'json'));
            expect(one?.alive).toBe(other?.alive);
            expect(one?.changes).toEqual(other?.changes);
            if (same(from, to)) expect(other?.alive).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('nothing changed when references are written out', async () => {
    const leaf = fc.constantFrom<JsonObject>(
      { type: 'string', maxLength: 3 },
      { type: 'integer' },
      { enum: ['a', 'b'] },
    );
    const tree = fc.letrec<{ node: JsonObject }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        leaf,
        tie('node').map((inner) => ({ type: 'object', required: ['a'], properties: { a: inner, b: inner } })),
        tie('node').map((items) => ({ type: 'array', items })),
        fc.tuple(tie('node'), tie('node')).map(([left, right]) => ({ oneOf: [left, right, { type: 'boolean' }] })),
      ),
    })).node;
    await fc.assert(
      fc.asyncProperty(tree, async (inner) => {
        const inline = answering({ type: 'object', properties: { first: inner, second: inner } });
        const shared = { $ref: '#/components/schemas/Inner' };
        const referring = answering(
          { type: 'object', properties: { first: shared, second: shared } },
          { components: { schemas: { Inner: inner } } },
        );
        expect(await changesBetween(inline, referring)).toEqual([]);
        expect((await changesBetween(referring, inline)).map(({ check }) => check)).toEqual(['api-schema-removed']);
      }),
      { numRuns: 60 },
    );
  });

  it('every comparison ends, the same way each time', async () => {
    await fc.assert(
      fc.asyncProperty(contract, contract, async (before, after) => {
        const changes = await changesBetween(before, after);
        expect(await changesBetween(asObject(reordered(before)), asObject(reordered(after)))).toEqual(
          changes.map((change) => expect.objectContaining({ check: change.check, message: change.message }) as unknown),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('two hundred schemas that all refer to each other are compared once each', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `N${index}`);
    const dense = (type: string): JsonObject =>
      answering(
        { $ref: '#/components/schemas/N0' },
        {
          components: {
            schemas: Object.fromEntries(
              names.map((name, index) => [
                name,
                {
                  type: 'object',
                  properties: {
                    ...Object.fromEntries(
                      names
                        .slice(0, 30)
                        .map((_, step) => [
                          `p${step}`,
                          { $ref: `#/components/schemas/N${(index * 7 + step * 11) % 200}` },
                        ]),
                    ),
                    leaf: { type: index === 150 ? type : 'string' },
                  },
                },
              ]),
            ),
          },
        },
      );
    const changes = await changesBetween(dense('string'), dense('integer'));
    expect(changes.map(({ check }) => check)).toEqual(['response-property-type-changed']);
  });
});
