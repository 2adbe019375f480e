import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import { createGitRunner } from '../../../src/adapters/git/run.ts';
import { approvalFile, readApprovals } from '../../../src/gather/workspace/approvals.ts';
import type { Approval, Person } from '../../../src/model/approval.ts';
import { type Day, parseDay } from '../../../src/model/day.ts';
import { scratchFolder, type ScratchRepo, scratchRepo } from '../../support/scratch-repo.ts';

const runner = createGitRunner(process.env);
const jane: Person = { name: 'Jane Doe', email: 'jane@bank.example' };
const ada: Person = { name: 'Ada Author', email: 'ada@bank.example' };
const digest = '0123456789ab'.padEnd(64, 'c');
type Statement = Omit<Approval, 'at' | 'committedBy'>;

function day(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new Error(`${text} is no day`);
  return found;
}

function statement(over: Partial<Statement> = {}): Statement {
  const comment = 'agreed in the board of 17 November';
  return { api: 'payments', digest, version: '2.3.1', approver: jane, day: day('2026-11-18'), comment, ...over };
}

/** A workspace in which `by` committed an approval. */
function approved(by: Person | null, one = statement(), folder = ''): ScratchRepo {
  const repo = scratchRepo({ files: { 'openapi.yaml': 'openapi: 3.1.0\n' } });
  const { path, content } = approvalFile(one);
  if (by === null) repo.write({ [join(folder, path)]: content });
  else repo.commit({ files: { [join(folder, path)]: content }, author: by });
  return repo;
}

async function read(root: string, folder = '', api = 'payments'): Promise<readonly Approval[]> {
  return readApprovals(fileSystem, await openRepository(runner, root), join(root, folder), api);
}

async function committers(repo: ScratchRepo): Promise<readonly (string | null)[]> {
  return (await read(repo.folder)).map(({ committedBy }) => committedBy?.name ?? null);
}

