import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileSystem } from '../../src/adapters/files.ts';
import { CountersignError } from '../../src/model/errors.ts';
import { scratchFolder } from '../support/scratch-repo.ts';

const isLinux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;

/** A workspace beside something that is none of its business. */
function workspace(): { readonly root: string; readonly outside: string } {
  const folder = scratchFolder();
  const [root, outside] = [join(folder, 'workspace'), join(folder, 'outside')];
  mkdirSync(join(root, 'apis'), { recursive: true });
  mkdirSync(outside);
  writeFileSync(join(outside, 'secret.yaml'), 'secret');
  writeFileSync(join(root, 'apis', 'a.yaml'), 'openapi: 3.0.0\n');
  return { root, outside };
}

async function refusal(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CountersignError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return { code: error.code, message: error.message };
}

describe('read', () => {
  it('gives the bytes, by a relative or an absolute path', async () => {
    const { root } = workspace();
    const expected = Buffer.from('openapi: 3.0.0\n');
    expect(Buffer.from(await fileSystem.read(root, 'apis/a.yaml', 15))).toEqual(expected);
    expect(Buffer.from(await fileSystem.read(root, join(root, 'apis/a.yaml'), 100))).toEqual(expected);
    expect(Buffer.from(await fileSystem.read(root, 'apis/../apis/./a.yaml', 100))).toEqual(expected);
  });

  it('gives an empty file, and one of several chunks', async () => {
    const { root } = workspace();
    writeFileSync(join(root, 'empty'), '');
    const large = Buffer.alloc(1_000_000, 'abc');
    writeFileSync(join(root, 'large'), large);
    expect((await fileSystem.read(root, 'empty', 10)).length).toBe(0);
    expect(Buffer.from(await fileSystem.read(root, 'large', 1_000_000)).equals(large)).toBe(true);
  });

  it('follows links that stay inside', async () => {
    const { root } = workspace();
    symlinkSync('apis/a.yaml', join(root, 'link.yaml'));
    symlinkSync('apis', join(root, 'folder'));
    expect((await fileSystem.read(root, 'link.yaml', 100)).length).toBe(15);
    expect((await fileSystem.read(root, 'folder/a.yaml', 100)).length).toBe(15);
  });

  it('reads below a root that is itself a link', async () => {
    const { root, outside } = workspace();
    symlinkSync(root, join(outside, 'root'));
    expect((await fileSystem.read(join(outside, 'root'), 'apis/a.yaml', 100)).length).toBe(15);
  });

  it.each([
    '../outside/secret.yaml',
    'apis/../../outside/secret.yaml',
    '../outside/nothing-here',
    '../workspace-too/a',
    '/etc/passwd',
    '..',
    'link-to-file',
    'link-to-folder/secret.yaml',
    'chain',
  ])('refuses %s, which leads out', async (path) => {
    const { root, outside } = workspace();
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'link-to-file'));
    symlinkSync('../outside', join(root, 'link-to-folder'));
    symlinkSync('link-to-file', join(root, 'chain'));
    expect(await refusal(fileSystem.read(root, path, 100))).toEqual({
      code: 'PATH_OUTSIDE_WORKSPACE',
      message: `${path} leads out of ${root}`,
    });
  });

  it.each([
    ['nothing.yaml', 'FILE_NOT_FOUND', 'there is no file nothing.yaml'],
    ['apis/a.yaml/b', 'FILE_NOT_FOUND', 'there is no file apis/a.yaml/b'],
    ['x'.repeat(5000), 'FILE_NOT_FOUND', `there is no file ${'x'.repeat(5000)}`],
    ['a\0b', 'FILE_NOT_FOUND', 'there is no file a\0b'],
    ['dangling', 'FILE_NOT_FOUND', 'there is no file dangling'],
    ['loop', 'FILE_NOT_READABLE', 'loop cannot be read: links that lead in a circle'],
    ['apis', 'FILE_NOT_READABLE', 'apis is a folder, not a regular file'],
    ['', 'FILE_NOT_READABLE', ' is a folder, not a regular file'],
    ['pipe', 'FILE_NOT_READABLE', 'pipe is a pipe, not a regular file'],
    ['link-to-pipe', 'FILE_NOT_READABLE', 'link-to-pipe is a pipe, not a regular file'],
  ])('refuses %.20j with %s', async (path, code, message) => {
    const { root } = workspace();
    symlinkSync('nowhere', join(root, 'dangling'));
    symlinkSync('loop', join(root, 'loop'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    symlinkSync('pipe', join(root, 'link-to-pipe'));
    expect(await refusal(fileSystem.read(root, path, 100))).toEqual({ code, message });
  });

  it('refuses a socket', async () => {
    const { root } = workspace();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root, 'socket'), resolve));
    onTestFinished(() => void server.close());
    expect((await refusal(fileSystem.read(root, 'socket', 100))).message).toBe(
      'socket is a socket, not a regular file',
    );
  });

  it.skipIf(!isLinux).each(['zero', 'null', 'stdin', 'tty'])('refuses /dev/%s', async (device) => {
    const { code } = await refusal(fileSystem.read('/dev', device, 100));
    expect(['FILE_NOT_READABLE', 'PATH_OUTSIDE_WORKSPACE', 'FILE_NOT_FOUND']).toContain(code);
  });

  it('refuses more bytes than the limit, also where the size says otherwise', async () => {
    const { root } = workspace();
    expect(await refusal(fileSystem.read(root, 'apis/a.yaml', 14))).toEqual({
      code: 'CONTRACT_TOO_LARGE',
      message: 'apis/a.yaml has 15 bytes; the limit is 14',
    });
    if (!isLinux) return;
    expect(statSync('/proc/self/status').size).toBe(0);
    expect(await refusal(fileSystem.read(`/proc/${process.pid}`, 'status', 100))).toEqual({
      code: 'CONTRACT_TOO_LARGE',
      message: 'status has more than 100 bytes; the limit is 100',
    });
  });

  it.skipIf(isRoot)('says that a file may not be read', async () => {
    const { root } = workspace();
    chmodSync(join(root, 'apis/a.yaml'), 0);
    expect(await refusal(fileSystem.read(root, 'apis/a.yaml', 100))).toEqual({
      code: 'FILE_NOT_READABLE',
      message: 'apis/a.yaml cannot be read: permission denied',
    });
  });

  it('never gives what is outside, nor hangs, while a file is swapped for a link or a pipe', async () => {
    const { root, outside } = workspace();
    const target = join(root, 'swapped.yaml');
    const script = `cd "$1"; while [ -d . ] && [ ! -e stop ]; do
      rm -f swapped.yaml; echo fine > swapped.yaml; ln -sf "$2" swapped.yaml; rm -f swapped.yaml; mkfifo swapped.yaml; done`;
    const swapping = execFileInBackground('sh', ['-c', script, 'sh', root, join(outside, 'secret.yaml')]);
    for (let round = 0; round < 300; round += 1) {
      const got = await fileSystem.read(root, target, 100).then(
        (bytes) => Buffer.from(bytes).toString(),
        (error: unknown) => (error instanceof CountersignError ? '' : String(error)),
      );
      expect(['', 'fine\n']).toContain(got);
    }
    writeFileSync(join(root, 'stop'), '');
    await swapping;
  });
});

