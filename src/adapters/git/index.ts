import type { Git } from '../../model/ports.ts';
import type { Environment } from './environment.ts';
import { openRepository } from './repository.ts';
import { createGitRunner, type GitRunner } from './run.ts';

/** Fetches one branch of a remote, as `Git.fetch` does, with the runner that it is handed. */
export type FetchBranch = (git: GitRunner, folder: string, remote: string, branch: string) => ReturnType<Git['fetch']>;

/** The git of the machine, behind the port. `environment` is the process's own; `environment.ts` says what of it reaches git. */
export function createGit(options: { readonly environment: Environment; readonly fetch: FetchBranch }): Git {
  const git = createGitRunner(options.environment);
  const ownSsh = options.environment['GIT_SSH'] !== undefined;
  return {
    open: (folder, allowed) => openRepository(git, folder, { network: allowed?.network ?? false, ownSsh }),
    fetch: (folder, remote, branch) => options.fetch(git, folder, remote, branch),
  };
}