describe('the file', () => {
  test('reads as what it says', () => {
    expect(approvalFile(statement())).toEqual({
      path: '.countersign/approvals/payments/0123456789ab-jane-bank-example-299aefcd.yaml',
      content: `schemaVersion: 1
api: payments
digest: ${digest}
version: 2.3.1
approver:
  name: Jane Doe
  email: jane@bank.example
day: 2026-11-18
comment: agreed in the board of 17 November
`,
    });
  });

  test('one a person and text, whatever the case of the address', () => {
    const path = (over: Partial<Statement>): string => approvalFile(statement(over)).path;
    expect(path({ approver: { ...jane, email: 'Jane@Bank.example' } })).toBe(path({}));
    expect(path({ version: '9', comment: '', day: day('2027-01-01') })).toBe(path({}));
    const others = [path({ digest: 'd'.repeat(64) }), path({ approver: ada }), path({ api: 'Payments' })];
    expect(new Set([path({}), ...others]).size).toBe(4);
  });

  test.each(['../../../etc', '/etc', 'a/b', 'CON', '', '..', 'a\\b'])('the API %j stays in its folder', (api) => {
    expect(approvalFile(statement({ api })).path).toMatch(
      /^\.countersign\/approvals\/[a-z0-9][a-z0-9-]*\/[a-z0-9-]+\.yaml$/,
    );
  });

  test('what is written is what is read, whatever it holds', async () => {
    const folder = scratchFolder();
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('1.0', 'yes', '~', '- a', '"', "it's", 'a: b # c', '|\n x', '\ufeff'),
    );
    const filled = line.filter((text) => text !== '');
    const any = fc.record({
      digest: fc.stringMatching(/^[0-9a-f]{64}$/),
      version: line,
      comment: line,
      approver: fc.record({ name: filled, email: fc.stringMatching(/^[\w+.'-]{1,9}@[\w.]{1,9}$/) }),
    });
    await fc.assert(
      fc.asyncProperty(any, async (over) => {
        const one = statement(over);
        const { path, content } = approvalFile(one);
        const files = {
          ...fileSystem,
          list: () => Promise.resolve([path]),
          read: () => Promise.resolve(new TextEncoder().encode(content)),
        };
        const [back] = await readApprovals(files, null, folder, 'payments');
        expect(back).toMatchObject(one);
      }),
    );
  });
});

describe('reading', () => {
  test('all of one API, with who committed them', async () => {
    const repo = approved(jane);
    const other = approvalFile(statement({ approver: ada, digest: 'd'.repeat(64) }));
    const elsewhere = approvalFile(statement({ api: 'accounts' }));
    repo.commit({ files: { [other.path]: other.content, [elsewhere.path]: elsewhere.content }, author: ada });
    const at = (file: string): Approval['at'] => ({
      file,
      commit: null,
      pointer: '',
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
    });
    expect(await read(repo.folder)).toEqual([
      { ...statement(), at: at(approvalFile(statement()).path), committedBy: jane },
      { ...statement({ approver: ada, digest: 'd'.repeat(64) }), at: at(other.path), committedBy: ada },
    ]);
  });

  test('none where there is no folder', async () => {
    expect(await read(scratchRepo({ files: { a: 'a' } }).folder)).toEqual([]);
  });

  test('in a workspace below the top of the repository', async () => {
    const repo = approved(jane, statement(), 'apis/eu');
    expect((await read(repo.folder, 'apis/eu')).map(({ committedBy }) => committedBy)).toEqual([jane]);
  });

  test('without a repository nobody has committed it', async () => {
    const folder = scratchFolder();
    const { path, content } = approvalFile(statement());
    await fileSystem.write(folder, path, content);
    expect((await readApprovals(fileSystem, null, folder, 'payments')).map(({ committedBy }) => committedBy)).toEqual([
      null,
    ]);
  });
});

describe('who committed it', () => {
  const { path, content } = approvalFile(statement());

  test('nobody while it is not committed, only staged, or edited since', async () => {
    const repo = approved(null);
    expect(await committers(repo)).toEqual([null]);
    repo.git('add', '--all');
    expect(await committers(repo)).toEqual([null]);
    repo.commit({ files: {}, author: jane });
    expect(await committers(repo)).toEqual(['Jane Doe']);
    repo.write({ [path]: `${content}# edited\n` });
    expect(await committers(repo)).toEqual([null]);
  });

  test('nobody in a repository without commits', async () => {
    const repo = scratchRepo();
    repo.write({ [path]: content });
    expect(await committers(repo)).toEqual([null]);
  });

  test('the last who touched it', async () => {
    const repo = approved(jane);
    repo.commit({ files: { [path]: `${content}# by Ada\n` }, author: ada });
    expect(await committers(repo)).toEqual(['Ada Author']);
  });

  /** Jane approves on a branch; Ada merges it. */
  function merged(edit: boolean): ScratchRepo {
    const repo = scratchRepo({ files: { 'openapi.yaml': 'a' } });
    repo.git('checkout', '--quiet', '-b', 'approval');
    repo.commit({ files: { [path]: content }, author: jane });
    repo.git('checkout', '--quiet', 'main');
    repo.commit({ files: { other: 'x' } });
    repo.git(
      '-c',
      'user.name=Ada Author',
      '-c',
      'user.email=ada@bank.example',
      'merge',
      '--quiet',
      '--no-ff',
      '--no-commit',
      'approval',
    );
    if (edit) repo.write({ [path]: content.replace('Jane', 'Janet') });
    repo.commit({ files: {}, author: ada });
    return repo;
  }

  test('not who merely merged it', async () => {
    expect(await committers(merged(false))).toEqual(['Jane Doe']);
  });

  test('but who changed it while merging', async () => {
    expect(await committers(merged(true))).toEqual(['Ada Author']);
  });
});

describe('what does not fit', () => {
  test.each<[string, string, string]>([
    ['no YAML', 'a: [', ':1'],
    ['nothing', '', 'is empty'],
    [
      'an unknown key',
      `${approvalFile(statement()).content}digset: x\n`,
      ':10:1: `digset` is not known here; did you mean `digest`?',
    ],
    [
      'no approver',
      approvalFile(statement()).content.replace(/approver:\n.*\n.*\n/, ''),
      ':1:1: the file has no `approver`',
    ],
    [
      'a day that does not exist',
      approvalFile(statement()).content.replace('2026-11-18', '2026-11-31'),
      ':8:6: `day` must be a day that exists, as YYYY-MM-DD, not "2026-11-31"',
    ],
    [
      'a digest of another kind',
      approvalFile(statement({ digest: 'sha256:abc' })).content,
      ':3:9: `digest` must be a SHA-256, 64 hexadecimal characters in lower case, not "sha256:abc"',
    ],
    [
      'another API',
      approvalFile(statement({ api: 'accounts' })).content,
      ': it is for the API `accounts` and lies in the folder of `payments`',
    ],
  ])('%s', async (_title, content, message) => {
    const file = '.countersign/approvals/payments/x.yaml';
    const repo = scratchRepo({ files: { [file]: content } });
    await expect(read(repo.folder)).rejects.toMatchObject({
      code: 'APPROVAL_INVALID',
      message: expect.stringContaining(message) as string,
    });
    await expect(read(repo.folder)).rejects.toThrow(file);
  });
});
