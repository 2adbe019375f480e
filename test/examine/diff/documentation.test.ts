import { expect, test } from 'vitest';
import { rewordingOf } from '../../../src/examine/diff/documentation.ts';
import type { Contract } from '../../../src/model/contract.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';

const contract = (document: JsonObject): Contract => ({ document }) as Contract;

function withOperation(get: Json, components: JsonObject = {}, info: JsonObject = {}): Contract {
  return contract({ info, paths: { '/a': { get } }, components });
}

test('words and examples at the same place count, whatever else changed', () => {
  const before = withOperation(
    { summary: 'List', parameters: [{ name: 'q', description: 'Old', schema: { type: 'string', example: 1 } }] },
    {
      schemas: {
        A: { description: 'Old', maxLength: 1 },
        B: { type: 'object', properties: { a: { example: 'x' } } },
        Gone: { description: 'x' },
      },
    },
    { description: 'Old' },
  );
  const after = withOperation(
    { summary: 'List', parameters: [{ name: 'q', description: 'New', schema: { type: 'integer', example: 1 } }] },
    {
      schemas: {
        A: { description: 'New', maxLength: 2 },
        B: { type: 'object', properties: { a: { example: 'y' } } },
        Come: { description: 'y' },
      },
    },
    { description: 'New' },
  );
  expect(rewordingOf(before, after)).toEqual({
    operations: [{ method: 'GET', path: '/a', operationId: null }],
    components: ['A', 'B'],
    general: true,
  });
  expect(rewordingOf(after, after)).toEqual({ operations: [], components: [], general: false });
});

test('what came, went or is a name and not a word does not count', () => {
  const before = withOperation(
    { summary: 'List', description: 'Only here' },
    { schemas: { A: { properties: { description: { type: 'string' }, title: { type: 'string' } } } } },
  );
  const after = withOperation(
    { summary: 'List  \n' },
    {
      schemas: {
        A: { properties: { description: { type: 'integer' }, title: { type: 'integer' } }, description: 'New' },
      },
    },
  );
  expect(rewordingOf(before, after)).toEqual({ operations: [], components: [], general: false });
});

test('Swagger keeps its shared things elsewhere', () => {
  const of = (text: string): Contract =>
    contract({ swagger: '2.0', definitions: { A: { description: text } }, responses: { R: { description: text } } });
  expect(rewordingOf(of('a'), of('b')).components).toEqual(['A', 'R']);
});
