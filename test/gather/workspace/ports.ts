import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileSystem } from '../../../src/adapters/files.ts';
import type { HomePorts } from '../../../src/gather/workspace/home.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';

/** The real file system and the real git, called in a folder. */
export function portsIn(folder: string): HomePorts {
  return { files: fileSystem, folder, git: { open: (around) => Promise.resolve(topOf(around)) } };
}

/** A scratch copy of a folder of the project. */
export function copyOf(folder: string): string {
  const copy = scratchFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function topOf(folder: string): { readonly root: string } | null {
  try {
    const root = execFileSync('git', ['rev-parse', '--show-toplevel'], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return { root: root.trim() };
  } catch {
    return null;
  }
}
