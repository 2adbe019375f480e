import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/model/contract.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { compareContracts, sidesOf } from '../../../src/examine/diff/compare-contracts.ts';
import { diffContracts } from '../../../src/examine/diff/diff.ts';
import { contractOf } from '../../support/contract.ts';
import { answering } from './support/contracts.ts';

const NODES = 200;
const RUNS = 10_000;
/** Each is compared with the next, so that one is made for each comparison. */
const CHAIN = 20;

/** A generator of numbers below one (mulberry32): fast-check gives the seed, and 200 schemas are made in no time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WORDS = ['oneOf', 'anyOf', 'allOf'] as const;

/** One schema that refers to others at will, itself included. */
function nodeOf(next: () => number): JsonObject {
  const other = (): JsonObject => ({ $ref: `#/components/schemas/N${Math.floor(next() * NODES)}` });
  const kind = next();
  if (kind < 0.45)
    return {
      type: 'object',
      properties: { a: other(), b: other(), __proto: { type: next() < 0.5 ? 'string' : 'integer' } },
      ...(next() < 0.3 ? { required: ['a'] } : {}),
      ...(next() < 0.2 ? { additionalProperties: other() } : {}),
    };
  if (kind < 0.6) return { type: 'array', items: other() };
  if (kind < 0.8) return { [WORDS[Math.floor(next() * 3)] ?? 'allOf']: next() < 0.5 ? [other()] : [other(), other()] };
  if (kind < 0.85) return other();
  return next() < 0.5 ? { type: 'string', maxLength: Math.floor(next() * 3) } : { enum: ['a', 'b'], nullable: true };
}

function graphOf(seed: number): JsonObject {
  const next = numbers(seed);
  const schemas = Object.fromEntries(Array.from({ length: NODES }, (_, index) => [`N${index}`, nodeOf(next)]));
  return answering({ $ref: '#/components/schemas/N0' }, { components: { schemas } });
}

describe('recursive schemas made at random', () => {
  it(`are compared to the end, ${RUNS} times ${NODES} schemas`, async () => {
    // Reading is not what is tested here, so the documents are put into a contract that was read.
    const template = await contractOf(JSON.stringify(graphOf(0)));
    const contract = (seed: number): Contract => ({ ...template, document: graphOf(seed) });
    let told = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        let before = sidesOf(contract(seed), contract(seed)).before;
        for (let step = 1; step <= CHAIN; step += 1) {
          const { after } = sidesOf(template, contract(seed + step));
          compareContracts({ before, after }, {}, () => (told += 1));
          before = after;
        }
      }),
      { numRuns: RUNS / CHAIN },
    );
    expect(told).toBeGreaterThan(RUNS);
  }, 600_000);

  it('are the same as themselves', async () => {
    const template = await contractOf(JSON.stringify(graphOf(0)));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const [one, other] = [graphOf(seed), graphOf(seed)];
        expect(diffContracts({ ...template, document: one }, { ...template, document: other })).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

const NAMES = ['a', 'b', 'c', 'constructor', 'toString'];

/** A contract of several operations, parameters and properties, each there or not. */
const parts = fc.record({
  paths: fc.subarray(['/one', '/two', '/three']),
  query: fc.subarray(NAMES),
  sent: fc.subarray(NAMES),
  sentRequired: fc.subarray(NAMES),
  comes: fc.subarray(NAMES),
});
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

const object = (names: readonly string[], required: readonly string[] = []): JsonObject => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names.filter((name) => required.includes(name)),
});
const media = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });

function documentOf({ paths, query, sent, sentRequired, comes }: Parts, sent$: JsonObject): JsonObject {
  const operation = {
    parameters: query.map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    requestBody: { content: media(sent$) },
    responses: { '200': { description: 'done', content: media(object(comes)) } },
  };
  return {
    openapi: '3.0.3',
    info: { title: 'Accounts', version: 'v1' },
    paths: Object.fromEntries(['/always', ...paths].map((path) => [path, { put: operation }])),
    components: { schemas: { Sent: object(sent, sentRequired) } },
  };
}

const REFERENCE = { $ref: '#/components/schemas/Sent' };
const inlined = (each: Parts): JsonObject => documentOf(each, object(each.sent, each.sentRequired));
const referring = (each: Parts): JsonObject => documentOf(each, REFERENCE);

/** What was added one way is removed the other: the checks that say so of one another. */
const TURNED: readonly (readonly [string, string])[] = [
  ['endpoint-added', 'api-path-removed-without-deprecation'],
  ['new-optional-request-parameter', 'request-parameter-removed'],
  ['response-optional-property-added', 'response-optional-property-removed'],
  ['request-property-became-required', 'request-property-became-optional'],
];

async function placesOf(before: JsonObject, after: JsonObject, checks: readonly string[]): Promise<readonly string[]> {
  const [old, new_] = [await contractOf(JSON.stringify(before)), await contractOf(JSON.stringify(after))];
  return diffContracts(old, new_)
    .filter(({ check }) => checks.includes(check))
    .map(({ operation, about }) => JSON.stringify([operation?.path, about]))
    .sort();
}

describe('any contract', () => {
  it('has not changed once its references are written out, or its files joined to one', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (each) => {
        const [inline, shared] = [
          await contractOf(JSON.stringify(inlined(each))),
          await contractOf(JSON.stringify(referring(each))),
        ];
        expect(diffContracts(inline, shared)).toEqual([]);
        expect(diffContracts(shared, inline)).toEqual([]);
        const split = await contractOf({
          'openapi.json': JSON.stringify(documentOf(each, { $ref: 'schemas/sent.json' })),
          'schemas/sent.json': JSON.stringify(object(each.sent, each.sentRequired)),
        });
        const joined = await contractOf(JSON.stringify(split.document));
        for (const other of [joined, inline, shared]) {
          expect(diffContracts(split, other).filter(({ check }) => check !== 'api-schema-removed')).toEqual([]);
          expect(diffContracts(other, split).filter(({ check }) => check !== 'api-schema-removed')).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('gains in one direction what it loses in the other', async () => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(parts, parts, async (one, other) => {
        const [before, after] = [referring(one), referring(other)];
        for (const [added, removed] of TURNED) {
          const gained = await placesOf(before, after, [added]);
          expect(gained).toEqual(await placesOf(after, before, [removed]));
          told += gained.length;
        }
      }),
      { numRuns: 60 },
    );
    expect(told).toBeGreaterThan(60);
  });
});