describe('kind', () => {
  it('tells files, folders and other things apart', async () => {
    const { root } = workspace();
    symlinkSync('apis', join(root, 'link'));
    const kinds = ['apis/a.yaml', 'apis', 'link', 'nothing', 'apis/a.yaml/x'].map((path) =>
      fileSystem.kind(join(root, path)),
    );
    expect(await Promise.all(kinds)).toEqual(['file', 'directory', 'other', null, null]);
  });
});

describe('list', () => {
  it('gives files below the root, sorted by code unit, without links, .git and node_modules', async () => {
    const { root, outside } = workspace();
    for (const file of [
      'b.yaml',
      'B.yaml',
      'é.yaml',
      '.hidden.yaml',
      '.git/x.yaml',
      'node_modules/x.yaml',
      'apis/v2/c.yaml',
      'd.txt',
    ]) {
      mkdirSync(join(root, file, '..'), { recursive: true });
      writeFileSync(join(root, file), '');
    }
    symlinkSync(outside, join(root, 'folder-link'));
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'file-link.yaml'));
    expect(await fileSystem.list(root, ['**/*.yaml'])).toEqual([
      '.hidden.yaml',
      'B.yaml',
      'apis/a.yaml',
      'apis/v2/c.yaml',
      'b.yaml',
      'é.yaml',
    ]);
    expect(await fileSystem.list(root, ['apis/a.yaml', 'd.*'])).toEqual(['apis/a.yaml', 'd.txt']);
    expect(await fileSystem.list(root, ['../outside/*', join(outside, '*')])).toEqual([]);
  });
});

