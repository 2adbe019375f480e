import { expect, it } from 'vitest';
import type { JsonObject } from '../../../src/model/json.ts';
import { sourceOf } from '../../../src/examine/diff/read/source.ts';
import { type SchemaStore, storeOf } from '../../../src/examine/diff/schema/node.ts';
import { samenessOf } from '../../../src/examine/diff/schema/sameness.ts';
import { contractOf } from '../../support/contract.ts';
import { document } from './support/contracts.ts';

const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties });

async function open(schemas: JsonObject, rest: JsonObject = {}): Promise<SchemaStore> {
  return storeOf(sourceOf(await contractOf(JSON.stringify(document({ ...rest, components: { schemas } })))));
}

/** The names of the schemas that read the same in both. */
async function same(before: JsonObject, after: JsonObject, rest: JsonObject = {}): Promise<readonly string[]> {
  const [old, new_] = [await open(before), await open(after, rest)];
  const sameness = samenessOf(old.source, new_.source);
  return Object.keys(before).filter((name) => sameness(old.view(to(name), ''), new_.view(to(name), '')));
}

const CIRCLE = {
  A: object({ b: to('B') }),
  B: object({ a: to('A'), c: to('C') }),
  C: { type: 'string', maxLength: 5 },
  D: object({ c: { type: 'array', items: to('C') } }),
  E: object({ e: to('E'), c: { type: 'string', maxLength: 5 } }),
};

it('schemas in circles are the same, whatever the order of their keys', async () => {
  const reordered = { ...CIRCLE, C: { maxLength: 5, type: 'string' } };
  expect(await same(CIRCLE, reordered)).toEqual(['A', 'B', 'C', 'D', 'E']);
});

it('what refers to a changed schema, however far away, has changed', async () => {
  expect(await same(CIRCLE, { ...CIRCLE, C: { type: 'string', maxLength: 4 } })).toEqual(['E']);
  expect(await same(CIRCLE, { ...CIRCLE, E: object({ e: to('A'), c: { type: 'string', maxLength: 5 } }) })).toEqual([
    'A',
    'B',
    'C',
    'D',
  ]);
});

it('a key more, another length and another type of value are changes', async () => {
  const list = (values: readonly string[]): JsonObject => ({ A: { enum: values } });
  expect(await same({ A: {} }, { A: { type: 'string' } })).toEqual([]);
  expect(await same({ A: { type: 'string' } }, { A: {} })).toEqual([]);
  expect(await same(list(['a', 'b']), list(['a']))).toEqual([]);
  expect(await same(list(['a']), list(['a', 'b']))).toEqual([]);
  expect(await same({ A: { enum: [['a']] } }, { A: { enum: [{ 0: 'a' }] } })).toEqual([]);
});

it('a schema that came to stand for another name is another', async () => {
  expect(await same({ A: to('B'), B: {}, C: {} }, { A: to('C'), B: {}, C: {} })).toEqual(['B', 'C']);
});

it('nothing is the same in another dialect, where the same words may mean something else', async () => {
  expect(await same(CIRCLE, CIRCLE, { openapi: '3.1.0' })).toEqual([]);
});
