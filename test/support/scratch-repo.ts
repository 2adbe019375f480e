import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

export type Commit = {
  readonly files: { readonly [path: string]: string | null };
  readonly message?: string;
  /** Committer and author day; 12:00 UTC. */
  readonly day?: string;
  readonly author?: { readonly name: string; readonly email: string };
};

export type ScratchRepo = {
  readonly folder: string;
  /** Runs git in the folder and gives its trimmed output. */
  readonly git: (...args: string[]) => string;
  /** Writes files (null removes one) without committing. */
  readonly write: (files: Commit['files']) => void;
  /** Writes and commits; gives the full commit id. */
  readonly commit: (commit: Commit) => string;
};

/** A new folder that goes away with the test. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-test-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A real git repository on branch `main` in a scratch folder, with the given commits, oldest first. */
export function scratchRepo(...commits: readonly Commit[]): ScratchRepo {
  const folder = scratchFolder();
  const git = (...args: string[]): string => run(folder, args, {});
  const write = (files: Commit['files']): void => {
    for (const [path, content] of Object.entries(files)) {
      const target = join(folder, path);
      if (content === null) rmSync(target, { force: true });
      else {
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
    }
  };
  const commit = (one: Commit): string => {
    write(one.files);
    run(folder, ['add', '--all'], {});
    const date = `${one.day ?? '2026-01-01'}T12:00:00Z`;
    const author = one.author ?? { name: 'Ada Author', email: 'ada@bank.example' };
    run(folder, ['commit', '--quiet', '--allow-empty', '--message', one.message ?? 'change'], {
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
    });
    return git('rev-parse', 'HEAD');
  };
  git('init', '--quiet', '--initial-branch=main');
  for (const one of commits) commit(one);
  return { folder, git, write, commit };
}

function run(folder: string, args: readonly string[], environment: { readonly [name: string]: string }): string {
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}
