import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { editedFiles, writeEdited } from '../../../src/deliver/edit/files.ts';
import type { FileEdit } from '../../../src/model/edit.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';

const EDITS: readonly FileEdit[] = [
  { file: 'a.yaml', kind: 'set', pointer: '/x', value: 2 },
  { file: 'b.json', kind: 'set', pointer: '/x', value: 1 },
];

function folder(): string {
  const root = scratchFolder();
  writeFileSync(join(root, 'a.yaml'), '\uFEFFx: 1 # one\r\n');
  writeFileSync(join(root, 'b.json'), '{"x":1}');
  return root;
}

test('files that change are written whole, with their byte order mark', async () => {
  const root = folder();
  const changed = await editedFiles(fileSystem, root, EDITS, []);
  expect(changed).toEqual([{ file: 'a.yaml', before: '\uFEFFx: 1 # one\r\n', after: '\uFEFFx: 2 # one\r\n' }]);
  await writeEdited(fileSystem, root, changed);
  expect(readFileSync(join(root, 'a.yaml'), 'utf8')).toBe('\uFEFFx: 2 # one\r\n');
});

test('a file that somebody changed meanwhile is not overwritten', async () => {
  const root = folder();
  const stale = [{ file: 'a.yaml', sha256: '0'.repeat(64) }];
  await expect(editedFiles(fileSystem, root, EDITS, stale)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  const changed = await editedFiles(fileSystem, root, EDITS, []);
  writeFileSync(join(root, 'a.yaml'), 'x: 3\n');
  await expect(writeEdited(fileSystem, root, changed)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  expect(readFileSync(join(root, 'a.yaml'), 'utf8')).toBe('x: 3\n');
});

test('a path that leads out of the workspace is refused', async () => {
  const outside: FileEdit = { file: '../a.yaml', kind: 'set', pointer: '/x', value: 2 };
  await expect(editedFiles(fileSystem, folder(), [outside], [])).rejects.toMatchObject({
    code: 'PATH_OUTSIDE_WORKSPACE',
  });
});
