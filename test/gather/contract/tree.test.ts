import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { loadContract } from '../../../src/gather/contract/load.ts';
import { revisionTree, workingTree } from '../../../src/gather/contract/tree.ts';
import { scratchFolder, scratchRepo } from '../../support/scratch-repo.ts';

const FILES = {
  'apis/openapi.yaml': "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: '../shared/b.json#/B'}}}\n",
  'shared/b.json': '{"B": {"type": "string"}}',
};

function folderWith(files: { readonly [file: string]: string }): string {
  const folder = scratchFolder();
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}

describe('trees', () => {
  it('give the same contract from the working tree and from a commit', async () => {
    const repo = scratchRepo({ files: FILES });
    const commit = repo.git('rev-parse', 'HEAD');
    const inCommit = revisionTree(
      {
        read: (id, path) =>
          Promise.resolve(
            new Uint8Array(execFileSync('git', ['cat-file', 'blob', `${id}:${path}`], { cwd: repo.folder })),
          ),
      },
      commit,
    );
    repo.write({ 'apis/openapi.yaml': 'changed: since\n' });
    const then = await loadContract(inCommit, 'apis/openapi.yaml', 'x');
    const now = await loadContract(workingTree(fileSystem, folderWith(FILES)), 'apis/openapi.yaml', 'x');
    expect(then.source).toEqual({ ...now.source, commit });
    expect(then.document).toEqual({ openapi: '3.0.3', components: { schemas: { A: { type: 'string' } } } });
    expect(then.locate('/components/schemas/A/type')).toEqual({ ...now.locate('/components/schemas/A/type'), commit });
  });

  it('say which commit a file is not in', async () => {
    const tree = revisionTree({ read: () => Promise.resolve(null) }, 'abcdef'.repeat(7).slice(0, 40));
    await expect(loadContract(tree, 'openapi.yaml', 'x')).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      message: 'there is no file openapi.yaml in abcdefabcdef',
    });
  });

  it('of the working tree refuse a referenced file that is a link out, a folder or a pipe', async () => {
    const folder = folderWith({
      'a.yaml': 'openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: link.yaml}}}\n',
      'b.yaml': 'openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: folder}}}\n',
      'c.yaml': 'openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: pipe}}}\n',
      'folder/x': '',
    });
    symlinkSync('/etc/passwd', join(folder, 'link.yaml'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const tree = workingTree(fileSystem, folder);
    await expect(loadContract(tree, 'a.yaml', 'x')).rejects.toMatchObject({
      code: 'PATH_OUTSIDE_WORKSPACE',
      message: `a.yaml:2:34: $ref \`link.yaml\`: link.yaml leads out of ${folder}`,
    });
    await expect(loadContract(tree, 'b.yaml', 'x')).rejects.toMatchObject({
      code: 'FILE_NOT_READABLE',
      message: 'b.yaml:2:34: $ref `folder`: folder is a folder, not a regular file',
    });
    await expect(loadContract(tree, 'c.yaml', 'x')).rejects.toMatchObject({
      code: 'FILE_NOT_READABLE',
      message: 'c.yaml:2:34: $ref `pipe`: pipe is a pipe, not a regular file',
    });
  });
});
