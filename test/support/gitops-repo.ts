import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scratchFolder } from './scratch-repo.ts';

type Files = Readonly<Record<string, string | null>>;

export type GitOpsRepo = {
  readonly folder: string;
  /** Runs git in the bare repository and gives its trimmed output. */
  readonly git: (...args: string[]) => string;
  /** Installs a server-side hook, a shell script. */
  readonly hook: (name: string, script: string) => void;
  /** Commits on `main` as somebody at the other end would, by hand; null removes a file. */
  readonly edit: (files: Files) => void;
};

/** A bare repository with one commit on `main`, as a GitOps repository is; an empty one for `null`. `init` are further options of git init. */
export function gitOpsRepo(files: Files | null = { 'README.md': 'gateway\n' }, ...init: string[]): GitOpsRepo {
  const folder = join(scratchFolder(), 'gitops.git');
  run('init', '--quiet', '--bare', '--initial-branch=main', ...init, folder);
  const git = (...args: string[]): string => run('-C', folder, ...args);
  const edit = (changed: Files): void => {
    const clone = scratchFolder();
    const there = (...args: string[]): string => run('-C', clone, ...args);
    run('init', '--quiet', '--initial-branch=main', ...init, clone);
    if (git('branch', '--list', 'main') !== '') there('pull', '--quiet', folder, 'main');
    for (const [path, content] of Object.entries(changed)) {
      mkdirSync(dirname(join(clone, path)), { recursive: true });
      if (content === null) rmSync(join(clone, path));
      else writeFileSync(join(clone, path), content);
    }
    there('add', '--all');
    there('-c', 'user.name=Hand', '-c', 'user.email=hand@bank.example', 'commit', '--quiet', '--message', 'by hand');
    there('push', '--quiet', folder, 'main');
  };
  if (files !== null) edit(files);
  const hook: GitOpsRepo['hook'] = (name, script) => {
    mkdirSync(join(folder, 'hooks'), { recursive: true });
    writeFileSync(join(folder, 'hooks', name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'hooks', name), 0o755);
  };
  return { folder, git, hook, edit };
}

function run(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}