describe('write', () => {
  it('writes whole files, makes folders, and leaves nothing else behind', async () => {
    const { root } = workspace();
    await fileSystem.write(root, 'new/deep/out.yaml', 'one');
    await fileSystem.write(root, 'new/deep/out.yaml', 'two');
    expect(readFileSync(join(root, 'new/deep/out.yaml'), 'utf8')).toBe('two');
    expect(readdirSync(join(root, 'new/deep'))).toEqual(['out.yaml']);
  });

  it('keeps the mode of a file that it replaces', async () => {
    const { root } = workspace();
    chmodSync(join(root, 'apis/a.yaml'), 0o640);
    await fileSystem.write(root, 'apis/a.yaml', 'new');
    expect(statSync(join(root, 'apis/a.yaml')).mode & 0o777).toBe(0o640);
  });

  it('replaces a link, not what it leads to', async () => {
    const { root, outside } = workspace();
    symlinkSync(join(outside, 'secret.yaml'), join(root, 'link.yaml'));
    await fileSystem.write(root, 'link.yaml', 'ours');
    expect(readFileSync(join(root, 'link.yaml'), 'utf8')).toBe('ours');
    expect(readFileSync(join(outside, 'secret.yaml'), 'utf8')).toBe('secret');
  });

  it.each(['../outside/x', '/tmp/x', 'link/x', 'link/new/x', 'dangling/x'])(
    'refuses %s and makes nothing outside',
    async (path) => {
      const { root, outside } = workspace();
      symlinkSync(outside, join(root, 'link'));
      symlinkSync(join(outside, 'not-yet'), join(root, 'dangling'));
      expect((await refusal(fileSystem.write(root, path, 'x'))).code).toBe('PATH_OUTSIDE_WORKSPACE');
      expect(readdirSync(outside)).toEqual(['secret.yaml']);
    },
  );

  it('says what stands in the way, and leaves no temporary file', async () => {
    const { root } = workspace();
    expect(await refusal(fileSystem.write(root, 'apis', 'x'))).toEqual({
      code: 'WRITE_FAILED',
      message: 'apis could not be written: a folder is in its place',
    });
    expect(await refusal(fileSystem.write(root, 'apis/a.yaml/x', 'x'))).toEqual({
      code: 'WRITE_FAILED',
      message: 'apis/a.yaml/x could not be written: a file is where a folder should be',
    });
    expect(readdirSync(root, { recursive: true }).map(String).sort()).toEqual(['apis', 'apis/a.yaml']);
  });

  it('makes a root that is not there yet', async () => {
    const { root } = workspace();
    rmSync(root, { recursive: true });
    await fileSystem.write(root, 'out.txt', 'x');
    expect(readFileSync(join(root, 'out.txt'), 'utf8')).toBe('x');
  });
});

async function execFileInBackground(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  await new Promise((resolve) => child.on('exit', resolve));
}
