import { expect, test } from 'vitest';
import { operationsIn } from '../../src/model/operations.ts';

test('every operation of a path, with QUERY and those that OpenAPI 3.2 calls additional, also behind a reference', () => {
  const item = {
    get: { operationId: 'read' },
    query: { operationId: 'search' },
    additionalOperations: { COPY: { operationId: 'copy' }, broken: 'no operation' },
  };
  const document = {
    paths: { '/a': item, '/b': { $ref: '#/components/pathItems/b' } },
    components: { pathItems: { b: item } },
  };
  const below = (path: string, pointer: string): unknown[] => [
    { method: 'GET', path, operationId: 'read', value: item.get, pointer: `${pointer}/get` },
    { method: 'QUERY', path, operationId: 'search', value: item.query, pointer: `${pointer}/query` },
    {
      method: 'COPY',
      path,
      operationId: 'copy',
      value: item.additionalOperations.COPY,
      pointer: `${pointer}/additionalOperations/COPY`,
    },
  ];
  expect(operationsIn(document)).toEqual([...below('/a', '/paths/~1a'), ...below('/b', '/components/pathItems/b')]);
});

test('a path item behind several references, and one whose references lead back to themselves', () => {
  const last = { additionalOperations: { MOVE: {} }, get: {} };
  const document = {
    paths: { '/a': { $ref: '#/components/pathItems/first' }, '/b': { $ref: '#/components/pathItems/circle' } },
    components: {
      pathItems: {
        first: { $ref: '#/components/pathItems/last' },
        last,
        circle: { $ref: '#/components/pathItems/circle' },
      },
    },
  };
  expect(operationsIn(document).map(({ method, path, pointer }) => [method, path, pointer])).toEqual([
    ['GET', '/a', '/components/pathItems/last/get'],
    ['MOVE', '/a', '/components/pathItems/last/additionalOperations/MOVE'],
  ]);
});
