import { createGit } from '../../../src/adapters/git/index.ts';
import type { Repository } from '../../../src/model/ports.ts';

/** The real repository around a folder. */
export async function opened(folder: string): Promise<Repository> {
  const git = createGit({
    environment: process.env,
    fetch: () => Promise.reject(new Error('nothing is fetched here')),
  });
  const repository = await git.open(folder);
  if (repository === null) throw new Error(`there is no repository in ${folder}`);
  return repository;
}
